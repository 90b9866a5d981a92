import "./virtual-globals.ts";
// Every invariant can break: a terminal, a venue or a disk that lies is told to its judge.
import { expect, test } from "vitest";
import type { OrderView, PlanPreview } from "../../src-core/contract/views.ts";
import { frame, GENESIS } from "../../src-main/adapters/journal-log/frame.ts";
import type { Terminal } from "../../src-main/use-cases/open-terminal.ts";
import { Decimal } from "../../src-core/money/decimal.ts";
import { positionOf } from "../venues/binance-usdm/truth.ts";
import { JOURNAL } from "./desk.ts";
import { disagreements } from "./judge/agreement.ts";
import { i21, i22, i5 } from "./judge/exposure.ts";
import { i6, i19 } from "./judge/halts.ts";
import { i12 } from "./judge/isolation.ts";
import { i10, i17, i18, i9 } from "./judge/line.ts";
import { i1, i13, i15, i2, i3 } from "./judge/once-and-recorded.ts";
import { i14, i16 } from "./judge/room.ts";
import { i7, i8 } from "./judge/screen.ts";
import { runTwiceNowAndThen } from "./run-checked.ts";
import { runSeed } from "./run-seed.ts";
import type { Scene } from "./scene.ts";
import { lieTo, seedWhereReduceOnly, wireCreate } from "./testing-scene.ts";

const ID = "y0000000000000000000000001";

/** Puts bytes on the device. */
async function write(scene: Scene, bytes: Uint8Array): Promise<void> {
  const opened = await scene.disk.port("test").openAppend(JOURNAL);
  if (!opened.ok) throw new Error("Invariant: a memory disk opens");
  const done = opened.file.append(bytes).then(() => opened.file.sync());
  await scene.world.runUntil(scene.world.nowMs() + 100);
  await done;
}

/** A record as the journal's codec writes it. */
function submitted(fields: object): Uint8Array {
  return frame(JSON.stringify({ v: 1, record: { kind: "submitted", ...fields } }), GENESIS).bytes;
}

function intent(): Uint8Array {
  return submitted({ intents: [{ clientId: ID }] });
}

function order(fields: Partial<OrderView>): ["order", string, OrderView] {
  const view = {
    id: ID,
    groupOrderId: "g",
    status: "OPEN",
    filled: "0",
    quantity: "1",
    working: true,
    ...fields,
  };
  return ["order", ID, view as OrderView];
}

function terminalWith(state: object): Terminal {
  return { runtime: { state } } as unknown as Terminal;
}

const HALT = { scope: { kind: "all" } };
const OK = { ok: true };

test("I1 breaks when a client id reaches the venue twice", () => {
  const { scene, watch, said } = lieTo(i1);
  watch.arrived?.(wireCreate(scene), "life-1", 200);
  expect(said()).toEqual([]);
  watch.arrived?.(wireCreate(scene), "life-1", 503);
  expect(said()).toEqual(["I1"]);
});

test("I2 breaks when a create leaves before its intent is on the device", async () => {
  const { scene, watch, said } = lieTo(i2);
  watch.leaving?.(wireCreate(scene), "life-1");
  expect(said()).toEqual(["I2"]);
  const honest = lieTo(i2);
  await write(honest.scene, intent());
  honest.watch.leaving?.(wireCreate(honest.scene), "life-1");
  expect(honest.said()).toEqual([]);
});

test("I2 breaks when a change leaves that no intent of its own stands for", async () => {
  const { scene, watch, said } = lieTo(i2);
  const amends = [{ clientId: ID, leg: 0 }];
  await write(scene, submitted({ intents: [], amends }));
  const change = { ...wireCreate(scene), method: "PUT", rawBody: `origClientOrderId=${ID}` };
  watch.leaving?.(change, "life-1");
  expect(said()).toEqual([]);
  watch.leaving?.(change, "life-1");
  expect(said()).toEqual(["I2"]);
});

test("I3 breaks when an intent is not shown at the end", async () => {
  const { scene, watch, said } = lieTo(i3);
  await write(scene, intent());
  scene.desk.shown.set(`order ${ID}`, order({ status: "UNKNOWN" }));
  watch.quiet?.();
  expect(said()).toEqual([]);
  scene.desk.shown.clear();
  watch.quiet?.();
  expect(said()).toEqual(["I3"]);
});

