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
  const views = Object.fromEntries(names.map((name) => [name, {}]));
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

test.each(["orders", "baselines", "flows", "causes"] as const)(
  "I12 breaks when a message of one account changes the %s of another",
  (part) => {
    const { scene, watch, said } = lieTo(i12);
    const { one } = two(scene);
    const portfolio = { accounts: {} };
    const changed = {
      orders: new Map([["y", { clientId: "y", accountId: "other" }]]),
      baselines: { other: {} },
      flows: { other: [] },
      causes: [{ scope: "account:other" }],
    };
    scene.desk.terminal = terminalWith({ portfolio, durable: NOTHING_HELD });
    watch.delivering?.(one.apiKey, "");
    scene.desk.terminal = terminalWith({ portfolio, durable: { ...NOTHING_HELD, [part]: changed[part] } });
    watch.delivered?.(one.apiKey, "");
    expect(said()).toEqual(["I12"]);
  },
);

test.each([
  ["each its own account", "one", []],
  ["both the same account", "other", ["I12"]],
] as const)("I12 tells apart two messages of one instant that change %s", async (_, changedByOne, broken) => {
  const { scene, said } = lieTo(i12);
  const { one, other } = two(scene);
  const accounts = { one: {}, other: {} };
  const show = (changed: string): void => {
    scene.desk.terminal = terminalWith({
      portfolio: { accounts: { ...Object.assign(accounts, { [changed]: {} }) } },
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
