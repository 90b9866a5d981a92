// One paper account's private side. Requests travel to the venue and answers back, as over a real line.
import type { ListingKey } from "../../../src-core/market/listing.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";
import { fail, type Outcome, succeed } from "../../../src-core/money/outcome.ts";
import type { CancelAnswer, CreateAnswer, QueryAnswer } from "../../../src-core/orders/order-event.ts";
import type { VenueEvent, VenueOrder } from "../../../src-core/order-terms/venue-event.ts";
import type { Account } from "../../../src-core/portfolio/account.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { AccountPort, OrderReference, Stop } from "../../ports/exchange.ts";
import { accountSnapshot, openOrders } from "./account-view.ts";
import { type Draft, write } from "./draft.ts";
import { MARGIN_ASSET } from "./margin.ts";
import { tickListing } from "./market-tick.ts";
import type { PaperEngine, StepResult } from "./paper-engine.ts";
import type { PaperAccount } from "./paper-state.ts";
import { marginContext, placeOrder } from "./place-order.ts";
import { lane } from "./travel.ts";
import { endOrder } from "./write-trade.ts";

/** A create that arrives later than this is refused, as by a venue's receive window. */
const RECEIVE_WINDOW_MS = 5_000;

export interface PaperAccountParts {
  readonly engine: PaperEngine;
  readonly clock: ClockPort;
  readonly delayMs: () => number;
  readonly startingBalance: Decimal;
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

  const held = () => engine.look().state.accounts.get(account.id);

  async function connect(hear: (event: VenueEvent) => void): Promise<Outcome<true>> {
    const opened = await engine.step((draft) => openAccount(draft, account, parts.startingBalance));
    if (opened.kind !== "done") return fail("paper-venue-down", "paper", opened.reason);
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
    snapshot: () =>
      call(async () => {
        if (engine.problem !== undefined) return fail("paper-venue-down", "paper", engine.problem);
        const look = engine.look();
        const found = look.state.accounts.get(account.id);
        if (found === undefined) return notConnected();
        const reading = accountSnapshot(found, marginContext(look), clock.nowMs());
        return reading === undefined
          ? fail(
              "price-unknown",
              "account",
              "A price that this account depends on is not known at the moment.",
            )
          : succeed(reading);
      }),
    fillsSince: (listing, sinceMs) =>
      call(async () => engine.history.fillsSince(account.id, listing, sinceMs)),
    async create(order) {
      const acceptableUntilMs = clock.nowMs() + RECEIVE_WINDOW_MS;
      const { clientId, terms } = order;
      const answer = await call(async () => {
        const served = await engine.step((draft) =>
          serveCreate(draft, engine, { account, clientId, terms, acceptableUntilMs }),
        );
        parts.woken();
        return createAnswer(served);
      });
      return { answer, acceptableUntilMs };
    },
    cancel: (order) => call(() => serveCancel(engine, account, order)),
    query: (order) => call(async () => queryAnswer(engine, account, order)),
    setLeverage: (listing, leverage) => call(() => setLeverage(engine, account, listing, leverage)),
    positionMode: () => call(async () => succeed(held()?.positionMode ?? account.positionMode)),
    clockErrorMs: () => call(async () => 0),
    async close() {
      stop?.();
      stream.close();
    },
  };
}

function openAccount(draft: Draft, account: Account, balance: Decimal): void {
  if (draft.state.accounts.has(account.id)) return;
  const { id: accountId, owner, positionMode } = account;
  write(draft, {
    kind: "account",
    accountId,
    owner,
    positionMode,
    asset: MARGIN_ASSET,
    balance,
    atMs: draft.view.nowMs,
  });
}

interface CreateRequest {
  readonly account: Account;
  readonly clientId: string;
  readonly terms: Parameters<typeof placeOrder>[1]["terms"];
  readonly acceptableUntilMs: number;
}

