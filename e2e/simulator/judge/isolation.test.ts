import "../virtual-globals.ts";
// Whether something leaked from one account into another, however close together two messages come.
import { expect, test } from "vitest";
import type { Terminal } from "../../../src-main/use-cases/open-terminal.ts";
import { MemorySocket, type WsClient } from "../memory-socket.ts";
import type { Scene } from "../scene.ts";
import { lieTo, wireCreate } from "../testing-scene.ts";
import { i12 } from "./isolation.ts";

const OK = { status: 200, body: "", headers: {} };

function terminalWith(state: object): Terminal {
  return { runtime: { state } } as unknown as Terminal;
}

const NOTHING_HELD = { accounts: {}, orders: new Map(), baselines: {}, flows: {}, causes: [] };

function two(scene: Scene) {
  const [one, other] = scene.accounts;
  if (one === undefined || other === undefined) throw new Error("Invariant: a scene has accounts");
  one.id = "one";
  other.id = "other";
  return { one, other };
}

/** What a terminal holds of both accounts; every call makes new values of what it names. */
function holding(...names: readonly string[]): Terminal {
  const views = Object.fromEntries(names.map((name) => [name, { balances: {} }]));
  return terminalWith({ portfolio: { accounts: views }, durable: NOTHING_HELD });
}

test("I12 breaks when the answer to a request of one account changes another", () => {
  const { scene, watch, said } = lieTo(i12);
  const { one } = two(scene);
  const request = { ...wireCreate(scene), apiKey: one.apiKey };
  scene.desk.terminal = holding("one", "other");
  watch.answered?.(request, "life-1", OK);
  scene.desk.terminal = holding("one", "other");
  watch.taken?.(request, "life-1");
  expect(said()).toEqual(["I12"]);
});

test("what is said with a key that is no account's own blames nobody", () => {
  const { scene, watch, said } = lieTo(i12);
  two(scene);
  scene.desk.terminal = holding("one", "other");
  watch.delivering?.("another's", "");
  scene.desk.terminal = holding("one", "other");
  watch.delivered?.("another's", "");
  expect(said()).toEqual([]);
});

const ORDER = {
  clientId: "y",
  accountId: "other",
  status: "INTENT",
  filled: "0",
  cancel: { status: "none" },
};
const RESERVED = { y: {} };
const CANCEL = { status: "pending", requestedAtMs: 1 };

/** What the judge says when a message of one account leaves the other so. */
function after(portfolio: object, durable: object): readonly string[] {
  const { scene, watch, said } = lieTo(i12);
  const { one } = two(scene);
  const orders = new Map([["y", ORDER]]);
  scene.desk.terminal = terminalWith({
    portfolio: { accounts: { other: { working: RESERVED } } },
    durable: { ...NOTHING_HELD, orders },
  });
  watch.delivering?.(one.apiKey, "");
  scene.desk.terminal = terminalWith({
    portfolio: { accounts: { other: { working: RESERVED, ...portfolio } } },
    durable: { ...NOTHING_HELD, orders, ...durable },
  });
  watch.delivered?.(one.apiKey, "");
  return said();
}

const order = (fields: object): object => ({ orders: new Map([["y", { ...ORDER, ...fields }]]) });
const anew = { working: { y: {} } };

test.each([
  ["its view", { stream: "live" }, {}],
  ["what its order reserves", anew, {}],
  ["what a foreign order reserves", { working: { foreign: {} } }, {}],
  ["its baseline", {}, { baselines: { other: {} } }],
  ["its flows", {}, { flows: { other: [] } }],
  ["its causes", {}, { causes: [{ scope: "account:other", kind: "sync" }] }],
  ["what is filled of its order", anew, order({ filled: "1" })],
  ["the status of its order, as only the venue can", anew, order({ status: "ACCEPTED" })],
  ["the venue's id of its order", anew, order({ venueOrderId: "8" })],
  ["the venue's word on a cancel", anew, order({ cancel: { status: "rejected" } })],
  ["the venue's word on an amend", anew, order({ amend: { status: "unknown" } })],
  ["an act and more", anew, order({ cancel: CANCEL, filled: "1" })],
  ["an order that is gone", anew, { orders: new Map() }],
  ["another's order beside an act", { working: { y: {}, foreign: {} } }, order({ cancel: CANCEL })],
])("I12 breaks when a message of one account changes another: %s", (_, portfolio, durable) => {
  expect(after(portfolio, durable)).toEqual(["I12"]);
});

test.each([
  ["sent", anew, order({ status: "SENDING", sentAtMs: 1, acceptableUntilMs: 2, updatedAtMs: 1 })],
  ["asked to be cancelled", anew, order({ cancel: CANCEL, updatedAtMs: 1 })],
  ["asked to be changed", anew, order({ amend: { status: "pending" }, updatedAtMs: 1 })],
  [
    "made",
    { working: { ...RESERVED, z: {} } },
    { orders: new Map(["y", "z"].map((clientId) => [clientId, ORDER])) },
  ],
])("we may act on another account meanwhile: an order is %s", (_, portfolio, durable) => {
  expect(after(portfolio, durable)).toEqual([]);
});

test.each([
  ["each its own account", "one", []],
  ["both the same account", "other", ["I12"]],
] as const)("I12 tells apart two messages of one instant that change %s", async (_, changedByOne, broken) => {
  const { scene, said } = lieTo(i12);
  const { one, other } = two(scene);
  const accounts = { one: {}, other: {} };
  const show = (changed: string): void => {
    scene.desk.terminal = terminalWith({
      portfolio: { accounts: { ...Object.assign(accounts, { [changed]: { balances: {} } }) } },
      durable: NOTHING_HELD,
    });
  };
  show("one");
  scene.network.latencyMs = () => 5;
  for (const [account, changes] of [
    [one, changedByOne],
    [other, "other"],
  ] as const) {
    const client = { onMessage: () => show(changes), onOpen: () => undefined } as unknown as WsClient;
    const socket = new MemorySocket(scene.network, client, "life-1");
    socket.account = account.apiKey;
    socket.opened();
    socket.send("{}");
  }
  await scene.world.runUntil(scene.world.nowMs() + 10);
  expect(said()).toEqual(broken);
});
