// The pages of the journal that were asked for, for the filters as they stand.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { JournalLine } from "../../../src-core/contract/journal-views.ts";
import type { RequestOf } from "../../../src-core/contract/requests.ts";
import type { Client, Failure } from "../../bridge/client.ts";

type Kind = NonNullable<RequestOf<"journal/page">["kind"]>;

export interface JournalFilter {
  readonly text: string;
  readonly kind: Kind | "";
  readonly accountId: string;
  /** Records of this order or plan only; empty: of all. */
  readonly orderId: string;
}

export interface JournalState {
  readonly filter: JournalFilter;
  readonly lines: readonly JournalLine[];
  readonly next?: number | undefined;
  readonly isWhole: boolean;
  readonly asking: boolean;
  readonly failures: readonly Failure[];
  readonly chosen?: number | undefined;
}

export type JournalStore = StoreApi<JournalState>;

const PAGE = 100;
/** More than this is not read by eye: narrow the search instead. */
export const MOST_LINES = 2_000;
const NO_FILTER: JournalFilter = { text: "", kind: "", accountId: "", orderId: "" };

/** An empty list for all records. */
function createJournalStore(): JournalStore {
  return createStore<JournalState>(() => ({
    filter: NO_FILTER,
    lines: [],
    isWhole: true,
    asking: false,
    failures: [],
  }));
}

/** The one list of this window; the panel and its head share it. */
export const JOURNAL = createJournalStore();

/** Narrows the list; what is shown is asked for anew by the panel. */
export function setFilter(store: JournalStore, change: Partial<JournalFilter>): void {
  store.setState(({ filter }) => ({ filter: { ...filter, ...change } }));
}

/** Asks for the newest page, or for the page after the last line shown. An answer to an older question is dropped. */
export async function readJournal(
  store: JournalStore,
  client: Client,
  how: "newest" | "older",
): Promise<void> {
  const { filter, next, lines } = store.getState();
  if (how === "older" && (next === undefined || lines.length >= MOST_LINES)) return;
  store.setState({ asking: true });
  const answer = await client.request("journal/page", {
    limit: PAGE,
    ...(how === "older" && next !== undefined ? { before: next } : {}),
    ...(filter.kind === "" ? {} : { kind: filter.kind }),
    ...(filter.accountId === "" ? {} : { accountId: filter.accountId }),
    ...(filter.orderId === "" ? {} : { orderId: filter.orderId }),
    ...(filter.text.trim() === "" ? {} : { text: filter.text }),
  });
  if (store.getState().filter !== filter) return;
  if (!answer.ok) {
    store.setState({ asking: false, failures: answer.failures });
    return;
  }
  const { lines: read, next: further, isWhole } = answer.value;
  store.setState((state) => ({
    lines: how === "older" ? [...state.lines, ...read] : read,
    next: further,
    isWhole,
    asking: false,
    failures: [],
  }));
}