test("I4 breaks when the venue has a position that is not shown", () => {
  const { scene } = lieTo(i1);
  const [truth] = scene.venue.truth.accounts.values();
  if (truth === undefined) throw new Error("Invariant: a scene has accounts");
  positionOf(truth, "BTCUSDT", "BOTH").amount = Decimal.of("1");
  expect(disagreements(scene).some((text) => text.includes("BTCUSDT|both: shown 0, at the venue 1"))).toBe(
    true,
  );
});

test("I5 breaks when an accepted create takes the account over its limit", () => {
  const { scene, watch, said } = lieTo(i5);
  const [truth] = scene.venue.truth.accounts.values();
  if (truth === undefined) throw new Error("Invariant: a scene has accounts");
  positionOf(truth, "BTCUSDT", "BOTH").amount = Decimal.of("0.5");
  watch.arrived?.(wireCreate(scene), "life-1", 200);
  expect(said()).toEqual([]);
  positionOf(truth, "BTCUSDT", "BOTH").amount = Decimal.of("1");
  watch.arrived?.(wireCreate(scene), "life-1", 200);
  expect(said()).toEqual(["I5"]);
});

test("I6 breaks when a create that can open leaves after a halt, and a close does not break it", () => {
  const { scene, watch, said } = lieTo(i6);
  watch.asked?.("kill/engage", HALT);
  watch.told?.("kill/engage", HALT, OK);
  watch.leaving?.(wireCreate(scene, { reduceOnly: "true" }), "life-1");
  expect(said()).toEqual([]);
  watch.leaving?.(wireCreate(scene), "life-1");
  expect(said()).toEqual(["I6"]);
});

test("I6 breaks when a create that can open leaves after a liquidation was heard", () => {
  const { scene, watch, said } = lieTo(i6);
  watch.delivered?.(scene.accounts[0]?.apiKey, '{"c":"autoclose-1"}');
  watch.leaving?.(wireCreate(scene), "life-1");
  expect(said()).toEqual(["I6"]);
});

test("I7 breaks when what is filled falls, or exceeds the order", () => {
  const { watch, said } = lieTo(i7);
  watch.showed?.(order({ filled: "0.5" }));
  watch.showed?.(order({ filled: "0.4" }));
  watch.showed?.(order({ filled: "1.1" }));
  expect(said()).toEqual(["I7", "I7"]);
});

test("I8 breaks when an ended order works again", () => {
  const { watch, said } = lieTo(i8);
  watch.showed?.(order({ status: "CANCELED" }));
  watch.showed?.(order({ status: "FILLED" }));
  expect(said()).toEqual([]);
  watch.showed?.(order({ status: "OPEN" }));
  expect(said()).toEqual(["I8"]);
});

test("I9 breaks when something leaves before the time that the venue asked for", () => {
  const { scene, watch, said } = lieTo(i9);
  watch.answered?.(wireCreate(scene), "life-1", { status: 429, body: "", headers: { "retry-after": "5" } });
  watch.leaving?.({ ...wireCreate(scene), method: "GET" }, "life-1");
  expect(said()).toEqual(["I9"]);
});

test("I9 breaks when what is no cancel eats the part that is kept for cancels", () => {
  const { scene, watch, said } = lieTo(i9);
  const record = { atMs: 0, method: "GET", path: "", host: "", apiKey: "", signatureGood: true, weight: 40 };
  scene.venue.rest.log.push(record);
  for (let count = 0; count < 51; count += 1)
    watch.arrived?.({ ...wireCreate(scene), method: "GET" }, "life-1", 200);
  expect(said()).toEqual(["I9"]);
});

