// The start, which is also the recovery: read the journal, doubt what was unsettled, connect, reconcile, then trade.
import type { Frame } from "../../src-core/contract/views.ts";
import { decodeRecord } from "../../src-core/journal/codec.ts";
import { recover, recoveryEvents } from "../../src-core/journal/fold.ts";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import type { Quote } from "../../src-core/market/quote.ts";
import { succeed, type Outcome } from "../../src-core/money/outcome.ts";
import { EMPTY_PORTFOLIO } from "../../src-core/portfolio/portfolio.ts";
import type { DiagnosticsPort } from "../ports/diagnostics.ts";
import type { JournalOpening, JournalPort } from "../ports/journal.ts";
import { accountFillId, applyPortfolio, applyRecord, reserve } from "./apply.ts";
import { firstRun } from "./first-run.ts";
import { watchHalts } from "./keep-halt.ts";
import { startAfresh } from "./connect-again.ts";
import { stopCountdowns, takeUpCountdowns, watchDeadMen } from "./keep-dead-men.ts";
import { closeSession, openSession } from "./open-session.ts";
import { pursuePlans } from "./pursue-plans.ts";
import { alertWatch, type AlertWatch } from "./price-alerts.ts";
import { journalLoss } from "./journal-loss.ts";
import { journalBook } from "./journal-book.ts";
import { publisher, type Publisher } from "./publish/publisher.ts";
import { recordKeeper, type KeeperEars } from "./record-keeper.ts";
import { recordedFills } from "./recorded-fills.ts";
import { MAX_FILLS, type HostFacts, type Ports, type Runtime, type TerminalState } from "./runtime.ts";
import { watchBreakers } from "./risk-breakers.ts";
import { serialSection } from "./serial-section.ts";
import { windowSession, type WindowSession } from "./terminal.ts";
import { bookWatch, type BookWatch } from "./watch-books.ts";
import { candleWatch, type CandleWatch } from "./watch-candles.ts";
import { loadListings, marketWatch, type MarketWatch } from "./watch-market.ts";
import { watchAccounts } from "./watch-accounts.ts";

export interface Terminal {
  readonly runtime: Runtime;
  /** Opens a window; frame texts go to `send`. */
  openWindow(send: (text: string) => void): WindowSession;
  /** Stops, after what was noted has been written. Working orders stay at their venues. */
  close(): Promise<void>;
}

/** Opens the terminal over its ports. A journal that a newer version wrote is not touched, and the start fails. */
export async function openTerminal(
  ports: Ports,
  journal: JournalPort,
  host: HostFacts,
): Promise<Outcome<Terminal>> {
  const opening = await journal.open();
  const records = decodeAll(opening);
  if (!records.ok) return records;
  const audience = noted(publisher(ports.clock, host), ports.diagnostics);
  const book = journalBook();
  book.add(records.value, opening.entries.at(-1)?.sequence ?? 0);
  const written: KeeperEars["written"] = (news, last) => {
    book.add(news, last);
    ports.journalIndex?.follow(last);
  };
  const keeper = recordKeeper(journal, ports.clock, { ...keeperEars(audience), written });
  const state = recoveredState(records.value);
  const runtime: Runtime = { ports, host, keeper, book, section: serialSection(), audience, state };
  await takeUp(runtime, opening, records.value.at(-1)?.atMs ?? ports.clock.nowMs());
  ports.journalIndex?.follow(opening.entries.at(-1)?.sequence ?? 0);
  return succeed(run(runtime, audience, journal));
}

function keeperEars({ notice }: Publisher): KeeperEars {
  return {
    broke: (code) => {
      notice({
        level: "stop",
        text: `The journal cannot be written (${code}): no new orders are sent. Cancels pass.`,
        remedy: "Free space on the disk of the data folder.",
      });
    },
    healed: () => {
      notice({ level: "info", text: "The journal can be written again." });
    },
  };
}

