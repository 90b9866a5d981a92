// The whole way, from a typed draft to another program's books and back: the real terminal, real ccxt, real sockets.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { start, type RunningVenue } from "../../../e2e/venues/binance-usdm/start.ts";
import type { AnswerOf } from "../../../src-core/contract/answers.ts";
import type { RequestChannel } from "../../../src-core/contract/channels.ts";
import type { OrderDraft, RequestOf } from "../../../src-core/contract/requests.ts";
import type { Order } from "../../../src-core/orders/order.ts";
import { openTerminal, type Terminal } from "../../use-cases/open-terminal.ts";
import {
  countingIds,
  memoryJournal,
  memorySecrets,
  memorySettings,
} from "../../use-cases/testing/memory-ports.ts";
import { ccxtVenues } from "./ccxt-venues.ts";
import { handClock, type HandClock } from "./testing/hand-clock.ts";
import { BTC, d } from "./testing/loopback-kit.ts";

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let venue: RunningVenue;
let clock: HandClock;
let terminal: Terminal;
let ask: <C extends RequestChannel>(channel: C, body: RequestOf<C>) => Promise<AnswerOf<C>>;
let groupId: string;

const orders = (): readonly Order[] => [...terminal.runtime.state.durable.orders.values()];
const accounts = () => Object.values(terminal.runtime.state.portfolio.accounts);
const isReady = (): boolean =>
  terminal.runtime.state.sessions.size === 2 &&
  accounts().every((it) => it.stream === "live") &&
  terminal.runtime.state.durable.causes.length === 0;

async function must<C extends RequestChannel>(channel: C, body: RequestOf<C>) {
  const answer = await ask(channel, body);
  if (!answer.ok) throw new Error(JSON.stringify(answer.failures));
  return answer.value;
}

/** The market speaks, and the terminal has heard it. */
async function marketAt(bid: string, ask: string): Promise<void> {
  venue.control.setTouch("BTCUSDT", bid, ask, "5");
  venue.control.setMark("BTCUSDT", bid);
  await clock.until("the quote", () => {
    const quote = terminal.runtime.state.portfolio.quotes.get(BTC);
    return quote?.bid?.equals(d(bid)) === true && quote.mark?.equals(d(bid)) === true;
  });
}

beforeEach(async () => {
  venue = await start({
    accounts: [
      { apiKey: "k1", secret: "s1", usdt: d("20000") },
      { apiKey: "k2", secret: "s2", usdt: d("10000") },
    ],
  });
  clock = handClock();
  const ports = {
    clock,
    ids: countingIds(),
    secrets: memorySecrets(),
    settings: memorySettings(),
    venues: new Map(ccxtVenues({ clock, relay: venue.url }).map((it) => [it.venue, it])),
  };
  const opened = await openTerminal(ports, memoryJournal(), {
    host: "console",
    version: "0.0.0",
    keysAllowed: true,
  });
  if (!opened.ok) throw new Error(opened.failure.message);
  terminal = opened.value;
  const window = terminal.openWindow(() => undefined);
  ask = async (channel, body) =>
    JSON.parse(await window.request(JSON.stringify({ channel, body }))) as AnswerOf<typeof channel>;
  const members = [];
  for (const number of ["1", "2"]) {
    const secrets = { apiKey: `k${number}`, secret: `s${number}` };
    const connect = {
      venue: "binance-usdm",
      name: `Account ${number}`,
      environment: "live" as const,
      secrets,
    };
    const { accountId } = await must("account/connect", connect);
    members.push({ accountId, weight: "1" });
  }
  await clock.until("two reconciled accounts", isReady);
  ({ groupId } = await must("group/save", { name: "Both", method: "equity", members }));
  await must("market/watch", { listing: BTC, interval: "1m" });
  await marketAt("61799.9", "61800.0");
});

afterEach(async () => {
  await terminal.close();
  await venue.close();
});

