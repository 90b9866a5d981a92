// What is wrong with a preset before it is kept: everything that can be judged without a price.
import { Decimal } from "../money/decimal.ts";
import type { Failure } from "../money/outcome.ts";
import {
  type RebalanceDraft,
  readBand,
  readExposureBound,
  readTarget,
} from "../rebalance/rebalance-draft.ts";
import type { PresetTerms } from "./preset.ts";

/** Everything wrong with an order's terms, by field; empty: it can be kept. */
export function termsFaults(terms: PresetTerms): readonly Failure[] {
  return [...sizeFaults(terms), ...flagFaults(terms)];
}

/** The first thing wrong with a rebalance's texts; empty: it can be kept. */
export function draftFaults(draft: RebalanceDraft): readonly Failure[] {
  const band = readBand(draft.band);
  const target = readTarget(draft, (listing) => listing);
  return [target, band, readExposureBound(draft)].flatMap((read) => (read.ok ? [] : [read.failure]));
}

function sizeFaults({ method, quantity, annualVolatility }: PresetTerms): readonly Failure[] {
  const faults: Failure[] = [];
  const size = Decimal.parse(quantity.trim());
  const signed = method === "change";
  if (method !== "quantity" && (size === undefined || size.isZero() || (!signed && size.isNegative()))) {
    faults.push(fault("bad-quantity", "quantity", "Enter a number above zero."));
  }
  if (method === "volatility" && Decimal.parse(annualVolatility?.trim())?.isPositive() !== true) {
    faults.push(fault("missing", "annualVolatility", "Enter the annual volatility in percent."));
  }
  return faults;
}

function flagFaults({ postOnly, type, timeInForce, offsetBps }: PresetTerms): readonly Failure[] {
  if (!postOnly) return [];
  if (type !== "limit") return [fault("post-only", "postOnly", "Only a limit order can be post-only.")];
  if (timeInForce !== "GTC") return [fault("post-only", "postOnly", "Post-only rests: choose GTC.")];
  if (Decimal.parse(offsetBps?.trim())?.isNegative() === true) return [];
  const message = "A post-only order at the far touch would be refused.";
  return [{ ...fault("post-only", "offsetBps", message), remedy: "Enter a negative distance." }];
}

function fault(code: string, place: string, message: string): Failure {
  return { code, place, message };
}
