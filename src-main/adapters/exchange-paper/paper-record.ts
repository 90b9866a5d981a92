// What the paper venue's log holds: every fact of its truth, in order, as text.
import type { ListingKind, ListingKey } from "../../../src-core/market/listing.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";
import type { OrderTerms, PositionMode } from "../../../src-core/order-terms/order-terms.ts";
import type { Fill, LedgerFlow, VenueOrder } from "../../../src-core/order-terms/venue-event.ts";
import type { AccountId } from "../../../src-core/portfolio/account.ts";
import type { LiveOrder, PaperState } from "./paper-state.ts";

/** What a listing's trades are paid in; kept with each fill so that the fold needs no listing. */
export interface Settlement {
  readonly kind: ListingKind;
  readonly base: string;
  readonly quote: string;
  readonly settle: string;
}

/** Some of an account's finished orders and fills, for queries. */
export interface HistoryRows {
  readonly accountId: AccountId;
  readonly orders: readonly VenueOrder[];
  readonly fills: readonly Fill[];
  /** Where fills were forgotten: the time of the newest of them. */
  readonly forgottenMs?: number;
}

export type PaperRecord =
  | { readonly kind: "opened"; readonly version: 1; readonly seed: string; readonly atMs: number }
  | {
      readonly kind: "account";
      readonly accountId: AccountId;
      readonly owner: string;
      readonly positionMode: PositionMode;
      readonly asset: string;
      readonly balance: Decimal;
      readonly atMs: number;
    }
  | {
      readonly kind: "leverage";
      readonly accountId: AccountId;
      readonly listing: ListingKey;
      readonly leverage: Decimal;
      readonly atMs: number;
    }
  /** `untilMs` absent: it was taken back, or is over. */
  | {
      readonly kind: "countdown";
      readonly accountId: AccountId;
      readonly listing: ListingKey;
      readonly untilMs?: number;
      readonly atMs: number;
    }
  | { readonly kind: "placed"; readonly order: LiveOrder; readonly atMs: number }
  | {
      readonly kind: "triggered";
      readonly accountId: AccountId;
      readonly venueOrderId: string;
      readonly rank: number;
      readonly atMs: number;
    }
  | {
      readonly kind: "amended";
      readonly accountId: AccountId;
      readonly venueOrderId: string;
      readonly terms: OrderTerms;
      readonly rank: number;
      readonly atMs: number;
    }
  | {
      readonly kind: "fill";
      readonly accountId: AccountId;
      readonly fill: Fill;
      readonly settlement: Settlement;
      readonly atMs: number;
    }
  | {
      readonly kind: "ended";
      readonly accountId: AccountId;
      readonly venueOrderId: string;
      readonly status: "canceled" | "expired";
      readonly reason: string;
      readonly atMs: number;
    }
  | { readonly kind: "flow"; readonly accountId: AccountId; readonly flow: LedgerFlow; readonly atMs: number }
  | {
      readonly kind: "liquidated";
      readonly accountId: AccountId;
      readonly listing: ListingKey;
      readonly atMs: number;
    }
  | { readonly kind: "funded"; readonly boundaryMs: number; readonly atMs: number }
  /** The venue was open at this time: what rested was matched until then. */
  | { readonly kind: "seen"; readonly atMs: number }
  /** A part of a snapshot's history. It counts only among the `keptParts` records right before the snapshot. */
  | { readonly kind: "kept"; readonly rows: HistoryRows; readonly atMs: number }
  /** Everything before it is folded into it and its kept parts: a start reads from there. */
  | {
      readonly kind: "snapshot";
      readonly version: 1;
      readonly keptParts: number;
      readonly state: PaperState;
      readonly atMs: number;
    };

const KINDS: readonly string[] = [
  "opened",
  "account",
  "leverage",
  "countdown",
  "placed",
  "triggered",
  "amended",
  "fill",
  "ended",
  "flow",
  "liquidated",
  "funded",
  "seen",
  "kept",
  "snapshot",
] satisfies readonly PaperRecord["kind"][];

/** One line of text; decimals and maps keep their type by a tag. */
export function encodePaperRecord(record: PaperRecord): string {
  return JSON.stringify(
    record,
    function (this: Readonly<Record<string, unknown>>, key: string, value: unknown) {
      const raw = this[key];
      if (raw instanceof Decimal) return { $d: raw.toString() };
      if (raw instanceof Map) return { $m: [...raw] };
      return value;
    },
  );
}

/** Whether a text is a snapshot, without reading it. */
export function isSnapshot(text: string): boolean {
  return text.startsWith('{"kind":"snapshot"');
}

/** Undefined for text that this version does not write. The log's own chain of hashes vouches for the rest. */
export function decodePaperRecord(text: string): PaperRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text, (_key, part: unknown) => revived(part));
  } catch {
    return undefined;
  }
  return isRecord(value) ? value : undefined;
}

function revived(part: unknown): unknown {
  if (typeof part !== "object" || part === null) return part;
  if ("$d" in part) return Decimal.parse(part.$d);
  if ("$m" in part && Array.isArray(part.$m)) return new Map(part.$m as readonly [string, unknown][]);
  return part;
}

function isRecord(value: unknown): value is PaperRecord {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  if (typeof value.kind !== "string" || !KINDS.includes(value.kind)) return false;
  const hasVersion = value.kind === "opened" || value.kind === "snapshot";
  return !hasVersion || ("version" in value && value.version === 1);
}
