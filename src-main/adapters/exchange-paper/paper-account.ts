// One paper account's private side. Requests travel to the venue and answers back, as over a real line.
import type { Decimal } from "../../../src-core/money/decimal.ts";
import { fail, type Outcome, succeed } from "../../../src-core/money/outcome.ts";
import type { AccountSnapshot, VenueEvent } from "../../../src-core/order-terms/venue-event.ts";
import type { Account } from "../../../src-core/portfolio/account.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { AccountPort, Stop } from "../../ports/exchange.ts";
import { accountSnapshot } from "./account-view.ts";
import type { MarketSource } from "./market-source.ts";
import type { PaperEngine } from "./paper-engine.ts";
import { marginContext } from "./place-order.ts";
import { serveCountdown, timedCountdown } from "./serve-countdown.ts";
import {
  createAnswer,
  notConnected,
  openAccount,
  ordersSince,
  queryAnswer,
  serveAmend,
  serveCancel,
  serveCreate,
  setLeverage,
} from "./serve-account.ts";
import { lane } from "./travel.ts";

/** A create that arrives later than this is refused, as by a venue's receive window. */
export const RECEIVE_WINDOW_MS = 5_000;

export interface PaperAccountParts {
  readonly engine: PaperEngine;
  readonly clock: ClockPort;
  readonly delayMs: () => number;
  readonly startingBalance: Decimal;
  readonly source: MarketSource;
  /** Something may have come to rest: the market must move. */
  readonly woken: () => void;
}

/** The private session of one account. The account itself is made at the venue on its first connection. */
export function paperAccount(account: Account, parts: PaperAccountParts): AccountPort {
  const { engine, clock, delayMs } = parts;
  const uplink = lane(clock, delayMs);
  const downlink = lane(clock, delayMs);
  const stream = lane(clock, delayMs);
  let stop: Stop | undefined;

  /** There and back. */
  function call<T>(serve: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      uplink.send(() => {
        serve().then((answer) => downlink.send(() => resolve(answer)), reject);
      });
    });
  }

  const timed = timedCalls(parts, call);

  async function connect(hear: (event: VenueEvent) => void): Promise<Outcome<true>> {
    const opened = await openAtVenue(account, parts);
    if (!opened.ok) return opened;
    const tell = (events: readonly VenueEvent[]) => stream.send(() => events.forEach(hear));
    stop?.();
    stop = engine.hear(account.id, tell);
    tell([{ kind: "stream", state: "live", atMs: clock.nowMs() }]);
    parts.woken();
    return succeed(true);
  }

  return {
    account,
    async connect(hear) {
      const connected = await call(() => connect(hear));
      return connected.ok ? succeed({ trade: true, withdraw: false, ipBound: true }) : connected;
    },
    snapshot: () => call(async () => readingOf(engine, account, clock.nowMs())),
    fillsSince: (listing, sinceMs) =>
      call(async () => engine.history.fillsSince(account.id, listing, sinceMs)),
    ordersSince: (listing, sinceMs) => call(async () => ordersSince(engine, account, listing, sinceMs)),
    create: ({ clientId, terms }) =>
      timed(async (acceptableUntilMs) =>
        createAnswer(
          await engine.step((draft) =>
            serveCreate(draft, engine, { account, clientId, terms, acceptableUntilMs }),
          ),
        ),
      ),
    amend: ({ clientId, terms }) =>
      timed((acceptableUntilMs) => serveAmend(engine, { account, clientId, terms, acceptableUntilMs })),
    cancel: (order) => call(() => serveCancel(engine, account, order)),
    query: (order) => call(async () => queryAnswer(engine, account, order)),
    setCountdown: (listing, windowMs) =>
      timedCountdown(clock, () =>
        timed((acceptableUntilMs) =>
          serveCountdown(engine, { account, listing, windowMs, acceptableUntilMs }),
        ),
      ),
    setLeverage: (listing, leverage) => call(() => setLeverage(engine, account, listing, leverage)),
    positionMode: () => call(async () => succeed(modeOf(engine, account))),
    clockErrorMs: () => call(async () => 0),
    async close() {
      stop?.();
      stream.close();
    },
  };
}

function readingOf(engine: PaperEngine, account: Account, nowMs: number): Outcome<AccountSnapshot> {
  if (engine.problem !== undefined) return fail("paper-venue-down", "paper", engine.problem);
  const look = engine.look();
  const found = look.state.accounts.get(account.id);
  if (found === undefined) return notConnected();
  const reading = accountSnapshot(found, marginContext(look), nowMs);
  return reading === undefined
    ? fail("price-unknown", "account", "A price that this account depends on is not known at the moment.")
    : succeed(reading);
}

function modeOf(engine: PaperEngine, account: Account): Account["positionMode"] {
  return engine.look().state.accounts.get(account.id)?.positionMode ?? account.positionMode;
}

/** Nothing can be traded before the market's listings are known. */
async function openAtVenue(account: Account, parts: PaperAccountParts): Promise<Outcome<true>> {
  const listed = await parts.source.listings();
  if (!listed.ok) return listed;
  const opened = await parts.engine.step((draft) => openAccount(draft, account, parts.startingBalance));
  return opened.kind === "done" ? succeed(true) : fail("paper-venue-down", "paper", opened.reason);
}

type Call = <T>(serve: () => Promise<T>) => Promise<T>;

/** Calls that the venue refuses when they arrive too late; the market is woken after each. */
function timedCalls({ clock, woken }: PaperAccountParts, call: Call) {
  return async <T>(serve: (acceptableUntilMs: number) => Promise<T>) => {
    const acceptableUntilMs = clock.nowMs() + RECEIVE_WINDOW_MS;
    const answer = await call(async () => {
      const served = await serve(acceptableUntilMs);
      woken();
      return served;
    });
    return { answer, acceptableUntilMs };
  };
}
