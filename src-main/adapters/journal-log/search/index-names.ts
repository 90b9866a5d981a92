// What ids were called at a record, as the index has read it from the journal so far.
import type { JournalNames, NamedOrder } from "../../../../src-core/journal/journal-names.ts";
import type { DatabaseSync } from "node:sqlite";

/** An order's records come near each other: so many orders are kept at hand. */
const ORDERS_AT_HAND = 2_000;

/** `titles` are the venues'; a venue without one is called by its id in words. */
export function indexNames(
  database: DatabaseSync,
  titles: Readonly<Record<string, string>>,
): (sequence: number) => JournalNames {
  const named = database.prepare(
    "SELECT name FROM named WHERE id = ? AND sequence <= ? ORDER BY sequence DESC LIMIT 1",
  );
  const placed = database.prepare("SELECT account, plan, phrase FROM placed WHERE client_id = ?");
  const orders = new Map<string, NamedOrder>();
  const order = (clientId: string): NamedOrder | undefined => {
    const known = orders.get(clientId);
    if (known !== undefined) return known;
    const row = placed.get(clientId);
    if (row === undefined) return undefined;
    const [accountId = "", planId = "", phrase = ""] = [row["account"], row["plan"], row["phrase"]].map(
      String,
    );
    if (orders.size >= ORDERS_AT_HAND) orders.clear();
    orders.set(clientId, { accountId, planId, phrase });
    return { accountId, planId, phrase };
  };
  return (sequence) => ({
    nameOf: (id) => {
      const name = named.get(id, sequence)?.["name"];
      return typeof name === "string" ? name : undefined;
    },
    order,
    venue: (venue) => titles[venue] ?? venue.replaceAll("-", " "),
  });
}
