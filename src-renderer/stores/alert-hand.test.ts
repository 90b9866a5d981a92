import { expect, test } from "vitest";
import { fakeBridge } from "../../e2e/fixtures/fake-bridge.ts";
import { fakeClock } from "../../e2e/fixtures/fake-clock.ts";
import type { AlertView } from "../../src-core/contract/views.ts";
import { applyFrame } from "./entities.ts";
import { createTerminal } from "./terminal.ts";

const ALERT: AlertView = { id: "a", listing: "one", level: "67000", state: "below", repeats: true };

function setting() {
  const bridge = fakeBridge();
  bridge.wait("alert/save");
  const terminal = createTerminal(bridge, fakeClock());
  applyFrame(terminal.entities, { sequence: 1, snapshot: true, changes: [["alert", "a", ALERT]] });
  return { hand: terminal.alertHand, saved: () => bridge.on("alert/save").map(({ body }) => body) };
}

test("letting go saves the new level once, under the alert's own id", () => {
  const { hand, saved } = setting();
  expect(hand.take("a")).toBe(true);
  hand.moveTo("67100");
  hand.stepBy("0.5", -1);
  expect(saved()).toEqual([]);
  hand.drop();
  hand.drop();
  expect(saved()).toEqual([{ alertId: "a", listing: "one", level: "67099.5", repeats: true }]);
});

test("a level that did not change, an alert left or one that is gone saves nothing", () => {
  const { hand, saved } = setting();
  hand.take("a");
  hand.drop();
  hand.take("a");
  hand.moveTo("1");
  hand.leave();
  hand.drop();
  expect(hand.take("gone")).toBe(false);
  expect(saved()).toEqual([]);
});
