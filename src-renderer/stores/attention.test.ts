import { expect, test } from "vitest";
import { fakeBridge, snapshot } from "../../e2e/fixtures/fake-bridge.ts";
import { fakeClock } from "../../e2e/fixtures/fake-clock.ts";
import { deskEntities, groupOrder, order } from "../../e2e/fixtures/scene-entities.ts";
import type { Change } from "../../src-core/contract/views.ts";
import type { Loudness } from "../../src-core/settings/attention.ts";
import type { Attention } from "./attention.ts";
import { applyFrame } from "./entities.ts";
import { createTerminal, type Terminal } from "./terminal.ts";

function opened(): {
  readonly terminal: Terminal;
  readonly told: readonly (readonly [Attention, Loudness])[];
} {
  const terminal = createTerminal(fakeBridge(), fakeClock());
  const told: (readonly [Attention, Loudness])[] = [];
  terminal.attention.onTold((item, loudness) => void told.push([item, loudness]));
  applyFrame(terminal.entities, snapshot(1, deskEntities()));
  terminal.link.setState({ state: "open" });
  return { terminal, told };
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

test("the list is bounded", () => {
  const { terminal } = opened();
  for (let index = 0; index < 250; index += 1)
    push(terminal, order(`o${String(index)}`, { status: "UNKNOWN" }));
  expect(terminal.attention.store.getState().items).toHaveLength(200);
});
