// Requests and answers in short form, for tests of the split.
import { Decimal } from "../money/decimal.ts";
import { allocate } from "./allocate.ts";
import type {
  Allocation,
  AllocationAccount,
  AllocationCap,
  AllocationRequest,
} from "./allocation-request.ts";

/** A decimal from its text. */
export function d(text: string): Decimal {
  return Decimal.of(text);
}

/** An account with lot 1; its id is the letter. */
export function sampleAccountInput(id: string, change: Partial<AllocationAccount> = {}): AllocationAccount {
  return { id, lot: d("1"), ...change };
}

export function capOf(limit: string, by: AllocationCap["by"] = "cap"): AllocationCap {
  return { limit: d(limit), by, detail: `At most ${limit}.` };
}

export function sampleRequest(change: Partial<AllocationRequest>): AllocationRequest {
  return {
    method: "equal",
    side: "buy",
    accounts: [],
    leftover: "redistribute",
    denial: "reject-all",
    ...change,
  };
}

/** The answer, or an error with the failure in it. */
export function allocated(change: Partial<AllocationRequest>): Allocation {
  const answer = allocate(sampleRequest(change));
  if (!answer.ok)
    throw new Error(`${answer.failure.code} at ${answer.failure.place}: ${answer.failure.message}`);
  return answer.value;
}

/** Quantities as text, `| unallocated` at the end when there is some. */
export function partsOf({ legs, unallocated }: Allocation): string {
  const parts = legs.map(({ quantity }) => quantity.toString()).join(" ");
  return unallocated.isZero() ? parts : `${parts} | ${unallocated.toString()}`;
}