const draft = (changes: Partial<OrderDraft> = {}): OrderDraft => ({
  groupId,
  listing: BTC,
  side: "buy",
  type: "market",
  quantity: "0.3",
  timeInForce: "IOC",
  postOnly: false,
  reduceOnly: false,
  method: "equity",
  leftover: "redistribute",
  denial: "reject-all",
  failure: "leave",
  ...changes,
});

async function submit(changes: Partial<OrderDraft> = {}) {
  const plan = await must("plan/preview-order", { draft: draft(changes) });
  const denied = [...plan.readings, ...plan.legs.flatMap((leg) => leg.readings)].filter(
    (it) => it.outcome === "deny",
  );
  expect(denied).toEqual([]);
  await must("plan/submit", { planId: plan.planId, hash: plan.hash });
  return plan;
}

describe("a group order at a venue", () => {
  it("arrives as it was previewed, to the last digit, and comes back as positions", async () => {
    const plan = await submit();
    await clock.until(
      "two filled orders",
      () => orders().every((it) => it.status === "FILLED") && orders().length === 2,
    );
    expect(plan.legs.map((leg) => leg.quantity)).toEqual(["0.2", "0.1"]);
    const created = [...venue.truth.creates].sort((a, b) => a.apiKey.localeCompare(b.apiKey));
    expect(created.map(({ terms }) => terms["quantity"])).toEqual(["0.2", "0.1"]);
    expect(new Set(created.map(({ clientId }) => clientId))).toEqual(
      new Set(orders().map((it) => it.clientId)),
    );
    await clock.until("positions", () => accounts().every((it) => Object.keys(it.positions).length === 1));
    const held = accounts().map((it) => Object.values(it.positions)[0]?.quantitySigned.toString());
    expect(held).toEqual(["0.2", "0.1"]);
  });

  it("whose answer is lost is UNKNOWN, is not sent again, and is found by asking", async () => {
    venue.control.failNext("create", "execute-then-reset");
    venue.control.silence(true);
    await submit({ type: "limit", price: "61000.0", timeInForce: "GTC" });
    await clock.until("a doubt", () => orders().some((it) => it.status === "UNKNOWN"));
    await clock.until("both open", () => orders().every((it) => it.status === "OPEN"));
    expect(venue.truth.creates).toHaveLength(2);
  });

  it("is cancelled by one request for the group", async () => {
    await submit({ type: "limit", price: "61000.0", timeInForce: "GTC" });
    await clock.until(
      "both open",
      () => orders().length === 2 && orders().every((it) => it.status === "OPEN"),
    );
    const groupOrderId = orders()[0]?.planId ?? "";
    expect(await must("order/cancel", { groupOrderId })).toEqual({ asked: 2 });
    await clock.until("both cancelled", () => orders().every((it) => it.status === "CANCELED"));
    for (const account of venue.truth.accounts.values()) {
      expect([...account.orders.values()].map((it) => it.status)).toEqual(["CANCELED"]);
    }
  });
});

describe("a lost stream", () => {
  it("denies increases until the account has been read again, and then allows them", async () => {
    venue.control.dropUserStreams();
    await clock.until("trouble", () => !isReady());
    await clock.until("trust again", isReady);
    await marketAt("61700.0", "61700.1");
    await submit({ quantity: "0.03" });
    await clock.until("filled", () => orders().every((it) => it.status === "FILLED"));
  });

  it("does not lose a fill that happened meanwhile", async () => {
    await submit({ type: "limit", price: "61000.0", timeInForce: "GTC" });
    await clock.until(
      "both open",
      () => orders().length === 2 && orders().every((it) => it.status === "OPEN"),
    );
    venue.control.silence(true);
    venue.control.trade("BTCUSDT", "61000.0", "0.3", "SELL");
    venue.control.silence(false);
    venue.control.dropUserStreams();
    await clock.until("both filled", () => orders().every((it) => it.status === "FILLED"));
    const held = accounts().map((it) => Object.values(it.positions)[0]?.quantitySigned.toString());
    expect(held).toEqual(["0.2", "0.1"]);
  });
});
