// Ids from the seed: a new life never makes those of an earlier one.
import { encodeClientId } from "../../src-core/orders/client-id.ts";
import type { IdSourcePort } from "../../src-main/ports/id-source.ts";
import type { Random } from "./random.ts";

function hex(chance: Random, digits: number): string {
  return Array.from({ length: digits }, () => chance.between(0, 15).toString(16)).join("");
}

export function seededIds(chance: Random): IdSourcePort {
  return {
    clientOrderId: (installation) => encodeClientId(installation, BigInt(`0x${hex(chance, 26)}`)),
    id: () => hex(chance, 24),
    installation: () => hex(chance, 6),
  };
}
