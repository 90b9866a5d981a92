// The adapter against the venue: real ccxt, real sockets, every method of the account port.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { start, type RunningVenue } from "../../../../e2e/venues/binance-usdm/start.ts";
import type { Listing } from "../../../../src-core/market/listing.ts";
import { Decimal } from "../../../../src-core/money/decimal.ts";
import type { OrderTerms } from "../../../../src-core/order-terms/order-terms.ts";
import type { VenueEvent } from "../../../../src-core/order-terms/venue-event.ts";
import type { Account } from "../../../../src-core/portfolio/account.ts";
import type { AccountPort, VenuePort } from "../../../ports/exchange.ts";
import { ccxtVenues } from "../ccxt-venues.ts";
import { approveOrder } from "../testing/approve-order.ts";
import { handClock, type HandClock } from "../testing/hand-clock.ts";

const d = (text: string): Decimal => Decimal.of(text);
const BTC = "binance-usdm:BTCUSDT";

const ACCOUNT: Account = {
  id: "acc-1",
  name: "One",
  digit: 1,
  venue: "binance-usdm",
  environment: "live",
  owner: "me",
  master: "m",
  positionMode: "one-way",
};

let venue: RunningVenue;
let clock: HandClock;
let port: VenuePort;
let account: AccountPort;
let btc: Listing;
let events: VenueEvent[];
let made = 0;

const nextId = (): string => `y${String((made += 1)).padStart(25, "0")}`;

async function must<T>(
  answer: Promise<{ ok: true; value: T } | { ok: false; failure: { message: string } }>,
): Promise<T> {
  const outcome = await answer;
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value;
}

function create(terms: Partial<OrderTerms> = {}, clientId = nextId()) {
  return account.create(approveOrder(account.account, btc, terms, clientId));
}

function open(seed: Partial<Account> = {}, secret = "s1"): AccountPort {
  return port.openAccount({ ...ACCOUNT, ...seed }, { apiKey: "k1", secret });
}

beforeEach(async () => {
  venue = await start({ accounts: [{ apiKey: "k1", secret: "s1", usdt: d("100000") }] });
  venue.control.setTouch("BTCUSDT", "61799.9", "61800.0", "2");
  clock = handClock();
  const [only] = ccxtVenues({ clock, relay: venue.url });
  if (only === undefined) throw new Error("no venue");
  port = only;
  const listings = await must(port.market.listings());
  const found = listings.find((listing) => listing.key === BTC);
  if (found === undefined) throw new Error("no BTCUSDT");
  btc = found;
  events = [];
  account = open();
});

afterEach(async () => {
  await account.close();
  await port.market.close();
  await venue.close();
});

async function connect(): Promise<void> {
  await must(account.connect((event) => events.push(event)));
  await clock.until("a live stream", () =>
    events.some((event) => event.kind === "stream" && event.state === "live"),
  );
}

describe("connect", () => {
  it("says what the key may do and opens the private stream", async () => {
    const rights = await must(account.connect((event) => events.push(event)));
    expect(rights).toEqual({ trade: true, withdraw: false, ipBound: true });
    await clock.until("live", () =>
      events.some((event) => event.kind === "stream" && event.state === "live"),
    );
    expect(venue.truth.userSockets("k1")).toBe(1);
  });

  it("refuses a wrong secret in words, without opening a stream", async () => {
    await account.close();
    account = open({}, "wrong");
    const answer = await account.connect((event) => events.push(event));
    expect(answer).toMatchObject({ ok: false, failure: { code: "credentials-refused" } });
    expect(events).toEqual([]);
  });
});

