// Accounts and ids for tests of the paper venue.
import type { Account } from "../../../../src-core/portfolio/account.ts";
import type { IdSourcePort } from "../../../ports/id-source.ts";

/** A one-way account; each has an owner of its own unless told otherwise. */
export function paperTestAccount(id: string, owner = id): Account {
  return {
    id,
    name: id,
    digit: 1,
    venue: "paper",
    environment: "paper",
    owner,
    master: id,
    positionMode: "one-way",
  };
}

export function countedIds(): IdSourcePort {
  let count = 0;
  const next = () => (count += 1);
  return {
    clientOrderId: () => `y${String(next()).padStart(25, "0")}`,
    id: () => `id-${next()}`,
    installation: () => "000000",
  };
}
