// Ledger flows out of the income history, the leverage of listings without a position, and buckets as the gate sees them.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { start, type RunningVenue } from "../../../../e2e/venues/binance-usdm/start.ts";
import { BTC, d, must, openKit, type LoopbackKit } from "../testing/loopback-kit.ts";
import { readIncome } from "./flows-since.ts";

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let venue: RunningVenue;
let kit: LoopbackKit;

beforeEach(async () => {
  venue = await start({ accounts: [{ apiKey: "k1", secret: "s1", usdt: d("100000") }] });
  kit = await openKit(venue.url);
});

afterEach(async () => {
  await kit.close();
  await venue.close();
});

const flows = (sinceMs = 0) =>
  must(kit.account.flowsSince?.(sinceMs) ?? Promise.reject(new Error("no history")));

describe("ledger flows", () => {
  it("are what came and went, with its kind, each once however often it is read", async () => {
    await kit.connect();
    venue.control.moveMoney("k1", "5000", "DEPOSIT");
    venue.control.moveMoney("k1", "-12.5", "FUNDING_FEE");
    venue.control.moveMoney("k1", "-300", "WITHDRAW");
    const first = await flows();
    expect(first.map(({ kind, asset, amount }) => [kind, asset, amount.toString()])).toEqual([
      ["transfer", "USDT", "5000"],
      ["funding", "USDT", "-12.5"],
      ["transfer", "USDT", "-300"],
    ]);
    expect(new Set(first.map(({ id }) => id)).size).toBe(3);
    expect(await flows()).toEqual(first);
    await kit.clock.until("the stream's word on them", () =>
      kit.events.some((event) => event.kind === "flow" && event.flow.amount.equals(d("-300"))),
    );
  });

  it("are unknown, not none, when the history cannot be read", async () => {
    venue.control.failNext("GET /fapi/v1/income", "503-unknown");
    expect(await kit.account.flowsSince?.(0)).toMatchObject({ ok: false });
  });
});

describe("income rows", () => {
  const row = { symbol: "", incomeType: "TRANSFER", income: "-5", asset: "USDT", time: 7, tranId: 9 };

  it("that fills tell already, or that are nothing, are no flows", () => {
    for (const told of [
      { ...row, incomeType: "REALIZED_PNL" },
      { ...row, incomeType: "COMMISSION" },
      { ...row, income: "0" },
    ])
      expect(readIncome([told])).toEqual([{ atMs: 7, flow: undefined }]);
  });

  it("of a type that we do not know count as other; one that cannot be read makes the list unreadable", () => {
    expect(readIncome([{ ...row, incomeType: "NEW_THING" }])?.[0]?.flow).toMatchObject({ kind: "other" });
    for (const bad of [
      { ...row, income: "much" },
      { ...row, time: "soon" },
      { ...row, tranId: null },
    ])
      expect(readIncome([row, bad])).toBeUndefined();
    expect(readIncome({ code: -1 })).toBeUndefined();
  });
});

it("a snapshot says the leverage of every listing, with a position or without", async () => {
  await kit.connect();
  await must(kit.account.setLeverage(BTC, 7));
  const snapshot = await must(kit.account.snapshot());
  expect(snapshot.positions).toEqual([]);
  expect(snapshot.leverages?.[BTC]?.toString()).toBe("7");
});

it("shows its buckets with what is kept for cancels, and what strangers used", async () => {
  await kit.connect();
  await kit.create();
  venue.control.strangersSpend(500);
  await must(kit.account.positionMode());
  const buckets = kit.port.buckets?.() ?? [];
  expect(buckets.find(({ title }) => title === "Orders in 10 s")).toMatchObject({
    accountId: "acc-1",
    used: 1,
    capacity: 300,
    keptForCancels: 60,
    perOrder: 1,
  });
  const address = buckets.find(({ id }) => id === "live:ip:fapi");
  expect(address).toMatchObject({ environment: "live", capacity: 2400, keptForCancels: 480, perOrder: 0 });
  expect(address?.usedByOthers).toBeGreaterThanOrEqual(400);
});
