// The venue's side of an account's requests: each is one step of the engine, or a look at its state.
import type { ListingKey } from "../../../src-core/market/listing.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";
import { fail, type Outcome, succeed } from "../../../src-core/money/outcome.ts";
import type { ChangeableTerms } from "../../../src-core/order-terms/order-terms.ts";
import type {
  AmendAnswer,
  CancelAnswer,
  CreateAnswer,
  QueryAnswer,
} from "../../../src-core/orders/order-event.ts";
import type { VenueOrder } from "../../../src-core/order-terms/venue-event.ts";
import type { Account } from "../../../src-core/portfolio/account.ts";
import type { OrderReference } from "../../ports/exchange.ts";
import { openOrders } from "./account-view.ts";
import { amendOrder } from "./amend-order.ts";
import { type Draft, write } from "./draft.ts";
import { MARGIN_ASSET } from "./margin.ts";
import { tickListing } from "./market-tick.ts";
import type { PaperEngine, StepResult } from "./paper-engine.ts";
import type { PaperAccount } from "./paper-state.ts";
import { placeOrder } from "./place-order.ts";
import { endOrder } from "./write-trade.ts";

/** Makes the account at the venue on its first connection. */
export function openAccount(draft: Draft, account: Account, balance: Decimal): void {
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

export interface CreateRequest {
  readonly account: Account;
  readonly clientId: string;
  readonly terms: Parameters<typeof placeOrder>[1]["terms"];
  readonly acceptableUntilMs: number;
}

/** Decides on a create inside one step: the market moves first, then the order meets it. */
export function serveCreate(draft: Draft, engine: PaperEngine, request: CreateRequest): CreateAnswer {
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

/** What a create's step means to the trader; `doubtful` proves nothing. */
export function createAnswer(served: StepResult<CreateAnswer>): CreateAnswer {
  if (served.kind === "done") return served.answer;
  return served.kind === "lost"
    ? rejected("-1008", served.reason)
    : { kind: "unknown", reason: served.reason };
}

/** Cancels a live order; one that has ended or never was is not found. */
export async function serveCancel(
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

export interface AmendRequest {
  readonly account: Account;
  readonly clientId: string;
  readonly terms: ChangeableTerms;
  readonly acceptableUntilMs: number;
}

/** Changes a live order inside one step; one that has ended or never was is not found. */
export async function serveAmend(engine: PaperEngine, request: AmendRequest): Promise<AmendAnswer> {
  const { account, clientId, terms, acceptableUntilMs } = request;
  const served = await engine.step((draft): AmendAnswer | undefined => {
    if (draft.view.nowMs > acceptableUntilMs)
      return { kind: "rejected", reason: "-1021 Timestamp for this request is outside of the recvWindow." };
    const live = () => {
      const held = draft.state.accounts.get(account.id);
      return [...(held?.orders.values() ?? [])].find((order) => order.clientId === clientId);
    };
    const listing = live()?.terms.listing;
    if (listing !== undefined) tickListing(draft, listing);
    const order = live();
    if (order === undefined) return { kind: "not-found", reason: "-2013 Order does not exist." };
    const refused = amendOrder(draft, order, terms);
    return refused === undefined
      ? undefined
      : { kind: "rejected", reason: `${refused.reason} (${refused.code})` };
  });
  if (served.kind === "doubtful")
    return { kind: "unknown", reason: "The paper venue's log failed during the change." };
  if (served.kind === "lost") return { kind: "rejected", reason: "The paper venue's log cannot be written." };
  if (served.answer !== undefined) return served.answer;
  const now = queryAnswer(engine, account, { clientId });
  return now.kind === "found"
    ? { kind: "amended", order: now.order }
    : { kind: "unknown", reason: "The changed order is not shown." };
}

/** Finds live and finished orders. */
export function queryAnswer(engine: PaperEngine, account: Account, reference: Names): QueryAnswer {
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

/** Open orders and those that ended since; a failure where ended ones may have been forgotten. */
export function ordersSince(
  engine: PaperEngine,
  account: Account,
  listing: ListingKey,
  sinceMs: number,
): Outcome<readonly VenueOrder[]> {
  if (engine.problem !== undefined) return fail("paper-venue-down", "paper", engine.problem);
  const held = engine.look().state.accounts.get(account.id);
  if (held === undefined) return notConnected();
  const ended = engine.history.finishedSince(account.id, listing, sinceMs);
  const open = openOrders(held).filter((order) => order.terms.listing === listing);
  return ended.ok ? succeed([...open, ...ended.value]) : ended;
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

/** Sets whole leverage within the listing's table. */
export async function setLeverage(
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

export function notConnected(): {
  readonly ok: false;
  readonly failure: { code: string; place: string; message: string };
} {
  return fail("not-connected", "account", "This paper account is not open yet: connect it first.");
}