describe("create", () => {
  it("sends the approved terms to the last digit, once, and reports the order", async () => {
    const id = nextId();
    const before = Date.now();
    const sent = await create({ quantity: d("0.123"), price: d("60123.4"), postOnly: true }, id);
    expect(sent.answer).toMatchObject({ kind: "report", order: { clientId: id, status: "open" } });
    expect(venue.truth.creates).toHaveLength(1);
    expect(venue.truth.creates[0]).toMatchObject({
      clientId: id,
      terms: {
        symbol: "BTCUSDT",
        side: "BUY",
        type: "LIMIT",
        quantity: "0.123",
        price: "60123.4",
        timeInForce: "GTX",
      },
    });
    expect(sent.acceptableUntilMs).toBeGreaterThanOrEqual(before + 10_000);
    expect(sent.acceptableUntilMs).toBeLessThanOrEqual(Date.now() + 10_000);
  });

  it("reports a filled market order", async () => {
    const { answer } = await create({ type: "market", quantity: d("0.5") });
    expect(answer).toMatchObject({ kind: "report", order: { status: "filled", filled: d("0.5") } });
    expect(answer.kind === "report" && answer.order.averagePrice?.toString()).toBe("61800");
  });
});

describe("the private stream", () => {
  it("tells fills with trade id, fee and realised profit, then the order, then the account", async () => {
    await connect();
    await must(account.snapshot());
    const id = nextId();
    await create({ type: "market", quantity: d("0.5") }, id);
    await clock.until("position", () => events.some((event) => event.kind === "positions"));
    const kinds = events.filter((event) => event.kind !== "stream").map((event) => event.kind);
    expect(kinds).toEqual(["order", "fill", "order", "balances", "positions"]);
    const fill = events.find((event) => event.kind === "fill");
    expect(fill).toMatchObject({
      fill: {
        clientId: id,
        quantity: d("0.5"),
        price: d("61800"),
        fee: d("15.45"),
        feeAsset: "USDT",
        liquidity: "taker",
      },
    });
    const truth = venue.truth.accounts.get("k1")?.trades.at(-1);
    expect(fill?.kind === "fill" && fill.fill.tradeId).toBe(String(truth?.id));
  });
});

describe("snapshot", () => {
  it("reads balances, positions with leverage, orders of the book and waiting triggers", async () => {
    await create({ type: "market", quantity: d("0.5") });
    await create({ price: d("60000.0") });
    const trigger = await create({ type: "stop", side: "sell", trigger: d("60000.0"), quantity: d("0.5") });
    expect(trigger.answer).toMatchObject({ kind: "report", order: { status: "open" } });
    const snapshot = await must(account.snapshot());
    expect(snapshot.positions).toMatchObject([{ listing: BTC, quantitySigned: d("0.5"), leverage: d("20") }]);
    expect(snapshot.openOrders.map((order) => order.terms.type).sort()).toEqual(["limit", "stop"]);
    expect(snapshot.balances[0]?.wallet.toString()).toBe("99984.55");
    expect(snapshot.positionMode).toBe("one-way");
  });
});

describe("cancel and query", () => {
  it("finds and cancels by our id, in the book and in the algo service", async () => {
    for (const terms of [
      {},
      { type: "stop", side: "sell", trigger: d("60000.0"), quantity: d("0.01") },
    ] as const) {
      const clientId = nextId();
      await create(terms, clientId);
      const order = { listing: BTC, type: "type" in terms ? terms.type : ("limit" as const), clientId };
      expect(await account.query(order)).toMatchObject({
        kind: "found",
        order: { status: "open", clientId },
      });
      expect(await account.cancel(order)).toMatchObject({ kind: "canceled" });
      expect(await account.query(order)).toMatchObject({ kind: "found", order: { status: "canceled" } });
      expect(await account.cancel(order)).toMatchObject({ kind: "not-found" });
    }
  });

  it("does not find what never was", async () => {
    expect(await account.query({ listing: BTC, type: "limit", clientId: "nobody" })).toEqual({
      kind: "not-found",
    });
    expect(await account.query({ listing: BTC, type: "stop", clientId: "nobody" })).toEqual({
      kind: "not-found",
    });
  });
});
