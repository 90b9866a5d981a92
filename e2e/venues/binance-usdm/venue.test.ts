// The venue asked by plain fetch and ws, without any client library of ours: its rules, its truth, its misbehaviour.
import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { Decimal } from "../../../src-core/money/decimal.ts";
import { start, type RunningVenue } from "./start.ts";

type Body = Readonly<Record<string, unknown>>;

let venue: RunningVenue;
const open = new Set<WebSocket>();

beforeEach(async () => {
  venue = await start({
    accounts: [
      { apiKey: "k1", secret: "s1", usdt: Decimal.of("10000") },
      { apiKey: "k2", secret: "s2", usdt: Decimal.of("10000"), hedge: true },
    ],
    weightPerMinute: 300,
    ordersPerTenSeconds: 5,
  });
  venue.control.setTouch("BTCUSDT", "59999.9", "60000.0", "0.5");
  venue.control.setMark("BTCUSDT", "60000.0");
});

afterEach(async () => {
  for (const socket of open) socket.terminate();
  open.clear();
  await venue.close();
});

interface Answer {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

async function ask(
  method: string,
  path: string,
  params: Record<string, string> = {},
  key = "k1",
  secret = "s1",
): Promise<Answer> {
  const query = new URLSearchParams({ timestamp: String(Date.now()), ...params }).toString();
  const signature = createHmac("sha256", secret).update(query).digest("hex");
  const url = `${venue.url}/fapi.binance.com${path}?${query}&signature=${signature}`;
  const response = await fetch(url, { method, headers: { "X-MBX-APIKEY": key } });
  return { status: response.status, body: (await response.json()) as Body, headers: response.headers };
}

const order = (changes: Record<string, string> = {}, key?: string, secret?: string): Promise<Answer> =>
  ask(
    "POST",
    "/fapi/v1/order",
    {
      symbol: "BTCUSDT",
      side: "BUY",
      type: "LIMIT",
      timeInForce: "GTC",
      quantity: "0.010",
      price: "59000.0",
      ...changes,
    },
    key,
    secret,
  );

/** Parameters of a market order. */
const market = (side: string, quantity: string): Promise<Answer> =>
  ask("POST", "/fapi/v1/order", { symbol: "BTCUSDT", side, type: "MARKET", quantity });

async function connect(path: string, messages: Body[]): Promise<WebSocket> {
  const socket = new WebSocket(`${venue.url.replace("http", "ws")}/fstream.binance.com${path}`);
  open.add(socket);
  socket.on("message", (data) => messages.push(JSON.parse((data as Buffer).toString("utf8")) as Body));
  await new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  return socket;
}

async function until(check: () => boolean): Promise<void> {
  for (let turn = 0; !check(); turn += 1) {
    if (turn > 1_000) throw new Error("never came");
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

async function userStream(messages: Body[]): Promise<WebSocket> {
  const { body } = await ask("POST", "/fapi/v1/listenKey");
  return connect(`/private/ws?listenKey=${String(body["listenKey"])}`, messages);
}

describe("who may ask", () => {
  it.each([
    ["a wrong secret", {}, "k1", "wrong", 400, -1022],
    ["an unknown key", {}, "nobody", "s1", 401, -2015],
    ["an old timestamp", { timestamp: "1700000000000" }, "k1", "s1", 400, -1021],
    ["a timestamp from the future", { timestamp: "4000000000000" }, "k1", "s1", 400, -1021],
    ["a window beyond a minute", { recvWindow: "60001" }, "k1", "s1", 400, -1102],
  ] as const)("refuses %s", async (_, params, key, secret, status, code) => {
    const answer = await ask("GET", "/fapi/v3/account", params, key, secret);
    expect([answer.status, answer.body["code"]]).toEqual([status, code]);
  });

  it("refuses a body that was changed after it was signed", async () => {
    const body = `timestamp=${String(Date.now())}&symbol=BTCUSDT&leverage=5`;
    const signature = createHmac("sha256", "s1").update(body).digest("hex");
    const response = await fetch(`${venue.url}/fapi.binance.com/fapi/v1/leverage`, {
      method: "POST",
      headers: { "X-MBX-APIKEY": "k1", "content-type": "application/x-www-form-urlencoded" },
      body: `${body.replace("=5", "=50")}&signature=${signature}`,
    });
    expect(await response.json()).toMatchObject({ code: -1022 });
    expect(venue.truth.accounts.get("k1")?.leverage.size).toBe(0);
  });

  it("answers only for the hosts that it plays", async () => {
    const response = await fetch(`${venue.url}/evil.example/fapi/v1/time`);
    expect(response.status).toBe(404);
  });
});

describe("what is refused", () => {
  it.each([
    ["an unknown symbol", { symbol: "NOPE" }, -1121],
    ["half a lot", { quantity: "0.0105" }, -1111],
    ["a price between ticks", { price: "59000.05" }, -4014],
    ["too small a notional", { quantity: "0.001" }, -4164],
    ["too large a quantity", { quantity: "1000.001" }, -4005],
    ["a price far through the market", { price: "64000.0" }, -4016],
    ["more than the margin carries", { quantity: "9" }, -2019],
    ["a reduction of nothing", { reduceOnly: "true" }, -2022],
    ["post-only that would take", { price: "60000.0", timeInForce: "GTX" }, -5022],
    ["fill-or-kill that cannot fill", { timeInForce: "FOK" }, -5021],
    ["a hedge side in one-way mode", { positionSide: "LONG" }, -4061],
    ["a stop at the book's endpoint", { type: "STOP_MARKET" }, -4120],
  ] as const)("refuses %s", async (_, changes, code) => {
    const answer = await order(changes);
    expect([answer.status, answer.body["code"]]).toEqual([400, code]);
    expect(venue.truth.accounts.get("k1")?.orders.size).toBe(0);
  });

  it("refuses a client id that is in use, and takes it again when the first order is over", async () => {
    await order({ newClientOrderId: "same" });
    expect((await order({ newClientOrderId: "same" })).body["code"]).toBe(-4116);
    await ask("DELETE", "/fapi/v1/order", { symbol: "BTCUSDT", origClientOrderId: "same" });
    expect((await order({ newClientOrderId: "same" })).status).toBe(200);
  });

  it("refuses reduceOnly in hedge mode", async () => {
    const answer = await order({ positionSide: "LONG", reduceOnly: "true" }, "k2", "s2");
    expect(answer.body["code"]).toBe(-1106);
  });

  it("refuses too many orders, and counts them in its headers", async () => {
    const answers = [];
    for (let count = 0; count < 6; count += 1) answers.push(await order());
    expect(answers.map((it) => it.headers.get("x-mbx-order-count-10s"))).toEqual([
      "1",
      "2",
      "3",
      "4",
      "5",
      "6",
    ]);
    expect([answers[5]?.status, answers[5]?.body["code"]]).toEqual([429, -1015]);
  });

  it("refuses too much weight, strangers' included", async () => {
    venue.control.strangersSpend(290);
    const answer = await ask("GET", "/fapi/v1/openOrders");
    expect([answer.status, answer.headers.get("x-mbx-used-weight-1m")]).toEqual([429, "330"]);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("matching", () => {
  it("sweeps the book level by level and pays the taker's fee", async () => {
    const { body } = await market("BUY", "0.700");
    expect(body).toMatchObject({
      status: "FILLED",
      executedQty: "0.700",
      avgPrice: "60000.028571",
      cumQuote: "42000.02",
    });
    const account = venue.truth.accounts.get("k1");
    expect(account?.wallet.get("USDT")?.toString()).toBe("9978.99999");
    expect(account?.positions.get("BTCUSDT|BOTH")?.amount.toString()).toBe("0.7");
  });

  it("fills a resting order as maker when the market comes to it, in parts when it comes in parts", async () => {
    await order({ quantity: "0.500" });
    venue.control.trade("BTCUSDT", "59000.0", "0.2", "SELL");
    venue.control.setTouch("BTCUSDT", "58999.8", "58999.9", "0.1");
    const account = venue.truth.accounts.get("k1");
    expect(account?.trades.map((it) => [it.maker, it.price.toString(), it.quantity.toString()])).toEqual([
      [true, "59000", "0.2"],
      [true, "59000", "0.2"],
    ]);
  });

  it("realises profit against the average entry, through a flip", async () => {
    venue.control.setTouch("BTCUSDT", "59999.9", "60000.0", "5");
    await market("BUY", "0.100");
    venue.control.setTouch("BTCUSDT", "61000.0", "61000.1", "5");
    await market("SELL", "0.300");
    const account = venue.truth.accounts.get("k1");
    expect(account?.trades.at(-1)?.realizedPnl.toString()).toBe("100");
    const position = account?.positions.get("BTCUSDT|BOTH");
    expect([position?.amount.toString(), position?.entryPrice.toString()]).toEqual(["-0.2", "61000"]);
  });

  it("liquidates what the margin no longer carries", async () => {
    venue.control.setTouch("BTCUSDT", "59999.9", "60000.0", "5");
    await market("BUY", "3.000");
    venue.control.setMark("BTCUSDT", "56000.0");
    const account = venue.truth.accounts.get("k1");
    expect(account?.positions.get("BTCUSDT|BOTH")?.amount.isZero()).toBe(true);
    expect([...(account?.orders.values() ?? [])].at(-1)?.clientOrderId).toMatch(/^autoclose-/);
  });
});

describe("triggers", () => {
  const stop = (changes: Record<string, string> = {}): Promise<Answer> =>
    ask("POST", "/fapi/v1/algoOrder", {
      algoType: "CONDITIONAL",
      symbol: "BTCUSDT",
      side: "SELL",
      type: "STOP_MARKET",
      quantity: "0.100",
      triggerPrice: "59000.0",
      workingType: "MARK_PRICE",
      clientAlgoId: "stop-1",
      ...changes,
    });

  it("wait apart from the book, fire at their price, and finish with their order", async () => {
    expect((await stop()).body).toMatchObject({ algoStatus: "NEW", clientAlgoId: "stop-1" });
    expect((await ask("GET", "/fapi/v1/openOrders")).body).toEqual([]);
    venue.control.setMark("BTCUSDT", "58999.0");
    const { body } = await ask("GET", "/fapi/v1/algoOrder", { clientAlgoId: "stop-1" });
    expect(body["algoStatus"]).toBe("FINISHED");
    const made = await ask("GET", "/fapi/v1/order", {
      symbol: "BTCUSDT",
      orderId: String(body["actualOrderId"]),
    });
    expect(made.body).toMatchObject({ status: "FILLED", clientOrderId: "stop-1", origType: "STOP_MARKET" });
  });

  it("are refused when they would fire at once", async () => {
    expect((await stop({ triggerPrice: "61000.0" })).body["code"]).toBe(-2021);
  });
});

describe("streams", () => {
  it("tells an order, its trade and the account, in this order", async () => {
    const messages: Body[] = [];
    await userStream(messages);
    await market("BUY", "0.100");
    await until(() => messages.length >= 3);
    expect(messages.map((it) => it["e"])).toEqual([
      "ORDER_TRADE_UPDATE",
      "ORDER_TRADE_UPDATE",
      "ACCOUNT_UPDATE",
    ]);
    expect(messages[1]?.["o"]).toMatchObject({
      x: "TRADE",
      X: "FILLED",
      l: "0.100",
      L: "60000.00",
      n: "3",
      N: "USDT",
    });
  });

  it("drops, delays, doubles and swaps user messages when told to", async () => {
    const messages: Body[] = [];
    await userStream(messages);
    venue.control.eventFault({ kind: "drop" });
    venue.control.eventFault({ kind: "swap" });
    venue.control.eventFault({ kind: "duplicate" });
    await market("BUY", "0.100");
    await until(() => messages.length >= 3);
    expect(messages.map((it) => it["e"])).toEqual(["ACCOUNT_UPDATE", "ACCOUNT_UPDATE", "ORDER_TRADE_UPDATE"]);
  });

  it("refuses an unknown listen key", async () => {
    const socket = await connect("/private/ws?listenKey=nope", []);
    await new Promise((resolve) => socket.once("close", resolve));
  });

  it("publishes depth whose ids follow each other, tops of the book, marks and candles", async () => {
    const messages: Body[] = [];
    const socket = await connect("/public/ws/0", messages);
    const params = [
      "btcusdt@depth@100ms",
      "btcusdt@bookTicker",
      "btcusdt@markPrice@1s",
      "btcusdt@aggTrade",
      "btcusdt@kline_1m",
    ];
    socket.send(JSON.stringify({ method: "SUBSCRIBE", params, id: 1 }));
    await until(() => messages.some((it) => it["id"] === 1));
    venue.control.setTouch("BTCUSDT", "60010.0", "60010.1");
    venue.control.setTouch("BTCUSDT", "60020.0", "60020.1");
    venue.control.trade("BTCUSDT", "60020.1", "0.3", "BUY");
    await until(() => messages.some((it) => it["e"] === "kline"));
    const depth = messages.filter((it) => it["e"] === "depthUpdate");
    expect(depth).toHaveLength(2);
    expect(depth[1]?.["pu"]).toBe(depth[0]?.["u"]);
    expect(new Set(messages.map((it) => it["e"]))).toEqual(
      new Set([undefined, "depthUpdate", "bookTicker", "markPriceUpdate", "aggTrade", "kline"]),
    );
  });
});

describe("control over HTTP", () => {
  it("moves the market and shows the creates", async () => {
    const call = (name: string, ...args: readonly unknown[]) =>
      fetch(`${venue.url}/control/${name}`, { method: "POST", body: JSON.stringify(args) });
    expect((await call("setMark", "BTCUSDT", "61234.5")).status).toBe(200);
    const mark = await fetch(`${venue.url}/fapi.binance.com/fapi/v1/premiumIndex?symbol=BTCUSDT`);
    expect(await mark.json()).toMatchObject({ markPrice: "61234.5" });
    expect((await call("toString")).status).toBe(404);
    expect((await call("setMark", "NOPE", "1")).status).toBe(400);
    await order({ newClientOrderId: "seen" });
    const creates = await fetch(`${venue.url}/control/creates`);
    expect(await creates.json()).toMatchObject([
      { clientId: "seen", apiKey: "k1", terms: { quantity: "0.010" } },
    ]);
  });
});
