// The plan's fingerprint: what is submitted must be, to the byte, what was previewed.
import { canonicalHash } from "./canonical-hash.ts";
import type { PlanBody } from "./plan.ts";

/** SHA-256 over the canonical JSON of what executes, as 64 lower-case hexadecimal digits. */
export function planHash(body: PlanBody): string {
  return canonicalHash(body);
}
