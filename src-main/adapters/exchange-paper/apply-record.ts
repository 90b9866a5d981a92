// (state, record) -> state: the only way in which the paper venue's truth changes, live and in replay.
import { type Decimal, ZERO } from "../../../src-core/money/decimal.ts";
import { unreachable } from "../../../src-core/money/outcome.ts";
import { withoutKey } from "../../../src-core/money/without.ts";
import type { Fill } from "../../../src-core/order-terms/venue-event.ts";
import type { AccountId } from "../../../src-core/portfolio/account.ts";
import { positionKey } from "../../../src-core/portfolio/portfolio.ts";
import type { PaperRecord, Settlement } from "./paper-record.ts";
import { type LiveOrder, type PaperAccount, type PaperState, remaining } from "./paper-state.ts";
import { changePosition } from "./position-change.ts";

type RecordOf<K extends PaperRecord["kind"]> = Extract<PaperRecord, { readonly kind: K }>;

/** The state after one record. A record that does not fit the state is a bug and throws `Invariant:`. */
export function applyRecord(state: PaperState, record: PaperRecord): PaperState {
  if (record.kind === "snapshot") return record.state;
  if (record.kind === "kept") return state;
  return { ...applyFact(state, record), asOfMs: record.atMs };
}

function applyFact(
  state: PaperState,
  record: Exclude<PaperRecord, { readonly kind: "snapshot" | "kept" }>,
): PaperState {
  switch (record.kind) {
    case "opened":
      return { ...state, seed: record.seed };
    case "account":
      return withAccount(state, newAccount(record));
    case "leverage":
      return change(state, record.accountId, (account) => ({
        ...account,
        leverage: { ...account.leverage, [record.listing]: record.leverage },
      }));
    case "countdown":
      return change(state, record.accountId, (account) => counting(account, record));
    case "placed":
      return counted(
        change(state, record.order.accountId, (account) => withOrder(account, record.order)),
        record.order.rank,
      );
    case "triggered":
      return counted(
        change(state, record.accountId, (account) => triggered(account, record)),
        record.rank,
      );
    case "amended":
      return counted(
        change(state, record.accountId, (account) =>
          withOrder(account, {
            ...orderOf(account, record.venueOrderId),
            terms: record.terms,
            rank: record.rank,
          }),
        ),
        record.rank,
      );
    case "fill":
      return counted(
        change(state, record.accountId, (account) => filled(account, record.fill, record.settlement)),
        numberIn(record.fill.tradeId),
      );
    case "ended":
      return change(state, record.accountId, (account) => withoutOrder(account, record.venueOrderId));
    case "flow":
      return counted(
        change(state, record.accountId, (account) => paid(account, record.flow.asset, record.flow.amount)),
        numberIn(record.flow.id),
      );
    case "funded":
      return { ...state, fundedUntilMs: record.boundaryMs };
    case "liquidated":
    case "seen":
      return state;
    default:
      return unreachable(record);
  }
}

function newAccount(record: RecordOf<"account">): PaperAccount {
  const { accountId: id, owner, positionMode, asset, balance } = record;
  return {
    id,
    owner,
    positionMode,
    wallets: { [asset]: balance },
    positions: {},
    orders: new Map(),
    leverage: {},
  };
}

function counting(account: PaperAccount, { listing, untilMs }: RecordOf<"countdown">): PaperAccount {
  const others = withoutKey(account.countdowns ?? {}, listing);
  return { ...account, countdowns: untilMs === undefined ? others : { ...others, [listing]: untilMs } };
}

function triggered(account: PaperAccount, record: RecordOf<"triggered">): PaperAccount {
  return withOrder(account, {
    ...orderOf(account, record.venueOrderId),
    phase: "working",
    rank: record.rank,
  });
}

function filled(account: PaperAccount, fill: Fill, settlement: Settlement): PaperAccount {
  const order = orderOf(account, fill.venueOrderId);
  if (fill.quantity.greaterThan(remaining(order))) throw new Error("Invariant: a fill beyond its order");
  const next: LiveOrder = {
    ...order,
    filled: order.filled.plus(fill.quantity),
    filledValue: order.filledValue.plus(fill.price.times(fill.quantity)),
  };
  const charged = paid(account, fill.feeAsset, fill.fee.negated());
  const settled =
    settlement.kind === "spot" ? exchanged(charged, fill, settlement) : moved(charged, fill, settlement);
  return remaining(next).isZero() ? withoutOrder(settled, order.venueOrderId) : withOrder(settled, next);
}

function exchanged(account: PaperAccount, fill: Fill, { base, quote }: Settlement): PaperAccount {
  const signed = fill.side === "buy" ? fill.quantity : fill.quantity.negated();
  return paid(paid(account, base, signed), quote, signed.times(fill.price).negated());
}

function moved(account: PaperAccount, fill: Fill, { settle }: Settlement): PaperAccount {
  const key = positionKey(fill.listing, fill.positionSide);
  const held = account.positions[key] ?? { quantitySigned: ZERO, costSigned: ZERO };
  const signed = fill.side === "buy" ? fill.quantity : fill.quantity.negated();
  const { quantitySigned, costSigned } = changePosition(held, signed, fill.price);
  const { listing, positionSide } = fill;
  const others = Object.entries(account.positions).filter(([held]) => held !== key);
  const next = { listing, positionSide, quantitySigned, costSigned };
  const positions = Object.fromEntries(quantitySigned.isZero() ? others : [...others, [key, next]]);
  return paid({ ...account, positions }, settle, fill.realisedPnl ?? ZERO);
}

function paid(account: PaperAccount, asset: string, amountSigned: Decimal): PaperAccount {
  const wallet = (account.wallets[asset] ?? ZERO).plus(amountSigned);
  return { ...account, wallets: { ...account.wallets, [asset]: wallet } };
}

function orderOf(account: PaperAccount, venueOrderId: string): LiveOrder {
  const order = account.orders.get(venueOrderId);
  if (order === undefined) throw new Error(`Invariant: no live order ${venueOrderId}`);
  return order;
}

function withOrder(account: PaperAccount, order: LiveOrder): PaperAccount {
  return { ...account, orders: new Map(account.orders).set(order.venueOrderId, order) };
}

function withoutOrder(account: PaperAccount, venueOrderId: string): PaperAccount {
  const orders = new Map(account.orders);
  if (!orders.delete(venueOrderId)) throw new Error(`Invariant: no live order ${venueOrderId}`);
  return { ...account, orders };
}

function change(state: PaperState, id: AccountId, next: (account: PaperAccount) => PaperAccount): PaperState {
  const account = state.accounts.get(id);
  if (account === undefined) throw new Error(`Invariant: no paper account ${id}`);
  return withAccount(state, next(account));
}

function withAccount(state: PaperState, account: PaperAccount): PaperState {
  return { ...state, accounts: new Map(state.accounts).set(account.id, account) };
}

function counted(state: PaperState, given: number): PaperState {
  return given > state.lastNumber ? { ...state, lastNumber: given } : state;
}

function numberIn(id: string): number {
  return Number.parseInt(id.replace(/^\D+/, ""), 10);
}
