// What must never come out of a ccxt instance: keys, money, retries, requests to strangers.
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { start, type RunningVenue } from "../../../e2e/venues/binance-usdm/start.ts";
import { closeExchange, makeExchange } from "./ccxt-exchange.ts";
import type { CcxtExchange } from "./ccxt-types.ts";
import { allowedRequests, HOSTS } from "./binance-usdm/endpoints.ts";

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const SECRETS = { apiKey: "CANARY-KEY-0123456789", secret: "CANARY-SECRET-9876543210" };

let venue: RunningVenue;
let exchange: CcxtExchange;

beforeEach(async () => {
  venue = await start({ accounts: [SECRETS] });
  exchange = makeExchange({
    id: "binanceusdm",
    demo: false,
    secrets: SECRETS,
    wire: {
      endpoints: allowedRequests("live"),
      socketHosts: new Set([HOSTS.live.socket]),
      relay: venue.url,
    },
  });
});

afterEach(async () => {
  await closeExchange(exchange);
  await venue.close();
});

type Callable = (params?: unknown) => unknown;

/** Every method of the instance, own and inherited. */
function methodNames(): readonly string[] {
  const names = new Set<string>();
  for (let level: object | null = exchange; level !== null && level !== Object.prototype;) {
    for (const name of Object.getOwnPropertyNames(level)) names.add(name);
    level = Object.getPrototypeOf(level) as object | null;
  }
  const methods = exchange as unknown as Record<string, unknown>;
  return [...names].filter((name) => typeof methods[name] === "function");
}

describe("money", () => {
  it("cannot be moved out: every withdraw and transfer method throws before anything is sent", async () => {
    const movers = methodNames().filter((name) => /withdraw|transfer/i.test(name));
    expect(movers).toEqual(
      expect.arrayContaining([
        "withdraw",
        "transfer",
        "sapiPostCapitalWithdrawApply",
        "sapiPostAssetTransfer",
      ]),
    );
    const methods = exchange as unknown as Record<string, Callable>;
    for (const name of movers) {
      expect(() => methods[name]?.({}), name).toThrow(/^Invariant: /);
    }
    expect(venue.truth.requests).toEqual([]);
  });

  it("cannot be moved by naming the endpoint either: what is not on the list does not leave", async () => {
    await expect(exchange.request("capital/withdraw/apply", "sapi", "POST", {})).rejects.toThrow(
      /may not be contacted/,
    );
    await expect(exchange.request("asset/transfer", "sapi", "POST", {})).rejects.toThrow(
      /may not be contacted/,
    );
    await expect(exchange.request("positionSide/dual", "fapiPrivate", "POST", {})).rejects.toThrow(
      /may not be contacted/,
    );
    expect(venue.truth.requests).toEqual([]);
  });

  it("has no endpoint on the list that could move it", () => {
    const all = [...allowedRequests("live"), ...allowedRequests("testnet")];
    expect(all.filter((it) => /withdraw|transfer|capital|sub-account/i.test(it))).toEqual([]);
  });
});

describe("keys", () => {
  const shows = (text: string): boolean => /CANARY/.test(text);

  it("do not show when the instance is printed, serialised, spread or enumerated", () => {
    expect(shows(inspect(exchange, { depth: 8, showHidden: false }))).toBe(false);
    expect(shows(JSON.stringify({ exchange }))).toBe(false);
    const values: readonly unknown[] = Object.values(exchange);
    expect(values.some((value) => typeof value === "string" && shows(value))).toBe(false);
  });

  it("are not kept in the memory of the last request, and nothing is logged, verbose or not", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    exchange.verbose = true;
    await exchange.fapiPrivateV3GetAccount();
    expect(exchange.verbose).toBe(false);
    expect(log).not.toHaveBeenCalled();
    const kept = [exchange.last_request_headers, exchange.last_request_url, exchange.last_request_body];
    expect(shows(JSON.stringify(kept))).toBe(false);
    log.mockRestore();
  });
});

describe("requests", () => {
  it("are never repeated by ccxt", async () => {
    expect(exchange.options["maxRetriesOnFailure"]).toBe(0);
    venue.control.failNext("create", "503-unknown", 5);
    const params = {
      symbol: "BTCUSDT",
      side: "BUY",
      type: "MARKET",
      quantity: "0.01",
      newClientOrderId: "once",
    };
    await expect(exchange.fapiPrivatePostOrder(params)).rejects.toThrow();
    expect(venue.truth.creates).toHaveLength(1);
  });

  it("open no socket to a host that is not the venue's", () => {
    expect(() => exchange.client("wss://evil.example/ws")).toThrow(/may not be contacted/);
  });
});