/** What a person is told is also in the diagnostic log. */
function noted(audience: Publisher, diagnostics: DiagnosticsPort | undefined): Publisher {
  if (diagnostics === undefined) return audience;
  return {
    ...audience,
    notice: (notice) => {
      diagnostics.note("notice", { level: notice.level, text: notice.text });
      audience.notice(notice);
    },
  };
}

function recoveredState(records: readonly JournalRecord[]): TerminalState {
  const fills = recordedFills(records);
  const foreign = fills.filter((recorded) => recorded.orderId === undefined);
  const byAccount = Map.groupBy(fills, (recorded) => recorded.accountId);
  return {
    durable: recover(records),
    portfolio: EMPTY_PORTFOLIO,
    fills: fills.slice(-MAX_FILLS),
    foreignFillIds: new Set(foreign.map(({ accountId, fill }) => accountFillId(accountId, fill))),
    history: new Map([...byAccount].map(([id, recorded]) => [id, recorded.map(({ fill }) => fill)])),
    standing: new Map(),
    receipts: new Map(),
    unspent: new Map(),
    leaving: new Map(),
    pursued: new Map(),
    halts: new Map(),
    unspentAmends: new Map(),
    voidings: 0,
    sentHere: new Set(),
    sessions: new Map(),
    retries: new Map(),
    closing: false,
    queriesDue: new Map(),
    queriesAsked: new Map(),
    lockedAccounts: new Set(),
    foreignSeenMs: new Map(),
    armedPresets: new Set(),
    countdowns: new Map(),
  };
}

/** Starts what runs by itself, and connects the accounts. */
function run(runtime: Runtime, audience: Publisher, journal: JournalPort): Terminal {
  const market = marketWatch(runtime);
  const candles = candleWatch(runtime, audience.showCandle, audience.hideCandle);
  const { showAlert: show, hideAlert: hide } = audience;
  const alerts = alertWatch(runtime, { show, hide, follow: market.await });
  const books = bookWatch(runtime, audience.showBook, audience.hideBook);
  const followers = {
    refreshMarket: market.refresh,
    heardQuote: (quote: Quote) => {
      candles.heardQuote(quote);
      alerts.heardQuote(quote);
    },
  };
  const stops = [
    audience.start(runtime, followers),
    watchAccounts(runtime),
    watchBreakers(runtime),
    pursuePlans(runtime),
    watchHalts(runtime),
    watchDeadMen(runtime),
    market.stop,
    candles.stop,
    books.stop,
  ];
  for (const venue of runtime.ports.venues.values())
    if (venue.offline === true) void loadListings(runtime, venue);
  for (const account of Object.values(runtime.state.durable.accounts)) void openSession(runtime, account);
  let windows = 0;
  return {
    runtime,
    openWindow: (send) => {
      windows += 1;
      const watches = { audience, market, candles, alerts, books };
      return openWindow(runtime, watches, `window-${String(windows)}`, send);
    },
    close: async () => {
      runtime.state.closing = true;
      for (const stop of stops) stop();
      for (const id of runtime.state.retries.keys()) startAfresh(runtime, id);
      await withinPatience(runtime, stopCountdowns(runtime));
      await withinPatience(runtime, closeVenues(runtime));
      await runtime.keeper.settled();
      await withinPatience(runtime, runtime.ports.journalIndex?.close() ?? Promise.resolve());
      await journal.close();
    },
  };
}

/** A venue that does not answer does not hold up the end: nothing of ours depends on its goodbye. */
const CLOSE_PATIENCE_MS = 2_000;

async function closeVenues(runtime: Runtime): Promise<void> {
  await Promise.all([...runtime.state.sessions.keys()].map((id) => closeSession(runtime, id)));
  await Promise.all([...runtime.ports.venues.values()].map((venue) => venue.market.close()));
}

