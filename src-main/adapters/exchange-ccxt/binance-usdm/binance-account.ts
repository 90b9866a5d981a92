// The private side of Binance USD-M for one account.
import type { Listing, ListingKey } from "../../../../src-core/market/listing.ts";
import { fail, succeed, type Outcome } from "../../../../src-core/money/outcome.ts";
import type { CountdownAnswer } from "../../../../src-core/orders/countdown.ts";
import type { CancelAnswer, QueryAnswer } from "../../../../src-core/orders/order-event.ts";
import type { PositionMode } from "../../../../src-core/order-terms/order-terms.ts";
import type {
  AccountSnapshot,
  Fill,
  LedgerFlow,
  VenueEvent,
  VenueOrder,
} from "../../../../src-core/order-terms/venue-event.ts";
import type { Account } from "../../../../src-core/portfolio/account.ts";
import type { AmendApproved, RiskApproved } from "../../../../src-core/risk/verdict.ts";
import type {
  AccountPort,
  KeyPermissions,
  OrderReference,
  SentAmend,
  SentCreate,
  Stop,
} from "../../../ports/exchange.ts";
import { integerOf, isJson } from "../json-fields.ts";
import { sendAmend } from "./amend-call.ts";
import { BalanceFeed } from "./balance-feed.ts";
import { symbolOf, type BinanceMarket } from "./binance-market.ts";
import type { BinanceSession } from "./binance-session.ts";
import { readBody } from "./classify.ts";
import { setCountdown } from "./countdown-call.ts";
import { fillsSince } from "./fills-since.ts";
import { ordersSince } from "./orders-since.ts";
import { flowsSince } from "./flows-since.ts";
import { cancelOrder, queryOrder, sendCreate } from "./order-calls.ts";
import { readBalances, readKeyRights, readPositionMode, readTiers } from "./read-account.ts";
import { readSnapshot } from "./read-snapshot.ts";
import type { UserNews } from "./read-user-event.ts";
import { UserStream } from "./user-stream.ts";

/** After money moved, what is available is read again; once for everything that moves meanwhile. */
const REFRESH_AFTER_MS = 2_000;
/** A slower round trip says too little about the venue's clock. */
const LONGEST_ROUND_TRIP_MS = 2_000;
const NO_STREAM = "Binance's private stream could not be opened, so orders and fills would not be seen.";
const UNKNOWN_RIGHTS: KeyPermissions = { trade: "unknown", withdraw: "unknown", ipBound: "unknown" };

export class BinanceAccount implements AccountPort {
  readonly account: Account;
  private readonly session: BinanceSession;
  private readonly market: BinanceMarket;
  private readonly balances = new BalanceFeed();
  private readonly stream: UserStream;
  private hear: (event: VenueEvent) => void = () => undefined;
  private cancelRefresh: Stop | undefined;
  private clockError = 0;
  private started = false;
  private lastReading: Promise<unknown> = Promise.resolve();
  private nextReading: Promise<Outcome<AccountSnapshot>> | undefined;

  constructor(account: Account, session: BinanceSession, market: BinanceMarket) {
    this.account = account;
    this.session = session;
    this.market = market;
    this.stream = new UserStream(session, {
      news: (news) => this.pass(news),
      state: (state) => this.hear({ kind: "stream", state, atMs: this.venueNowMs() }),
    });
  }

  async connect(hear: (event: VenueEvent) => void): Promise<Outcome<KeyPermissions>> {
    this.hear = hear;
    await this.clockErrorMs();
    const mode = await this.positionMode();
    if (!mode.ok) return mode;
    const rights = readBody(await this.session.ask("keyRights", {}, "ask"), "key rights", readKeyRights);
    await this.readTiers();
    this.started ||= await this.stream.start();
    if (!this.started)
      return fail("stream-unreachable", "stream", NO_STREAM, "Check the network, then connect again.");
    return succeed(rights.ok ? rights.value : UNKNOWN_RIGHTS);
  }

  /** A reading is heavy, so they follow each other; who asks during one shares the next, which begins after the asking. */
  snapshot(): Promise<Outcome<AccountSnapshot>> {
    this.nextReading ??= this.lastReading.then(() => {
      this.nextReading = undefined;
      const reading = this.readSnapshot();
      this.lastReading = reading;
      return reading;
    });
    return this.nextReading;
  }

  fillsSince(listing: ListingKey, sinceMs: number): Promise<Outcome<readonly Fill[]>> {
    const since = Math.max(0, sinceMs - this.clockError);
    return fillsSince(this.session, symbolOf(listing), since, this.venueNowMs());
  }

