import { expect, test } from "vitest";
import { MemoryDisk } from "./memory-disk.ts";
import { random } from "./random.ts";
import { World } from "./world.ts";

async function written(seed: number, act: (disk: MemoryDisk) => void) {
  const world = new World(0);
  const disk = new MemoryDisk(world, random(seed, "disk"));
  const opened = await disk.port("life").openAppend("a");
  if (!opened.ok) throw new Error("Invariant: a memory disk opens");
  const { file } = opened;
  const run = async (): Promise<unknown> => {
    await file.append(Buffer.from("safe"));
    await file.sync();
    act(disk);
    return file.append(Buffer.from("not safe"));
  };
  const done = run();
  await world.runUntil(1_000);
  return { disk, answer: await done };
}

test("what was synced survives a power cut, and of the rest a part at most", async () => {
  const ends = new Set<string>();
  for (let seed = 0; seed < 40; seed += 1) {
    const { disk } = await written(seed, () => undefined);
    disk.crash();
    const text = disk.durable("a").toString("utf8");
    expect(text.startsWith("safe")).toBe(true);
    ends.add(text.slice(4));
  }
  expect(ends.size).toBeGreaterThan(4);
  expect([...ends].some((end) => end.includes("\0"))).toBe(true);
});

test("a full disk takes a part and says so; a failing one takes nothing", async () => {
  const full = await written(1, (disk) => {
    disk.state = "full";
  });
  expect(full.answer).toEqual({ ok: false, code: "ENOSPC" });
  const broken = await written(1, (disk) => {
    disk.state = "broken";
  });
  expect(broken.answer).toEqual({ ok: false, code: "EIO" });
  expect(broken.disk.everything()[0]?.toString("utf8")).toBe("safe");
});
