import { expect, test } from "vitest";
import { fakeBridge, snapshot } from "../../e2e/fixtures/fake-bridge.ts";
import { fakeClock } from "../../e2e/fixtures/fake-clock.ts";
import { deskEntities, groupOrder, order } from "../../e2e/fixtures/scene-entities.ts";
import type { AccountView, Change, VenueView } from "../../src-core/contract/views.ts";
import type { Loudness } from "../../src-core/settings/attention.ts";
import type { Attention } from "./attention.ts";
import { applyFrame } from "./entities.ts";
import { createTerminal, type Terminal } from "./terminal.ts";

function opened(): {
  readonly terminal: Terminal;
  readonly move: (ms: number) => void;
  readonly told: readonly (readonly [Attention, Loudness])[];
} {
  const clock = fakeClock();
  const terminal = createTerminal(fakeBridge(), clock);
  const told: (readonly [Attention, Loudness])[] = [];
  terminal.attention.onTold((item, loudness) => void told.push([item, loudness]));
  applyFrame(terminal.entities, snapshot(1, deskEntities()));
  terminal.link.setState({ state: "open" });
  return { terminal, told, move: clock.move };
}

function push(terminal: Terminal, ...changes: readonly Change[]): void {
  applyFrame(terminal.entities, { sequence: 2, snapshot: false, changes });
}

test("what stood there when the session opened is history", () => {
  expect(opened().told).toEqual([]);
});

test("a filled group order is told once, not leg by leg", () => {
  const { terminal, told } = opened();
  push(terminal, groupOrder("g", ["x"], { status: "WORKING" }), order("x", { status: "OPEN" }));
  push(terminal, groupOrder("g", ["x"], { status: "FILLED" }), order("x", { status: "FILLED" }));
  push(terminal, groupOrder("g", ["x"], { status: "FILLED", averagePrice: "1" }));
  expect(told.map(([{ kind, text }]) => [kind, text.split(":")[0]])).toEqual([["fill", "Filled"]]);
});

test("a rejection and an UNKNOWN are told with account and reason, as loudly as they are set", () => {
  const { terminal, told } = opened();
  push(terminal, order("x", { status: "REJECTED", reason: "Margin is insufficient." }));
  push(terminal, order("y", { status: "UNKNOWN" }));
  expect(told.map(([{ kind }]) => kind)).toEqual(["rejection", "unknown"]);
  expect(told[0]?.[0].text).toContain("Margin is insufficient.");
  expect(told[0]?.[1]).toEqual({ toast: true, sound: true, desktop: true });
});

test("quiet hours hold back sound and desktop, the list has everything", () => {
  const { terminal, told } = opened();
  const { attention } = terminal.workspace.getState();
  terminal.workspace.setState({ attention: { ...attention, quiet: { fromMinute: 0, toMinute: 1_439 } } });
  push(terminal, order("y", { status: "UNKNOWN" }));
  expect(told[0]?.[1]).toEqual({ toast: true, sound: false, desktop: false });
  expect(terminal.attention.store.getState()).toMatchObject({ unseen: 1 });
  terminal.attention.seen();
  expect(terminal.attention.store.getState()).toMatchObject({ unseen: 0 });
});

const venue = (state: VenueView["state"]): Change => [
  "venue",
  "v",
  { id: "v", title: "V", state, environments: [], secretFields: [] },
];
const account = (change: Partial<AccountView>): Change => {
  const held = deskEntities().find(([kind, id]) => kind === "account" && id === "a1")?.[2];
  return ["account", "a1", { ...(held as AccountView), ...change }];
};

test("a venue that comes and goes is one trouble; its return is told when it has held", () => {
  const { terminal, told, move } = opened();
  push(terminal, venue("live"));
  for (const state of ["down", "live", "down", "connecting", "live"] as const) {
    push(terminal, venue(state));
    move(2_000);
  }
  expect(told.map(([{ level }]) => level)).toEqual(["stop"]);
  move(10_000);
  expect(told.map(([{ level }]) => level)).toEqual(["stop", "info"]);
  push(terminal, venue("down"));
  expect(told).toHaveLength(3);
});

test("margin in use and a near liquidation are told once, until they are clearly left, with a way to the positions", () => {
  const { terminal, told } = opened();
  for (const marginUsePercent of ["84", "85", "83", "86", "79", "90"])
    push(terminal, account({ marginUsePercent, marginDistancePercent: "30" }));
  expect(told.map(([{ kind, act }]) => [kind, act?.panel])).toEqual([
    ["margin", "positions"],
    ["margin", "positions"],
  ]);
  for (const marginDistancePercent of ["9.9", "11", "9", "13", "10"])
    push(terminal, account({ marginUsePercent: "10", marginDistancePercent }));
  expect(told.slice(2).map(([{ text }]) => text.split(" of the mark")[0])).toEqual([
    "Main: 9.9%",
    "Main: 10%",
  ]);
});

test("the list is bounded", () => {
  const { terminal } = opened();
  for (let index = 0; index < 250; index += 1)
    push(terminal, order(`o${String(index)}`, { status: "UNKNOWN" }));
  expect(terminal.attention.store.getState().items).toHaveLength(200);
});
