// Ids from the system's random source.
import { randomBytes, randomUUID } from "node:crypto";
import { encodeClientId } from "../../../src-core/orders/client-id.ts";
import type { IdSourcePort } from "../../ports/id-source.ts";

const RANDOM_BYTES = 13;

/** Ids that nobody else makes: 104 random bits beside the 24 of the installation. */
export function randomIds(): IdSourcePort {
  return {
    clientOrderId: (installation) =>
      encodeClientId(installation, BigInt(`0x${randomBytes(RANDOM_BYTES).toString("hex")}`)),
    id: () => randomUUID(),
    installation: () => randomBytes(3).toString("hex"),
  };
}
