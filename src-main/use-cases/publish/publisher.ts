// From state to windows: marks what changed, draws it on the board at a steady pace, and feeds each window its frames.
import type {
  AlertView,
  BookView,
  Frame,
  LiveCandleView,
  NoticeView,
} from "../../../src-core/contract/views.ts";
import type { Quote } from "../../../src-core/market/quote.ts";
import type { ClockPort } from "../../ports/clock.ts";
import { every } from "../every.ts";
import type { Audience, HostFacts, Runtime } from "../runtime.ts";
import { markAll, markPortfolio, markRecord, noMarks } from "./changes-of.ts";
import { drawMarks, drawValues } from "./draw.ts";
import { drawRisk } from "./draw-risk.ts";
import { entityBoard, type EntityBoard } from "./entity-board.ts";
import { frameFeed, type FrameFeed } from "./frame-feed.ts";
import { systemView } from "./system-view.ts";

/**
 * Orders, fills and quotes are drawn at most this often; a frame leaves at most this often. A little longer than a picture of
 * the screen: a picture never has to show two frames, and now and then one has none, in which a window that fell behind by a
 * picture catches up (with every picture full it would stay behind; measured with e2e/load).
 */
const FRAME_EVERY_MS = 18;
/** What prices alone move (equity, unrealised, exposure) is drawn at most this often: faster cannot be read. */
const VALUES_EVERY_MS = 100;
const SYSTEM_EVERY_MS = 1_000;
const MAX_NOTICES = 200;

type Send = (frame: Frame) => void;

export interface Window {
  /** Everything there is, as the first frame or after a gap. */
  readonly snapshot: () => Frame;
  readonly acknowledge: (sequence: number) => void;
  readonly detach: () => void;
}

/** Those who must hear of changes besides the screen. */
export interface Followers {
  readonly refreshMarket: () => void;
  readonly heardQuote: (quote: Quote) => void;
}

export interface Publisher extends Audience {
  /** Adds a window; frames go to `send` as they come due. */
  readonly attach: (send: Send) => Window;
  readonly showCandle: (candle: LiveCandleView) => void;
  readonly hideCandle: (id: string) => void;
  readonly showAlert: (alert: AlertView) => void;
  readonly hideAlert: (id: string) => void;
  readonly showBook: (book: BookView) => void;
  readonly hideBook: (id: string) => void;
  /** Starts drawing; before it, what is heard is only marked. The answer stops it. */
  readonly start: (runtime: Runtime, followers: Followers) => () => void;
}

interface Attached {
  readonly feed: FrameFeed;
  readonly send: Send;
}

/** Makes the publisher of one terminal. */
export function publisher(clock: ClockPort, host: HostFacts): Publisher {
  const windows = new Set<Attached>();
  const board = entityBoard((change) => {
    for (const window of windows) window.feed.push(change);
  });
  const drawing = drawingOf(clock, host, board, windows);
  return {
    ...drawing,
    notice: noticeBoard(clock, board),
    attach: (send) => attach(windows, board, send),
    showCandle: (candle) => {
      board.put("candle", candle.id, candle);
    },
    hideCandle: (id) => {
      board.put("candle", id, null);
    },
    showAlert: (alert) => {
      board.put("alert", alert.id, alert);
    },
    hideAlert: (id) => {
      board.put("alert", id, null);
    },
    showBook: (book) => {
      board.put("book", book.id, book);
    },
    hideBook: (id) => {
      board.put("book", id, null);
    },
  };
}

type Drawing = Pick<
  Publisher,
  "heardRecord" | "heardPortfolio" | "touchAccount" | "touchVenues" | "touchPresets" | "start"
>;

function drawingOf(
  clock: ClockPort,
  host: HostFacts,
  board: EntityBoard,
  windows: ReadonlySet<Attached>,
): Drawing {
  let marks = noMarks();
  let valuesDrawnMs = Number.NEGATIVE_INFINITY;
  let events = 0;
  let running: { readonly runtime: Runtime; readonly followers: Followers } | undefined;

  function draw({ runtime, followers }: NonNullable<typeof running>): void {
    const taken = marks;
    marks = noMarks();
    const heldChanged = taken.accounts.size > 0 || taken.everything;
    if (heldChanged) followers.refreshMarket();
    drawMarks(runtime, board, taken);
    const nowMs = clock.monotonicMs();
    if (taken.everything || (heldChanged && nowMs - valuesDrawnMs >= VALUES_EVERY_MS)) {
      valuesDrawnMs = nowMs;
      drawValues(runtime, board);
      if (taken.everything) drawRisk(runtime, board);
    } else {
      for (const accountId of taken.accounts) marks.accounts.add(accountId);
    }
    feedWindows(windows, board);
  }

  return {
    heardRecord: (record) => {
      markRecord(marks, record, (clientId) => running?.runtime.state.durable.orders.get(clientId)?.planId);
    },
    heardPortfolio: (event) => {
      events += 1;
      markPortfolio(marks, event, (listing) => holders(running?.runtime, listing));
      if (event.kind === "quote") running?.followers.heardQuote(event.quote);
    },
    touchAccount: (accountId) => {
      marks.accounts.add(accountId);
    },
    touchVenues: () => {
      marks.venues = true;
    },
    touchPresets: () => {
      marks.presets = true;
    },
    start: (runtime, followers) => {
      const started = { runtime, followers };
      running = started;
      markAll(marks, runtime.state.durable.orders.values());
      const drawSystem = () => {
        board.put("system", "system", systemView(runtime, host, events));
        drawRisk(runtime, board);
        events = 0;
      };
      drawSystem();
      draw(started);
      const stopFrames = every(clock, FRAME_EVERY_MS, () => {
        draw(started);
      });
      const stopSystem = every(clock, SYSTEM_EVERY_MS, drawSystem);
      return () => {
        stopFrames();
        stopSystem();
      };
    },
  };
}

function feedWindows(windows: ReadonlySet<Attached>, board: EntityBoard): void {
  for (const { feed, send } of windows) {
    const frame = feed.overflowed ? feed.snapshot(board.all()) : feed.take();
    if (frame !== undefined) send(frame);
  }
}

function attach(windows: Set<Attached>, board: EntityBoard, send: Send): Window {
  const attached: Attached = { feed: frameFeed(), send };
  windows.add(attached);
  return {
    snapshot: () => attached.feed.snapshot(board.all()),
    acknowledge: (sequence) => {
      attached.feed.acknowledge(sequence);
    },
    detach: () => {
      windows.delete(attached);
    },
  };
}

/** Puts notices on the board and takes the oldest away beyond the bound. */
function noticeBoard(clock: ClockPort, board: EntityBoard): Audience["notice"] {
  let count = 0;
  return (notice: Omit<NoticeView, "id" | "atMs">) => {
    count += 1;
    const id = `notice-${String(count)}`;
    board.put("notice", id, { ...notice, id, atMs: clock.nowMs() });
    board.put("notice", `notice-${String(count - MAX_NOTICES)}`, null);
  };
}

function holders(runtime: Runtime | undefined, listing: string): readonly string[] {
  if (runtime === undefined) return [];
  return Object.values(runtime.state.portfolio.accounts)
    .filter((account) => Object.values(account.positions).some((position) => position.listing === listing))
    .map((account) => account.account.id);
}
