// One ccxt instance of Binance USD-M with its limits: the keyless one of the market, or one account's.
import type { Secrets } from "../../../ports/secret-store.ts";
import type { CallResult } from "../call-result.ts";
import { integerOf, isJson } from "../json-fields.ts";
import { hearRawMessages } from "../kept-socket.ts";
import { lazyExchange, type LazyExchange } from "../lazy-exchange.ts";
import type { Priority } from "../limiter.ts";
import { VenueCaller } from "../venue-caller.ts";
import type { VenueContext } from "../venue-context.ts";
import type { WireRecord } from "../wire.ts";
import {
  accountBuckets,
  addressBuckets,
  allowedRequests,
  costsOf,
  ENDPOINTS,
  HOSTS,
  type BinanceEnvironment,
  type EndpointName,
} from "./endpoints.ts";

export interface SessionOptions {
  readonly context: VenueContext;
  readonly environment: BinanceEnvironment;
  /** Absent for the market. */
  readonly accountId?: string;
  readonly secrets?: Secrets;
}

interface Manner {
  readonly priority: Priority;
  readonly patienceMs: number;
  readonly deadlineMs: number;
}

/** How long each kind of request waits for its turn, and then for its whole answer. */
const MANNERS: Readonly<Record<Priority, Manner>> = {
  cancel: { priority: "cancel", patienceMs: 30_000, deadlineMs: 8_000 },
  reduce: { priority: "reduce", patienceMs: 5_000, deadlineMs: 8_000 },
  keep: { priority: "keep", patienceMs: 10_000, deadlineMs: 8_000 },
  new: { priority: "new", patienceMs: 2_000, deadlineMs: 8_000 },
  ask: { priority: "ask", patienceMs: 30_000, deadlineMs: 8_000 },
  read: { priority: "read", patienceMs: 90_000, deadlineMs: 10_000 },
};

/** When the venue does not say how long: the rest of its minute, and its shortest ban. */
const STOP_MS = 60_000;
const BAN_MS = 120_000;

export class BinanceSession {
  readonly source: LazyExchange;
  readonly context: VenueContext;
  readonly environment: BinanceEnvironment;
  private readonly accountId: string | undefined;
  private readonly caller: VenueCaller;

  constructor(options: SessionOptions) {
    const { context, environment, accountId, secrets } = options;
    this.context = context;
    this.environment = environment;
    this.accountId = accountId;
    const wire = {
      endpoints: allowedRequests(environment),
      socketHosts: new Set([HOSTS[environment].socket]),
      ...(context.relay === undefined ? {} : { relay: context.relay }),
    };
    const keys = secrets === undefined ? {} : { secrets };
    this.source = lazyExchange(
      { id: "binanceusdm", demo: environment === "testnet", ...keys, wire },
      hearRawMessages,
    );
    context.limiter.addBuckets(addressBuckets(environment));
    if (accountId !== undefined) context.limiter.addBuckets(accountBuckets(accountId));
    this.caller = new VenueCaller(this.source, context.clock, context.limiter, (record, body) => {
      this.observe(record, body);
    });
  }

  /** Calls one endpoint, once. */
  ask(
    name: EndpointName,
    params: Readonly<Record<string, string>> = {},
    priority: Priority = "read",
    mayLeave?: () => boolean,
  ): Promise<CallResult> {
    return this.caller.call({
      ...MANNERS[priority],
      ...(mayLeave === undefined ? {} : { mayLeave }),
      costs: costsOf(name, this.environment, this.accountId),
      run: async (exchange) => ENDPOINTS[name].method(exchange, { ...params }),
    });
  }

  /** Signs with the venue's time from now on; `errorMs` is our clock minus the venue's. */
  async correctClock(errorMs: number): Promise<void> {
    const exchange = await this.source.get();
    exchange.options["timeDifference"] = errorMs;
  }

  /** Lets what is on its way get its answer, then closes for good. */
  async close(): Promise<void> {
    await this.caller.idle();
    await this.source.close();
  }

  /** Learns from the venue's counters, and stops what it told us to stop. */
  private observe(record: WireRecord, body: unknown): void {
    const { limiter } = this.context;
    const host =
      record.request?.url.includes(`//${HOSTS[this.environment].fapi}/`) === true ? "fapi" : "sapi";
    const address = `${this.environment}:ip:${host}`;
    const weight = integerOf(record.headers?.["x-mbx-used-weight-1m"]);
    const orders = integerOf(record.headers?.["x-mbx-order-count-10s"]);
    if (weight !== undefined) limiter.observe(address, weight);
    if (orders !== undefined && this.accountId !== undefined)
      limiter.observe(`${this.accountId}:orders-10s`, orders);
    if (record.status !== 429 && record.status !== 418) return;
    const seconds = integerOf(record.headers?.["retry-after"]);
    const forMs = seconds === undefined ? (record.status === 418 ? BAN_MS : STOP_MS) : seconds * 1000;
    const isOrderLimit = record.status === 429 && isJson(body) && integerOf(body["code"]) === -1015;
    limiter.stop(
      isOrderLimit && this.accountId !== undefined ? `${this.accountId}:orders-10s` : address,
      forMs,
    );
  }
}