async function withinPatience({ ports }: Runtime, ending: Promise<void>): Promise<void> {
  let stop = (): void => undefined;
  const patience = new Promise<void>((resolve) => {
    stop = ports.clock.after(CLOSE_PATIENCE_MS, resolve);
  });
  await Promise.race([ending, patience]);
  stop();
}

interface Watches {
  readonly audience: Publisher;
  readonly market: MarketWatch;
  readonly candles: CandleWatch;
  readonly alerts: AlertWatch;
  readonly books: BookWatch;
}

function openWindow(
  runtime: Runtime,
  watches: Watches,
  id: string,
  send: (text: string) => void,
): WindowSession {
  const { audience, market, candles, alerts, books } = watches;
  const sendFrame = (frame: Frame) => {
    send(JSON.stringify(frame));
  };
  const frames = audience.attach(sendFrame);
  return windowSession(runtime, {
    id,
    frames,
    market,
    candles,
    alerts,
    books,
    resync: () => {
      sendFrame(frames.snapshot());
    },
    close: () => {
      frames.detach();
      for (const planning of ["rebalance", "preset", "act"]) market.leave(`${id} ${planning}`);
      for (const user of [id, `${id} second`]) market.leave(user);
      for (const chart of [id, `${id} second`]) candles.leave(chart);
      books.leave(id);
    },
  });
}

function decodeAll(opening: JournalOpening): Outcome<readonly JournalRecord[]> {
  const records: JournalRecord[] = [];
  for (const entry of opening.entries) {
    const record = decodeRecord(entry.text);
    if (!record.ok) return record;
    records.push(record.value);
  }
  return succeed(records);
}

/** Makes the recovered state visible and doubts every order whose answer was never journaled. */
async function takeUp(runtime: Runtime, opening: JournalOpening, lastSeenMs: number): Promise<void> {
  const { state, ports, keeper, host } = runtime;
  const atMs = ports.clock.nowMs();
  const installation = state.durable.installation ?? ports.ids.installation();
  const opened: JournalRecord = { kind: "opened", installation, version: host.version, atMs };
  const doubts = recoveryEvents(state.durable, atMs, ({ accountId }) => {
    const venue = ports.venues.get(state.durable.accounts[accountId]?.venue ?? "");
    return venue?.acceptanceWindowMs;
  });
  const loss = journalLoss(opening, ports.settings.read().settings, atMs);
  const halt: readonly JournalRecord[] = loss === undefined ? [] : [{ kind: "cause-set", cause: loss, atMs }];
  // The halt goes before everything: where only a part of this reaches the disk, it is in that part or the loss is seen again.
  const records = [...halt, opened, ...doubts];
  if (!(await keeper.commit(records))) for (const record of halt) keeper.note(record);
  for (const record of records) applyRecord(runtime, record);
  if (!runtime.state.durable.causes.some(({ kind }) => kind === "journal")) await firstRun(runtime);
  for (const account of Object.values(state.durable.accounts))
    applyPortfolio(runtime, { kind: "account-saved", account });
  for (const group of Object.values(state.durable.groups))
    applyPortfolio(runtime, { kind: "group-saved", group });
  for (const clientId of state.durable.orders.keys()) reserve(runtime, clientId);
  takeUpCountdowns(runtime, lastSeenMs);
  sayWhatWasSetAside(runtime);
}

function sayWhatWasSetAside({ ports, audience }: Runtime): void {
  const { setAside, reset = [] } = ports.settings.read();
  for (const part of reset)
    audience.notice({
      level: "warn",
      text: `The ${part === "hotkeys" ? "hotkeys" : "notification settings"} in the preferences file were damaged and are back at their defaults.`,
      remedy: "Set them again in Settings.",
    });
  if (setAside === undefined) return;
  audience.notice({
    level: "warn",
    text: `The preferences file was damaged. It is kept as ${setAside}, and the preferences are back at their defaults.`,
    remedy: "Set them again in Settings. Accounts, limits and orders are not kept there and are untouched.",
  });
}
