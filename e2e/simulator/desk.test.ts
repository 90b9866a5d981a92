import { expect, test } from "vitest";
import { Scene } from "./scene.ts";

test("a lid that is closed twice opens after the first time, and what was due then comes", async () => {
  const { desk, world } = new Scene(1);
  const startMs = world.nowMs();
  const ranAtMs: number[] = [];
  world.schedule(2_000, desk.owner, () => ranAtMs.push(world.nowMs() - startMs));

  await world.runUntil(startMs + 1_000);
  desk.sleep(57_000);
  await world.runUntil(startMs + 2_400);
  desk.sleep(54_000);
  await world.runUntil(startMs + 200_000);

  expect(ranAtMs).toEqual([59_000]);
});

test("a lid that was open in between can be closed again", async () => {
  const { desk, world } = new Scene(1);
  const startMs = world.nowMs();
  const ranAtMs: number[] = [];
  world.schedule(20_000, desk.owner, () => ranAtMs.push(world.nowMs() - startMs));

  desk.sleep(5_000);
  await world.runUntil(startMs + 6_000);
  expect(world.isAsleep(desk.owner)).toBe(false);
  desk.sleep(5_000);
  await world.runUntil(startMs + 200_000);

  expect(ranAtMs).toEqual([30_000]);
});