  ordersSince(listing: ListingKey, sinceMs: number): Promise<Outcome<readonly VenueOrder[]>> {
    return ordersSince(this.session, symbolOf(listing), sinceMs - this.clockError, this.venueNowMs());
  }

  flowsSince(sinceMs: number): Promise<Outcome<readonly LedgerFlow[]>> {
    return flowsSince(this.session, Math.max(0, sinceMs));
  }

  async create(order: RiskApproved, mayLeave?: () => boolean): Promise<SentCreate> {
    const listing = await this.listing(order.terms.listing);
    return sendCreate(this.session, this.account, order, listing, mayLeave);
  }

  async amend(order: AmendApproved): Promise<SentAmend> {
    const listing = await this.listing(order.terms.listing);
    return sendAmend(this.session, this.account, order, listing);
  }

  cancel(order: OrderReference): Promise<CancelAnswer> {
    return cancelOrder(this.session, order);
  }

  query(order: OrderReference): Promise<QueryAnswer> {
    return queryOrder(this.session, order);
  }

  setCountdown(listing: ListingKey, windowMs: number): Promise<CountdownAnswer> {
    return setCountdown(this.session, listing, windowMs);
  }

  async setLeverage(listing: ListingKey, leverage: number): Promise<Outcome<void>> {
    const params = { symbol: symbolOf(listing), leverage: String(leverage) };
    const set = readBody(await this.session.ask("leverage", params, "new"), "leverage", (body) =>
      isJson(body) ? integerOf(body["leverage"]) : undefined,
    );
    if (!set.ok) return set;
    if (set.value === leverage) return succeed(undefined);
    return fail("leverage-differs", "leverage", `Binance set ${set.value}x, not ${leverage}x.`);
  }

  async positionMode(): Promise<Outcome<PositionMode>> {
    return readBody(await this.session.ask("accountConfig", {}, "ask"), "position mode", readPositionMode);
  }

  async clockErrorMs(): Promise<number | undefined> {
    const result = await this.session.ask("time", {}, "ask");
    const read = readBody(result, "time", (body) =>
      isJson(body) ? integerOf(body["serverTime"]) : undefined,
    );
    if (!read.ok || result.kind !== "answered") return undefined;
    const { sentAtMs, answeredAtMs } = result;
    if (answeredAtMs < sentAtMs || answeredAtMs - sentAtMs > LONGEST_ROUND_TRIP_MS) return undefined;
    this.clockError = Math.round((sentAtMs + answeredAtMs) / 2 - read.value);
    await this.session.correctClock(this.clockError);
    return this.clockError;
  }

  async close(): Promise<void> {
    this.hear = () => undefined;
    this.cancelRefresh?.();
    this.stream.stop();
    await this.session.close();
  }

  private async readSnapshot(): Promise<Outcome<AccountSnapshot>> {
    const { connection } = this.stream;
    const snapshot = await readSnapshot(this.session, this.venueNowMs());
    if (!snapshot.ok) return snapshot;
    this.balances.learn(snapshot.value.balances);
    this.session.context.clock.after(0, () => this.stream.complete(connection));
    return snapshot;
  }

  private venueNowMs(): number {
    return this.session.context.clock.nowMs() - this.clockError;
  }

  private async listing(key: ListingKey): Promise<Listing | undefined> {
    if (this.market.listing(key) === undefined) await this.market.listings();
    return this.market.listing(key);
  }

  private async readTiers(): Promise<void> {
    await this.market.listings();
    if (this.market.hasTiers) return;
    const tiers = readBody(await this.session.ask("brackets", {}, "ask"), "position tiers", readTiers);
    if (tiers.ok) this.market.learnTiers(tiers.value);
  }

  private pass(news: UserNews): void {
    if (news.kind === "wallets") {
      this.hear({ kind: "balances", balances: this.balances.withWallets(news.wallets), atMs: news.atMs });
      this.refreshLater();
    } else if (news.kind !== "alias" && news.kind !== "key-expired" && news.kind !== "unreadable") {
      this.hear(news);
    }
  }

  private refreshLater(): void {
    this.cancelRefresh ??= this.session.context.clock.after(REFRESH_AFTER_MS, () => {
      this.cancelRefresh = undefined;
      void this.refresh();
    });
  }

  private async refresh(): Promise<void> {
    const atMs = this.venueNowMs();
    const read = readBody(await this.session.ask("account"), "balances", readBalances);
    if (!read.ok) return;
    this.balances.learn(read.value);
    this.hear({ kind: "balances", balances: read.value, atMs });
  }
}
