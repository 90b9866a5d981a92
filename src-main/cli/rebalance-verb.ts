// `rebalance`: the trades that bring accounts to a target, their cost, and the reason for each or for none.
import { fail } from "../../src-core/money/outcome.ts";
import { rebalance } from "../../src-core/rebalance/rebalance.ts";
import { rebalanceInput } from "./rebalance-input.ts";
import { documentVerb } from "./verb.ts";

export const rebalanceVerb = documentVerb({
  name: "rebalance",
  summary: "The trades that bring accounts to a target.",
  input: rebalanceInput,
  output:
    "{legs:[{account, symbol, side, quantity, notional, cost:{fee, spread, impact?}, reducing}], reasons:[{account, symbol, ideal, quantity, limitedBy, detail}], before:[STANDING], after:[STANDING], turnover?, cost, reason}",
  answer: (request) => {
    const answered = rebalance(request);
    return answered.ok
      ? answered
      : fail(answered.failure.code, answered.failure.place, answered.failure.message);
  },
});
