// What ids are called in the journal's sentences. A name holds as of the record that is told, where the teller knows it.
import type { OrderTerms } from "../order-terms/order-terms.ts";
import type { AccountId } from "../portfolio/account.ts";
import type { JournalRecord } from "./record.ts";

/** What has a name: `account:ID`, `group:ID`, `preset:ID`, `plan:ID`. */
export type Named = `${"account" | "group" | "preset" | "plan"}:${string}`;

export interface NamedOrder {
  readonly accountId: AccountId;
  readonly planId: string;
  /** What it was to do when it was first sent: see `orderPhrase`. */
  readonly phrase: string;
}

/** Undefined where the journal at hand does not say. */
export interface JournalNames {
  readonly nameOf: (named: Named) => string | undefined;
  readonly order: (clientId: string) => NamedOrder | undefined;
  /** A venue's title, for example `Binance USD-M`. */
  readonly venue: (venue: string) => string;
}

/** The names that a record gives. */
export function namesIn(record: JournalRecord): readonly (readonly [Named, string])[] {
  switch (record.kind) {
    case "account-saved":
      return [[`account:${record.account.id}`, record.account.name]];
    case "group-saved":
      return [[`group:${record.group.id}`, record.group.name]];
    case "preset-saved":
      return [[`preset:${record.preset.id}`, record.preset.name]];
    case "submitted":
      return [[`plan:${record.plan.planId}`, record.plan.title]];
    default:
      return [];
  }
}

/** An order in a trader's words, for example `Buy 0.5 BTCUSDT at 64000`; the quantity is in the listing's size unit. */
export function orderPhrase({ side, quantity, listing, type, price, trigger }: OrderTerms): string {
  const what = `${side === "buy" ? "Buy" : "Sell"} ${quantity.toString()} ${symbolOf(listing)}`;
  const kind = type === "market" || type === "limit" ? "" : ` by ${type.replaceAll("-", " ")}`;
  const from = trigger === undefined ? "" : ` from ${trigger.toString()}`;
  const at = price === undefined ? " at market" : ` at ${price.toString()}`;
  return `${what}${kind}${from}${at}`;
}

/** The venue's own name of an instrument: a listing's key without its venue. */
export function symbolOf(listing: string): string {
  const colon = listing.indexOf(":");
  return colon < 0 ? listing : listing.slice(colon + 1);
}

export function accountName(names: JournalNames, accountId: AccountId): string {
  return names.nameOf(`account:${accountId}`) ?? "an account of before this journal";
}

/** What a limit or a state reaches, in words. */
export function scopeName(names: JournalNames, scope: string): string {
  const colon = scope.indexOf(":");
  const [kind, id] = [scope.slice(0, Math.max(colon, 0)), scope.slice(colon + 1)];
  if (kind === "account") return accountName(names, id);
  if (kind === "group") return `group ${names.nameOf(`group:${id}`) ?? "of before this journal"}`;
  if (kind === "venue") return names.venue(id);
  if (kind === "environment") return `all ${id} accounts`;
  return "every account";
}

const WORD = /[\p{L}\p{N}_][\p{L}\p{N}_:./-]*/gu;
const LISTING = /^[a-z][a-z0-9-]*:(?=[A-Z0-9])/;

/** A text that was written for a record, with account ids and listing keys in it replaced by what they are called. */
export function plainText(names: JournalNames, text: string): string {
  return text.replace(WORD, (word) => {
    const end = /[.:/-]*$/.exec(word)?.[0] ?? "";
    const bare = word.slice(0, word.length - end.length);
    const account = bare.startsWith("account:") ? bare.slice("account:".length) : bare;
    const named = names.nameOf(`account:${account}`);
    return `${named ?? bare.replace(LISTING, "")}${end}`;
  });
}
