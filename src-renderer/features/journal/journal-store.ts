// The pages of the journal that were asked for, for the filters as they stand.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { JournalLine, JournalReach } from "../../../src-core/contract/journal-views.ts";
import type { RequestOf } from "../../../src-core/contract/requests.ts";
import type { Client, Failure } from "../../bridge/client.ts";

type Kind = NonNullable<RequestOf<"journal/page">["kind"]>;

export interface JournalFilter {
  readonly text: string;
  readonly kind: Kind | "";
  readonly accountId: string;
  /** Records of this order or plan only; empty: of all. */
  readonly orderId: string;
  /** The list ends at this moment, and the record that stood last then is chosen; undefined: it ends now. */
  readonly untilMs?: number | undefined;
}

export interface JournalState {
  readonly filter: JournalFilter;
  readonly lines: readonly JournalLine[];
  readonly next?: number | undefined;
  readonly reach: JournalReach;
  readonly asking: boolean;
  readonly failures: readonly Failure[];
  /** The record that is looked at: the panel shows what was held then. */
  readonly chosen?: JournalLine | undefined;
  /** Whether the chosen record is shown as it stands in the file. */
  readonly raw: boolean;
}

export type JournalStore = StoreApi<JournalState>;

const PAGE = 100;
/** More than this is not read by eye: narrow the search instead. */
export const MOST_LINES = 2_000;
const NO_FILTER: JournalFilter = { text: "", kind: "", accountId: "", orderId: "" };

/** An empty list for all records. */
export function createJournalStore(): JournalStore {
  return createStore<JournalState>(() => ({
    filter: NO_FILTER,
    lines: [],
    reach: { kind: "whole" },
    asking: false,
    failures: [],
    raw: false,
  }));
}

/** The one list of this window; the panel and its head share it. */
export const JOURNAL = createJournalStore();

/** Narrows the list; what is shown is asked for anew by the panel. */
export function setFilter(store: JournalStore, change: Partial<JournalFilter>): void {
  store.setState(({ filter }) => ({ filter: { ...filter, ...change } }));
}

/** Looks at one record, and at what was held then. */
export function choose(store: JournalStore, chosen: JournalLine | undefined): void {
  store.setState({ chosen });
}

/** Leaves the past: nothing is chosen, and the list ends now. */
export function backToNow(store: JournalStore): void {
  store.setState(({ filter }) => ({
    chosen: undefined,
    raw: false,
    filter: filter.untilMs === undefined ? filter : { ...filter, untilMs: undefined },
  }));
}

/**
 * Asks for the newest page, or for the page after the last line shown. One question looks at a part of the journal: it is
 * asked on until a page is full or the beginning is reached. An answer to an older question is dropped.
 */
export async function readJournal(
  store: JournalStore,
  client: Client,
  how: "newest" | "older",
): Promise<void> {
  const { filter, next, lines: shown } = store.getState();
  if (how === "older" && (next === undefined || shown.length >= MOST_LINES)) return;
  store.setState({ asking: true });
  let before = how === "older" ? next : undefined;
  let lines: readonly JournalLine[] = how === "older" ? shown : [];
  const enough = lines.length + PAGE;
  for (;;) {
    const answer = await client.request("journal/page", question(filter, before));
    if (store.getState().filter !== filter) return;
    if (!answer.ok) {
      store.setState({ asking: false, failures: answer.failures });
      return;
    }
    const { lines: read, next: further, reach } = answer.value;
    lines = [...lines, ...read];
    before = further;
    const asking = further !== undefined && lines.length < enough;
    store.setState(({ chosen }) => ({
      lines,
      next: further,
      reach,
      asking,
      failures: [],
      chosen: chosen ?? (filter.untilMs === undefined ? undefined : lines[0]),
    }));
    if (!asking) return;
  }
}

function question(filter: JournalFilter, before: number | undefined): RequestOf<"journal/page"> {
  return {
    limit: PAGE,
    ...(before === undefined ? {} : { before }),
    ...(filter.untilMs === undefined ? {} : { untilMs: filter.untilMs }),
    ...(filter.kind === "" ? {} : { kind: filter.kind }),
    ...(filter.accountId === "" ? {} : { accountId: filter.accountId }),
    ...(filter.orderId === "" ? {} : { orderId: filter.orderId }),
    ...(filter.text.trim() === "" ? {} : { text: filter.text }),
  };
}
