// `share-fills`: one block's fills shared between accounts as they arrive; nobody hands anything back.
import * as z from "zod/mini";
import { shareFills } from "../../src-core/allocation/share-fills.ts";
import { fail, succeed, type Outcome } from "../../src-core/money/outcome.ts";
import { twiceFault } from "./allocate-input.ts";
import { amount, MAX_ACCOUNTS, name, positiveAmount } from "./fields.ts";
import { documentVerb } from "./verb.ts";

const MAX_FILLS = 10_000;

const shareFillsInput = z.strictObject({
  method: z.enum(["ratio"]),
  accounts: z
    .array(z.strictObject({ id: name, weight: amount }))
    .check(z.minLength(1, "There must be at least one account."), z.maxLength(MAX_ACCOUNTS)),
  lot: positiveAmount,
  fills: z
    .array(z.strictObject({ quantity: positiveAmount, price: positiveAmount }))
    .check(z.minLength(1, "There is no fill to share."), z.maxLength(MAX_FILLS)),
});

export const shareFillsVerb = documentVerb({
  name: "share-fills",
  summary: "Shares one order's fills between accounts in the order of their arrival.",
  input: shareFillsInput,
  output: "{steps:[{quantities:{ACCOUNT: cumulative}}], averages:{ACCOUNT: price}, dispersionBps}",
  answer,
});

function answer({ accounts, lot, fills }: z.output<typeof shareFillsInput>): Outcome<object> {
  const fault = twiceFault(accounts);
  if (fault !== undefined) return fault;
  const indexed = accounts.map(({ weight }, index) => ({ id: String(index), weight }));
  const shared = shareFills({ accounts: indexed, lot, fills });
  if (!shared.ok) return fail(shared.failure.code, shared.failure.place, shared.failure.message);
  const { shares, steps, dispersionBps } = shared.value;
  const ids = accounts.map(({ id }) => id);
  return succeed({
    steps: steps.map((quantities) => ({
      quantities: Object.fromEntries(quantities.map((quantity, index) => [ids[index] ?? "", quantity])),
    })),
    averages: Object.fromEntries(
      shares.flatMap(({ averagePrice }, index) =>
        averagePrice === undefined ? [] : [[ids[index] ?? "", averagePrice]],
      ),
    ),
    ...(dispersionBps === undefined ? {} : { dispersionBps }),
  });
}
