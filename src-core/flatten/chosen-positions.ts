// What every plan about chosen positions starts from: which are open, where they are, and what the plan is called.
import { fail, type Outcome, succeed } from "../money/outcome.ts";
import type { Environment } from "../order-terms/order-terms.ts";
import type { Leg, LegReason } from "../plan/plan.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import type { PositionRef } from "./flatten-blockers.ts";

/** Once each, without those that are flat already. */
export function openOnes(portfolio: Portfolio, positions: readonly PositionRef[]): PositionRef[] {
  const open = positions.filter(({ accountId, key }) => {
    const held = portfolio.accounts[accountId]?.positions[key]?.quantitySigned;
    return held?.isZero() === false;
  });
  return [...new Map(open.map((ref) => [`${ref.accountId} ${ref.key}`, ref])).values()];
}

/** The one environment of the positions; fails with `nothing-to-<verb>` where there are none. */
export function environmentOf(
  portfolio: Portfolio,
  positions: readonly PositionRef[],
  verb: "flatten" | "halve" | "reverse" | "protect",
): Outcome<Environment> {
  const environments = positions.flatMap(
    ({ accountId }) => portfolio.accounts[accountId]?.account.environment ?? [],
  );
  const [first] = environments;
  if (first === undefined) return fail(`nothing-to-${verb}`, "positions", `There is no position to ${verb}.`);
  if (environments.every((environment) => environment === first)) return succeed(first);
  const message = "The positions are in different environments.";
  const remedy = `${verb.slice(0, 1).toUpperCase()}${verb.slice(1)} one environment at a time.`;
  return fail("environment-mixed", "positions", message, remedy);
}

interface Reasoned {
  readonly leg?: Leg;
  readonly reason: LegReason;
}

/** The reasons in their order, each with the index of its leg among those that are sent. */
export function reasonsOf(parts: readonly Reasoned[]): LegReason[] {
  const sent = parts.filter(({ leg }) => leg !== undefined);
  return parts.map((part) => {
    const leg = sent.indexOf(part);
    return leg === -1 ? part.reason : { ...part.reason, leg };
  });
}

/** For example `Halve BTC/USDT:USDT, 2 positions`; one leg stands for each position. */
export function titleOf(verb: string, portfolio: Portfolio, legs: readonly Leg[]): string {
  const names = new Set(legs.map(({ terms }) => portfolio.listings[terms.listing]?.name ?? terms.listing));
  const what = names.size === 1 ? [...names].join("") : `${String(names.size)} listings`;
  return `${verb} ${what}, ${legs.length === 1 ? "1 position" : `${String(legs.length)} positions`}`;
}
