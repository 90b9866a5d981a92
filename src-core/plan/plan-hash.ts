// The plan's fingerprint: what is submitted must be, to the byte, what was previewed.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "./canonical-json.ts";
import type { PlanBody } from "./plan.ts";

/** SHA-256 over the canonical JSON of what executes, as 64 lower-case hexadecimal digits. */
export function planHash(body: PlanBody): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(body))));
}
