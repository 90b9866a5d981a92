// A rebalance as typed: texts and choices, read into a target and a band where a wrong field can be named.
import type { ListingKey } from "../market/listing.ts";
import { Decimal } from "../money/decimal.ts";
import { type Outcome, fail, succeed, unreachable } from "../money/outcome.ts";
import type { AccountId } from "../portfolio/account.ts";
import type { RebalanceBand, RebalanceTarget } from "./rebalance-request.ts";

/** A symbol that takes part, by one of its listings; `weight` in percent of equity, for the target of weights only. */
export interface MarketDraft {
  readonly listing: ListingKey;
  readonly weight?: string | undefined;
}

export type TargetDraft =
  | { readonly kind: "weights"; readonly others: "keep" | "close" }
  /** Gross notional over equity. */
  | { readonly kind: "leverage"; readonly leverage: string }
  /** Net notional in percent of equity, moved by trading the first symbol. */
  | { readonly kind: "exposure"; readonly percent: string }
  | { readonly kind: "equal" }
  | { readonly kind: "mirror"; readonly accountId: AccountId }
  | { readonly kind: "flat" };

export type BandDraft =
  | { readonly kind: "none" }
  | { readonly kind: "fixed"; readonly widthPercent: string }
  /** Volatility of the deviation in percent a year; `penalty` per squared deviation a year. */
  | { readonly kind: "optimal"; readonly volatilityPercent: string; readonly penalty: string };

/** What a person asks of a group; no market: everything that its accounts hold. */
export interface RebalanceDraft {
  readonly markets: readonly MarketDraft[];
  readonly target: TargetDraft;
  readonly band: BandDraft;
  /** USD that buys and sells of one underlying may be apart on the way; absent or empty: the largest order of the limits. */
  readonly exposureBound?: string | undefined;
}

const PERCENT = Decimal.of("0.01");

/** The target in fractions; `symbolOf` names a market. `place` of a Failure is a path into the draft. */
export function readTarget(
  { markets, target }: RebalanceDraft,
  symbolOf: (listing: ListingKey) => string,
): Outcome<RebalanceTarget> {
  const [first] = markets;
  switch (target.kind) {
    case "weights":
      return first === undefined ? noMarket() : readWeights(markets, target.others, symbolOf);
    case "leverage": {
      const leverage = typed("target.leverage", "leverage", target.leverage);
      return leverage.ok ? succeed({ kind: "leverage", leverage: leverage.value }) : leverage;
    }
    case "exposure": {
      if (first === undefined) return noMarket();
      const percent = typed("target.percent", "net exposure", target.percent);
      if (!percent.ok) return percent;
      return succeed({
        kind: "exposure",
        symbol: symbolOf(first.listing),
        fraction: percent.value.times(PERCENT),
      });
    }
    case "mirror":
      return succeed({ kind: "mirror", account: target.accountId });
    case "equal":
    case "flat":
      return succeed({ kind: target.kind });
    default:
      return unreachable(target);
  }
}

/** The band in fractions. `place` of a Failure is a path into the draft. */
export function readBand(band: BandDraft): Outcome<RebalanceBand> {
  switch (band.kind) {
    case "none":
      return succeed({ kind: "none" });
    case "fixed": {
      const width = typed("band.widthPercent", "width", band.widthPercent);
      return width.ok ? succeed({ kind: "fixed", width: width.value.times(PERCENT) }) : width;
    }
    case "optimal": {
      const volatility = typed("band.volatilityPercent", "volatility", band.volatilityPercent);
      if (!volatility.ok) return volatility;
      const penalty = typed("band.penalty", "penalty", band.penalty);
      if (!penalty.ok) return penalty;
      return succeed({
        kind: "optimal",
        volatility: volatility.value.times(PERCENT),
        penalty: penalty.value,
      });
    }
    default:
      return unreachable(band);
  }
}

/** The bound in USD; undefined where none is typed. A bound is above zero. */
export function readExposureBound({ exposureBound = "" }: RebalanceDraft): Outcome<Decimal | undefined> {
  if (exposureBound.trim() === "") return succeed(undefined);
  const bound = Decimal.parse(exposureBound.trim());
  if (bound?.isPositive() === true) return succeed(bound);
  const message = "This is not an amount of USD.";
  return fail("bad-amount", "exposureBound", message, "Enter a number above zero, or leave it empty.");
}

function readWeights(
  markets: readonly MarketDraft[],
  others: "keep" | "close",
  symbolOf: (listing: ListingKey) => string,
): Outcome<RebalanceTarget> {
  const weights: Record<string, Decimal> = {};
  for (const [index, { listing, weight }] of markets.entries()) {
    const read = typed(`markets.${String(index)}.weight`, "weight", weight ?? "");
    if (!read.ok) return read;
    const symbol = symbolOf(listing);
    if (Object.hasOwn(weights, symbol)) {
      return fail("market-twice", `markets.${String(index)}.listing`, `${symbol} is named twice.`);
    }
    weights[symbol] = read.value.times(PERCENT);
  }
  return succeed({ kind: "weights", weights, others });
}

function noMarket(): ReturnType<typeof fail> {
  return fail("market-missing", "markets", "This target trades a symbol.", "Choose one.");
}

function typed(place: string, word: string, text: string): Outcome<Decimal> {
  if (text.trim() === "") return fail("missing", place, `Enter a ${word}.`);
  const value = Decimal.parse(text.trim());
  if (value !== undefined) return succeed(value);
  return fail("not-a-number", place, `This is not a number: ${text}`, "Use digits and one point.");
}
