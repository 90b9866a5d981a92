// Fairness between accounts: nobody is always first to the market.
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { Plan } from "./plan.ts";

/** Leg indices in the order in which they are sent: the plan's own order, rotated by its id. The same plan always answers the same. */
export function sendingOrder(plan: Pick<Plan, "planId" | "body">): number[] {
  const count = plan.body.legs.length;
  if (count === 0) return [];
  const start = firstWord(plan.planId) % count;
  return plan.body.legs.map((_, index) => (start + index) % count);
}

/** 32 bits of the id's SHA-256: ids that differ in one letter start at unrelated legs. */
function firstWord(planId: string): number {
  const bytes = sha256(utf8ToBytes(planId));
  return bytes.subarray(0, 4).reduce((word, byte) => word * 256 + byte, 0);
}
