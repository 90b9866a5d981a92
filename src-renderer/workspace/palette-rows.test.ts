import { expect, test } from "vitest";
import { fakeBridge } from "../../e2e/fixtures/fake-bridge.ts";
import { fakeClock } from "../../e2e/fixtures/fake-clock.ts";
import type { Action } from "../stores/action.ts";
import { createTerminal } from "../stores/terminal.ts";
import { ACTIONS } from "./actions.ts";
import { paletteRows } from "./palette-rows.ts";

const TERMINAL = createTerminal(fakeBridge(), fakeClock());

function ids(query: string, recent: readonly string[] = []): readonly string[] {
  return paletteRows(ACTIONS, recent, query, TERMINAL).map(({ id }) => id);
}

test("every action has its own id, its own default key, and a title", () => {
  const keys = ACTIONS.flatMap(({ hotkey }) => hotkey ?? []);
  expect(new Set(ACTIONS.map(({ id }) => id)).size).toBe(ACTIONS.length);
  expect(new Set(keys).size).toBe(keys.length);
  expect(ACTIONS.filter(({ title }) => title === "")).toEqual([]);
});

test("the last used stand on top while nothing is typed", () => {
  expect(ids("", ["settings.open", "theme.light"]).slice(0, 2)).toEqual(["settings.open", "theme.light"]);
});

test.each([
  ["sell", "ticket.sell"],
  ["short", "ticket.sell"],
  ["blue", "sides.safe"],
  ["halt", "kill.engage"],
  ["add acc", "account.add"],
])("%s finds %s first", (query, id) => {
  expect(ids(query)[0]).toBe(id);
});

test("what cannot run now stands last, with its reason", () => {
  const rows = paletteRows(ACTIONS, [], "flatten", TERMINAL);
  const reasons = rows.map((action: Action) => action.obstacle?.(TERMINAL));
  expect(reasons.at(-1)).toMatch(/first|open/);
  expect(ids("zzzz")).toEqual([]);
});
