// An input that the method reads and nobody knows stops the split: it is never taken as zero.
import { fail } from "../money/outcome.ts";
import type { AllocationAccount } from "./allocation-request.ts";

type Input = "weight" | "equity" | "available" | "capacity" | "positionSigned" | "price";

const WORDS: Readonly<Record<Input, string>> = {
  weight: "weight",
  equity: "equity",
  available: "available margin",
  capacity: "capacity",
  positionSigned: "position",
  price: "price",
};

/** The Failure for an absent input, with its path and a way out. */
export function unknownInput(account: AllocationAccount, input: Input): ReturnType<typeof fail> {
  return fail(
    "input-unknown",
    `accounts.${account.id}.${input}`,
    `The ${WORDS[input]} of ${account.name ?? account.id} is not known.`,
    "Wait until the account is in sync, or choose another way to split.",
  );
}
