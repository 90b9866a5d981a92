import { expect, test } from "vitest";
import { SHOTS } from "../../e2e/fixtures/shots.ts";
import type { SidePanel } from "../stores/workspace.ts";
import type { PanelId } from "./panels.tsx";

/** The compiler asks for a picture of whatever can stand in the ticket's place or in the dock. */
const SHOWN_BY: Readonly<Record<SidePanel["kind"] | PanelId, string>> = {
  ticket: "desk",
  flatten: "flatten",
  rebalance: "rebalance",
  preset: "preset-plan",
  presets: "presets-edit",
  kill: "kill",
  connect: "connect",
  group: "group",
  limits: "limits",
  settings: "settings",
  keys: "keys",
  alerts: "alerts",
  "dead-man": "dead-man",
  accounts: "desk",
  risk: "risk",
  chart: "desk",
  chart2: "second-chart",
  ladder: "book",
  positions: "desk",
  orders: "orders",
  fills: "fills",
  journal: "journal",
};

test("every panel and everything that takes the ticket's place is among the screens that are looked at", () => {
  const missing = Object.entries(SHOWN_BY).filter(([, shot]) => !Object.hasOwn(SHOTS, shot));
  expect(missing).toEqual([]);
});
