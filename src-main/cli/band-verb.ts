// `band`: how far a position may drift before trading costs less than the drift, and how far back to trade then.
import * as z from "zod/mini";
import { fail, type Outcome } from "../../src-core/money/outcome.ts";
import { noTradeBand } from "../../src-core/rebalance/no-trade-band.ts";
import { amount, positiveAmount } from "./fields.ts";
import { documentVerb } from "./verb.ts";

const bandInput = z.strictObject({
  proportionalCost: amount,
  fixedCost: amount,
  volatility: positiveAmount,
  penalty: positiveAmount,
});

export const bandVerb = documentVerb({
  name: "band",
  summary: "The cheapest no-trade band around a target; all figures are fractions of equity.",
  input: bandInput,
  output: "{trigger, tradeTo, annualCost}",
  answer,
});

function answer(costs: z.output<typeof bandInput>): Outcome<object> {
  const band = noTradeBand(costs);
  return band.ok ? band : fail(band.failure.code, band.failure.place, band.failure.message);
}
