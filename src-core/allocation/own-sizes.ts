// Methods whose size is each account's own: percent change of a position, risk to a stop, target volatility.
import { Decimal } from "../money/decimal.ts";
import { fail, succeed } from "../money/outcome.ts";
import type { Outcome } from "../money/outcome.ts";
import { Rational, RATIONAL_ONE, RATIONAL_ZERO } from "../money/rational.ts";
import type { AllocationAccount, AllocationRequest } from "./allocation-request.ts";
import { unknownInput } from "./unknown-input.ts";

const HUNDRED = Rational.fromDecimal(Decimal.of("100"));

/**
 * `p%` of the account's own position: buy +p adds to longs, buy -p reduces shorts, sell +p adds to shorts,
 * sell -p reduces longs, the others get nothing (IBKR PctChange). A reduction is at most the position.
 */
export function changeSize(request: AllocationRequest, account: AllocationAccount): Outcome<Rational> {
  const { changePercent, side } = request;
  if (changePercent === undefined || changePercent.isZero()) {
    return fail("bad-change", "changePercent", "The change must be a percent other than zero.");
  }
  const position = account.positionSigned;
  if (position === undefined) return unknownInput(account, "positionSigned");
  const readsLongs = (side === "buy") === changePercent.isPositive();
  const counts = readsLongs ? position.isPositive() : position.isNegative();
  if (!counts) return succeed(RATIONAL_ZERO);
  const held = Rational.fromDecimal(position.abs());
  const size = held.times(percent(changePercent.abs()));
  return succeed(changePercent.isNegative() ? size.min(held) : size);
}

/** Equity x risk% / distance to the stop; for inverse sizes coin equity x risk% / abs(1/entry - 1/stop). */
export function riskSize(request: AllocationRequest, account: AllocationAccount): Outcome<Rational> {
  const { risk, inverse } = request;
  if (risk === undefined) return fail("bad-risk", "risk", "Risk needs a percent, an entry and a stop.");
  const riskPercent = account.riskPercent ?? risk.percent;
  if (!riskPercent.isPositive())
    return fail("bad-risk", "risk.percent", "The risk must be more than zero percent.");
  if (!risk.entry.isPositive())
    return fail("bad-risk", "risk.entry", "The entry price must be more than zero.");
  if (!risk.stop.isPositive()) return fail("bad-risk", "risk.stop", "The stop price must be more than zero.");
  if (risk.entry.equals(risk.stop) || risk.stop.lessThan(risk.entry) !== (request.side === "buy")) {
    const where = request.side === "buy" ? "below" : "above";
    return fail("bad-risk", "risk.stop", `The stop must be ${where} the entry price.`);
  }
  if (account.equity === undefined) return unknownInput(account, "equity");
  if (!account.equity.isPositive()) return succeed(RATIONAL_ZERO);
  const entry = Rational.fromDecimal(risk.entry);
  const stop = Rational.fromDecimal(risk.stop);
  const lossPerUnit =
    inverse === true ? RATIONAL_ONE.dividedBy(entry).minus(RATIONAL_ONE.dividedBy(stop)) : entry.minus(stop);
  const money = Rational.fromDecimal(account.equity).times(percent(riskPercent));
  return succeed(money.dividedBy(lossPerUnit.abs()));
}

/** Equity x target volatility / (price x annual volatility); for inverse sizes coin equity x price x target / annual. */
export function volatilitySize(request: AllocationRequest, account: AllocationAccount): Outcome<Rational> {
  const { volatility, inverse } = request;
  if (volatility === undefined) {
    return fail(
      "bad-volatility",
      "volatility",
      "The target needs a percent, the annual volatility and a price.",
    );
  }
  for (const field of ["targetPercent", "annualPercent", "price"] as const) {
    if (!volatility[field].isPositive()) {
      return fail("bad-volatility", `volatility.${field}`, "This must be more than zero.");
    }
  }
  if (account.equity === undefined) return unknownInput(account, "equity");
  if (!account.equity.isPositive()) return succeed(RATIONAL_ZERO);
  const ratio = Rational.fromDecimal(volatility.targetPercent).dividedBy(
    Rational.fromDecimal(volatility.annualPercent),
  );
  const scaled = Rational.fromDecimal(account.equity).times(ratio);
  const price = Rational.fromDecimal(volatility.price);
  return succeed(inverse === true ? scaled.times(price) : scaled.dividedBy(price));
}

function percent(value: Decimal): Rational {
  return Rational.fromDecimal(value).dividedBy(HUNDRED);
}
