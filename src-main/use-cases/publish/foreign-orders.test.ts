import { expect, test } from "vitest";
import type { Runtime } from "../runtime.ts";
import { foreignOrderViews } from "./foreign-orders.ts";
import { accountOf, stateOf, termsOf, workingOf } from "../../../src-core/risk/testing/gate-fixture.ts";

/** A terminal with one order of ours, on account `a`, and orders under its client id on the accounts named. */
function runtimeWith(ids: readonly string[]): Runtime {
  const working = [workingOf("ours", termsOf({}))];
  const accounts = Object.fromEntries(ids.map((id) => [id, stateOf(accountOf(id), { working })]));
  const durable = { orders: new Map([["ours", { clientId: "ours", accountId: "a" }]]) };
  const state = { portfolio: { accounts, listings: {} }, durable, foreignSeenMs: new Map() };
  return { state, ports: { clock: { nowMs: () => 1 } } } as unknown as Runtime;
}

test("an order of ours is not shown as another's", () => {
  expect(foreignOrderViews(runtimeWith(["a"]))).toEqual([]);
});

test("an order of others is shown though its client id is that of our order on another account", () => {
  expect(foreignOrderViews(runtimeWith(["a", "b"])).map(({ accountId }) => accountId)).toEqual(["b"]);
});