function serveCreate(draft: Draft, engine: PaperEngine, request: CreateRequest): CreateAnswer {
  const { account, clientId, terms, acceptableUntilMs } = request;
  const accountId = account.id;
  const held = draft.state.accounts.get(accountId);
  if (held === undefined) return rejected("-2015", "Invalid API-key, IP, or permissions for action.");
  if (draft.view.nowMs > acceptableUntilMs)
    return rejected("-1021", "Timestamp for this request is outside of the recvWindow.");
  if (findOrder(engine, held, { clientId }) !== undefined)
    return rejected("-4116", "ClientOrderId is duplicated.");
  tickListing(draft, terms.listing);
  const placed = placeOrder(draft, { accountId, clientId, terms });
  return typeof placed === "string"
    ? { kind: "accepted", venueOrderId: placed }
    : rejected(placed.code, placed.reason);
}

function rejected(code: string, reason: string): CreateAnswer {
  return { kind: "rejected", code, reason };
}

function createAnswer(served: StepResult<CreateAnswer>): CreateAnswer {
  if (served.kind === "done") return served.answer;
  return served.kind === "lost"
    ? rejected("-1008", served.reason)
    : { kind: "unknown", reason: served.reason };
}

async function serveCancel(
  engine: PaperEngine,
  account: Account,
  reference: OrderReference,
): Promise<CancelAnswer> {
  const served = await engine.step((draft): CancelAnswer => {
    const held = draft.state.accounts.get(account.id);
    const order = [...(held?.orders.values() ?? [])].find((live) => isNamed(live, reference));
    if (order === undefined) return { kind: "not-found", reason: "-2011 Unknown order sent." };
    endOrder(draft, order, "canceled", "Canceled by the trader.");
    return { kind: "canceled" };
  });
  if (served.kind === "doubtful")
    return { kind: "unknown", reason: "The paper venue's log failed during the cancel." };
  if (served.kind === "lost") return { kind: "rejected", reason: "The paper venue's log cannot be written." };
  if (served.answer.kind !== "canceled") return served.answer;
  const found = engine.history.finished(account.id, reference);
  return found === undefined ? served.answer : { kind: "canceled", order: found };
}

function queryAnswer(engine: PaperEngine, account: Account, reference: OrderReference): QueryAnswer {
  if (engine.problem !== undefined) return { kind: "unknown", reason: engine.problem };
  const held = engine.look().state.accounts.get(account.id);
  const order = held === undefined ? undefined : findOrder(engine, held, reference);
  return order === undefined ? { kind: "not-found" } : { kind: "found", order };
}

type Names = Pick<OrderReference, "clientId" | "venueOrderId">;

function findOrder(engine: PaperEngine, account: PaperAccount, names: Names): VenueOrder | undefined {
  return (
    openOrders(account).find((order) => isNamed(order, names)) ?? engine.history.finished(account.id, names)
  );
}

/** Our id decides where there is one. */
function isNamed(
  order: { readonly clientId?: string; readonly venueOrderId: string },
  names: Names,
): boolean {
  return names.clientId === undefined
    ? order.venueOrderId === names.venueOrderId
    : order.clientId === names.clientId;
}

async function setLeverage(
  engine: PaperEngine,
  account: Account,
  key: ListingKey,
  leverage: number,
): Promise<Outcome<void>> {
  const served = await engine.step((draft): Outcome<void> => {
    const listing = draft.view.listing(key);
    const highest = listing?.tiers[0]?.maxLeverage;
    const whole = Number.isInteger(leverage) && leverage >= 1;
    if (!draft.state.accounts.has(account.id)) return notConnected();
    if (highest === undefined || !whole || Decimal.fromInteger(leverage).greaterThan(highest)) {
      return fail("leverage-not-valid", "leverage", "-4028 Leverage is not valid.");
    }
    const wanted = Decimal.fromInteger(leverage);
    write(draft, {
      kind: "leverage",
      accountId: account.id,
      listing: key,
      leverage: wanted,
      atMs: draft.view.nowMs,
    });
    return succeed(undefined);
  });
  return served.kind === "done" ? served.answer : fail("paper-venue-down", "paper", served.reason);
}

function notConnected(): {
  readonly ok: false;
  readonly failure: { code: string; place: string; message: string };
} {
  return fail("not-connected", "account", "This paper account is not open yet: connect it first.");
}