test("I10 breaks when an order leaves on a stale price or before its account was read", async () => {
  const { scene, watch, said } = lieTo(i10);
  const account = { ...wireCreate(scene), method: "GET", path: "/fapi/v3/account" };
  watch.delivering?.(undefined, '{"s":"BTCUSDT"}');
  watch.leaving?.(wireCreate(scene), "life-1");
  expect(said()).toEqual(["I10"]);
  watch.answered?.(account, "life-1", { status: 200, body: "", headers: {} });
  watch.leaving?.(wireCreate(scene), "life-1");
  expect(said()).toHaveLength(1);
  await scene.world.runUntil(scene.world.nowMs() + 10_000);
  watch.leaving?.(wireCreate(scene), "life-1");
  expect(said()).toHaveLength(2);
});

test("I11 breaks when the gate says two words on one draft, or allows twice of what it refused", async () => {
  const { scene, trader, said } = lieTo(i1);
  const words = ["refuse", "approve", "approve"] as const;
  let asked = 0;
  const readings = [{ rule: "position", outcome: "deny" }];
  scene.desk.ask = (async () => {
    const decision = words[Math.max(0, (asked += 1) - 2)] ?? "approve";
    return { ok: true, value: { planId: "p", hash: "", decision, legs: [], readings, orders: [] } };
  }) as unknown as typeof scene.desk.ask;
  trader.wait = async () => undefined;
  const always = { ...scene.random("x"), chance: () => true };
  await trader.placeOrder({ ...trader.draft(always), denial: "reject-all" }, always);
  expect(new Set(said())).toEqual(new Set(["I11"]));
  expect(said()).toHaveLength(2);
});

test("I12 breaks when a message of one account changes another", () => {
  const { scene, watch, said } = lieTo(i12);
  const [one, other] = scene.accounts;
  if (one === undefined || other === undefined) throw new Error("Invariant: a scene has accounts");
  other.id = "other";
  const durable = { orders: new Map(), baselines: {}, flows: {}, causes: [] };
  scene.desk.terminal = terminalWith({ portfolio: { accounts: { other: { balances: {} } } }, durable });
  watch.delivering?.(one.apiKey, "");
  scene.desk.terminal = terminalWith({ portfolio: { accounts: { other: { balances: {} } } }, durable });
  watch.delivered?.(one.apiKey, "");
  expect(said()).toEqual(["I12"]);
});

test("I13 breaks when a start forgets what left, or trades on over damage", async () => {
  const { scene, watch, said } = lieTo(i13);
  watch.leaving?.(wireCreate(scene), "life-1");
  const forgetful = terminalWith({ durable: { orders: new Map(), causes: [] } });
  watch.started?.(forgetful);
  expect(said()).toEqual(["I13"]);
  await write(scene, intent());
  await scene.disk.port("test").rename(JOURNAL, `${JOURNAL}.damaged`);
  await write(scene, intent());
  watch.journalDamaged?.();
  watch.started?.(forgetful);
  expect(said()).toHaveLength(2);
});

test("I14 breaks when a secret is written, even in disguise", async () => {
  const { scene, watch, said } = lieTo(i14);
  watch.quiet?.();
  expect(said()).toEqual([]);
  await write(scene, Buffer.from(Buffer.from(scene.accounts[0]?.secret ?? "").toString("hex")));
  watch.quiet?.();
  expect(said()).toEqual(["I14"]);
});

test("I15 breaks when the wire differs from the preview", () => {
  const { scene, trader, watch, said } = lieTo(i15);
  const account = scene.accounts[0];
  if (account === undefined) throw new Error("Invariant: a scene has accounts");
  account.id = "one";
  const leg = {
    decision: "approve",
    accountId: "one",
    listing: "binance-usdm:BTCUSDT",
    side: "buy",
    quantity: "0.1",
  };
  const preview = { legs: [leg] } as unknown as PlanPreview;
  trader.previews.set("p", preview);
  watch.told?.("plan/submit", {}, { ok: true, value: { planId: "p", orders: [ID] } } as {
    readonly ok: boolean;
  });
  const terms = { symbol: "BTCUSDT", side: "BUY", quantity: "0.1" };
  const create = { atMs: 0, apiKey: account.apiKey, path: "", clientId: ID, terms };
  scene.venue.venue.creates.push(create);
  watch.quiet?.();
  expect(said()).toEqual([]);
  scene.venue.venue.creates.push({ ...create, terms: { ...terms, quantity: "1" } });
  watch.quiet?.();
  expect(said()).toEqual(["I15"]);
});

