// The part of the workspace that main keeps as an opaque text: checked here, dropped when it does not fit.
import type { BookTab, Environment, Interval, WorkspaceState } from "./workspace.ts";

const ENVIRONMENTS: Readonly<Record<Environment, true>> = { live: true, testnet: true, paper: true };
const INTERVALS: Readonly<Record<Interval, true>> = {
  "1m": true,
  "5m": true,
  "15m": true,
  "1h": true,
  "4h": true,
  "1d": true,
};
const BOOK_TABS: Readonly<Record<BookTab, true>> = {
  positions: true,
  orders: true,
  fills: true,
  journal: true,
};
/** The contract keeps no longer text; the arrangement is the part that could outgrow it. */
const MAX_LENGTH = 60_000;

export type SavedLayout = Partial<
  Pick<WorkspaceState, "environment" | "interval" | "book" | "dock" | "secondChart">
>;

/** The text that `readLayout` understands. */
export function writeLayout(state: WorkspaceState): string {
  const { environment, interval, book, dock, secondChart } = state;
  const text = JSON.stringify({ version: 1, environment, interval, book, dock, secondChart });
  return text.length <= MAX_LENGTH ? text : JSON.stringify({ version: 1, environment, interval, book });
}

/** What of a saved text still has a meaning; nothing for a text that is not ours. */
export function readLayout(text: string): SavedLayout {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {};
  }
  if (typeof value !== "object" || value === null || !("version" in value) || value.version !== 1) return {};
  const saved: Record<string, unknown> = { ...value };
  return {
    ...(isKey(ENVIRONMENTS, saved["environment"]) ? { environment: saved["environment"] } : {}),
    ...(isKey(INTERVALS, saved["interval"]) ? { interval: saved["interval"] } : {}),
    ...(isKey(BOOK_TABS, saved["book"]) ? { book: saved["book"] } : {}),
    ...readSecondChart(saved["secondChart"]),
    ...(typeof saved["dock"] === "object" && saved["dock"] !== null ? { dock: saved["dock"] } : {}),
  };
}

function readSecondChart(value: unknown): Pick<SavedLayout, "secondChart"> {
  if (typeof value !== "object" || value === null) return {};
  const { listing, interval } = value as Readonly<Record<string, unknown>>;
  if (!isKey(INTERVALS, interval)) return {};
  return { secondChart: { interval, ...(typeof listing === "string" && listing !== "" ? { listing } : {}) } };
}

function isKey<K extends string>(record: Readonly<Record<K, true>>, value: unknown): value is K {
  return typeof value === "string" && Object.hasOwn(record, value);
}
