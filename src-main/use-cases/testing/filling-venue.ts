// Makes a scripted account trade: orders fill against its position at once, and readings show what is held.
import { Decimal, ZERO } from "../../../src-core/money/decimal.ts";
import type { PositionSide } from "../../../src-core/order-terms/order-terms.ts";
import type { VenuePosition } from "../../../src-core/order-terms/venue-event.ts";
import type { RiskApproved } from "../../../src-core/risk/verdict.ts";
import { resting, takerFill, type ScriptedAccount } from "./scripted-venue.ts";
import type { TestTerminal } from "./test-terminal.ts";

const PRICE = Decimal.of("60000");

/** What the venue holds now, by position side. */
export type Held = Partial<Record<PositionSide, string>>;

/** Sets what an account holds, and lets the terminal read it. */
export async function hold(at: TestTerminal, accountId: string, held: Held): Promise<void> {
  show(at, at.venue.account(accountId), held);
  await resync(at, accountId);
}

/** A gap of the stream: the account is read again. */
export async function resync(at: TestTerminal, accountId: string): Promise<void> {
  const account = at.venue.account(accountId);
  account.say({ kind: "stream", state: "gap", atMs: at.clock.nowMs() });
  account.say({ kind: "stream", state: "live", atMs: at.clock.nowMs() });
  await at.clock.pass(100);
  at.venue.quote("60000");
  await at.clock.pass(50);
}

/** What the account holds at the venue, signed. */
export function heldAt(at: TestTerminal, accountId: string, side: PositionSide = "both"): string {
  const positions = at.venue.account(accountId).snapshot?.positions ?? [];
  return (positions.find(({ positionSide }) => positionSide === side)?.quantitySigned ?? ZERO).toString();
}

/** From now on every order of the account fills whole, or as much as `share` says, and the rest is cancelled. */
export function fills(
  at: TestTerminal,
  accountId: string,
  share: (order: RiskApproved, count: number) => string | undefined = () => undefined,
): void {
  const account = at.venue.account(accountId);
  account.onCreate = (order) => {
    const asked = order.terms.quantity;
    const filled = Decimal.of(share(order, account.created.length) ?? asked.toString());
    move(at, account, order, filled);
    const status = filled.equals(asked) ? ("filled" as const) : ("canceled" as const);
    if (filled.isPositive())
      account.say({ kind: "fill", fill: takerFill(order, filled, PRICE, at.clock.nowMs()) });
    return { kind: "report", order: { ...resting(order, at.clock.nowMs()), status, filled } };
  };
}

function move(at: TestTerminal, account: ScriptedAccount, order: RiskApproved, filled: Decimal): void {
  const before = Object.fromEntries(
    (account.snapshot?.positions ?? []).map((row) => [row.positionSide, row.quantitySigned]),
  ) as Partial<Record<PositionSide, Decimal>>;
  const { positionSide, side } = order.terms;
  const signed = side === "buy" ? filled : filled.negated();
  const after = { ...before, [positionSide]: (before[positionSide] ?? ZERO).plus(signed) };
  show(
    at,
    account,
    Object.fromEntries(Object.entries(after).map(([held, quantity]) => [held, quantity.toString()])),
  );
}

function show(at: TestTerminal, account: ScriptedAccount, held: Held): void {
  const { snapshot } = account;
  if (snapshot === undefined) return;
  const positions = Object.entries(held).map(([side, quantity]): VenuePosition => ({
    listing: at.venue.listing.key,
    positionSide: side as PositionSide,
    quantitySigned: Decimal.of(quantity),
    entryPrice: PRICE,
  }));
  const hedge = positions.some(({ positionSide }) => positionSide !== "both");
  account.snapshot = { ...snapshot, positions, positionMode: hedge ? "hedge" : "one-way" };
}