test("I16 breaks when an odd request is obeyed or breaks a handler", () => {
  const { watch, said } = lieTo(i16);
  watch.heardHostile?.('{"ok":false,"failures":[{"code":"bad-field"}]}');
  expect(said()).toEqual([]);
  watch.heardHostile?.('{"ok":true,"value":null}');
  watch.heardHostile?.('{"ok":false,"failures":[{"code":"fault"}]}');
  expect(said()).toEqual(["I16", "I16"]);
});

test("I17 breaks when another host is dialled", () => {
  const { watch, said } = lieTo(i17);
  watch.dialled?.("fstream.binance.com");
  watch.dialled?.("fstream.binance.example");
  expect(said()).toEqual(["I17"]);
});

test("I18 breaks when something that moves money leaves", () => {
  const { scene, watch, said } = lieTo(i18);
  watch.leaving?.({ ...wireCreate(scene), path: "/sapi/v1/capital/withdraw/apply" }, "life-1");
  expect(said()).toEqual(["I18"]);
});

test("I19 breaks when a start has lost a halt", () => {
  const { watch, said } = lieTo(i19);
  watch.asked?.("kill/engage", HALT);
  watch.told?.("kill/engage", HALT, OK);
  watch.started?.(terminalWith({ durable: { causes: [{ kind: "person", scope: "installation" }] } }));
  expect(said()).toEqual([]);
  watch.started?.(terminalWith({ durable: { causes: [] } }));
  expect(said()).toEqual(["I19"]);
});

test("I20 one seed leaves one trace, and two traces are found out", async () => {
  const one = await runSeed(12, { events: 400 });
  const two = await runSeed(12, { events: 400 });
  expect(two.hash).toBe(one.hash);
  let run = 0;
  const report = await runTwiceNowAndThen(25n, 400, async () => ({ ...one, hash: String((run += 1)) }));
  expect(report.violations.map(({ invariant }) => invariant)).toEqual(["I20"]);
});

test("I21 breaks when a closing order could turn a position around that the venue does not protect", () => {
  const { scene, watch, said } = lieTo(i21, seedWhereReduceOnly("never"));
  const [truth] = scene.venue.truth.accounts.values();
  if (truth === undefined) throw new Error("Invariant: a scene has accounts");
  const close = wireCreate(scene, { reduceOnly: "true" });
  const place = (quantity: string): unknown =>
    scene.venue.control.placeForeign(truth.apiKey, {
      ...{ symbol: "BTCUSDT", side: "BUY", type: "LIMIT", price: "60000", reduceOnly: "true" },
      quantity,
    });
  positionOf(truth, "BTCUSDT", "BOTH").amount = Decimal.of("-0.5");
  place("0.5");
  watch.arrived?.(close, "life-1", 200);
  expect(said()).toEqual([]);
  place("0.001");
  watch.arrived?.(wireCreate(scene), "life-1", 200);
  expect(said()).toEqual([]);
  watch.arrived?.(close, "life-1", 200);
  expect(said()).toEqual(["I21"]);
});

test("I22 breaks when two of our orders meet, and a stranger's order does not break it", () => {
  const { scene, watch, said } = lieTo(i22);
  const [one, other] = scene.accounts;
  if (one === undefined || other === undefined) throw new Error("Invariant: a scene has accounts");
  const { control, venue } = scene.venue;
  const price = venue.market.touch("BTCUSDT", "SELL").toString();
  const resting = { symbol: "BTCUSDT", side: "BUY", type: "LIMIT", price, quantity: "0.01" };
  const meet = (): void => {
    control.placeForeign(one.apiKey, { ...resting, newClientOrderId: "ours-1" });
    control.placeForeign(other.apiKey, { ...resting, side: "SELL", newClientOrderId: "ours-2" });
    watch.arrived?.(wireCreate(scene), "life-1", 200);
  };
  meet();
  expect(said()).toEqual([]);
  for (const clientId of ["ours-1", "ours-2"])
    venue.creates.push({ atMs: 0, apiKey: one.apiKey, path: "", clientId, terms: {} });
  meet();
  expect(said()).toEqual(["I22"]);
});
