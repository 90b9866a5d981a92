// From state to windows: marks what changed, draws it on the board at a steady pace, and feeds each window its frames.
import type { LiveCandleView, NoticeView } from "../../../src-core/contract/views.ts";
import type { Quote } from "../../../src-core/market/quote.ts";
import type { ClockPort } from "../../ports/clock.ts";
import { every } from "../every.ts";
import type { Audience, HostFacts, Runtime } from "../runtime.ts";
import { markPortfolio, markRecord, noMarks } from "./changes-of.ts";
import { drawMarks, drawValues } from "./draw.ts";
import { entityBoard } from "./entity-board.ts";
import { frameFeed, type FrameFeed } from "./frame-feed.ts";

/** Orders, fills and quotes are drawn at most this often; a frame leaves at most this often. */
const FRAME_EVERY_MS = 16;
/** What marks alone move (equity, unrealised, exposure) is drawn at most this often: faster cannot be read. */
const VALUES_EVERY_MS = 100;
const SYSTEM_EVERY_MS = 1_000;
const MAX_NOTICES = 200;

export interface Window {
  /** Everything there is, as the first frame or after a gap. */
  snapshot(): ReturnType<FrameFeed["snapshot"]>;
  acknowledge(sequence: number): void;
  detach(): void;
}

export interface Publisher extends Audience {
  /** Adds a window; frames go to `send` as they come due. */
  attach(send: (frame: ReturnType<FrameFeed["snapshot"]>) => void): Window;
  showCandle(candle: LiveCandleView): void;
  hideCandle(id: string): void;
  /** Names those who must hear of changes besides the screen. */
  follow(followers: Followers): void;
  /** Starts drawing; before it, what is heard is only marked. The answer stops it. */
  start(runtime: Runtime): () => void;
}

export interface Followers {
  readonly market: { refresh(): void };
  readonly candles: { heardQuote(quote: Quote): void };
}

interface Attached {
  readonly feed: FrameFeed;
  readonly send: (frame: ReturnType<FrameFeed["snapshot"]>) => void;
}

/** Makes the publisher of one terminal. */
export function publisher(clock: ClockPort, host: HostFacts): Publisher {
  const windows = new Set<Attached>();
  const board = entityBoard((change) => {
    for (const window of windows) window.feed.push(change);
  });
  let marks = noMarks();
  let valuesDrawnMs = 0;
  let noticeCount = 0;
  let events = 0;
  let running: Runtime | undefined;
  let followers: Followers | undefined;

  function draw(runtime: Runtime): void {
    const taken = marks;
    marks = noMarks();
    if (taken.foreign.size > 0 || taken.accounts.size > 0 || taken.everything) followers?.market.refresh();
    drawMarks(runtime, board, taken);
    const nowMs = clock.monotonicMs();
    const valuesWait = taken.accounts.size > 0 || taken.everything;
    if (valuesWait && (taken.everything || nowMs - valuesDrawnMs >= VALUES_EVERY_MS)) {
      valuesDrawnMs = nowMs;
      drawValues(runtime, board);
    } else {
      for (const accountId of taken.accounts) marks.accounts.add(accountId);
    }
    feedWindows();
  }

  function feedWindows(): void {
    for (const { feed, send } of windows) {
      const frame = feed.overflowed ? feed.snapshot(board.all()) : feed.take();
      if (frame !== undefined) send(frame);
    }
  }

  function drawSystem(runtime: Runtime): void {
    const { keeper, state } = runtime;
    const errors = [...state.sessions.values()].flatMap((session) => session.clockErrorMs ?? []);
    board.put("system", "system", {
      id: "system",
      ...host,
      journalWritable: keeper.writable,
      ...(keeper.latencyMs === undefined ? {} : { journalLatencyMs: Math.round(keeper.latencyMs) }),
      ...(errors.length === 0
        ? {}
        : { clockErrorMs: errors.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a)) }),
      eventsPerSecond: events,
    });
    events = 0;
  }

  function putNotice(notice: Omit<NoticeView, "id" | "atMs">): void {
    noticeCount += 1;
    const id = `notice-${String(noticeCount)}`;
    board.put("notice", id, { ...notice, id, atMs: clock.nowMs() });
    board.put("notice", `notice-${String(noticeCount - MAX_NOTICES)}`, null);
  }

  return {
    heardRecord(record) {
      markRecord(marks, record, (clientId) => running?.state.durable.orders.get(clientId)?.planId);
    },
    heardPortfolio(event) {
      events += 1;
      markPortfolio(marks, event, (listing) => holders(running, listing));
      if (event.kind === "quote") followers?.candles.heardQuote(event.quote);
    },
    showCandle(candle) {
      board.put("candle", candle.id, candle);
    },
    hideCandle(id) {
      board.put("candle", id, null);
    },
    follow(next) {
      followers = next;
    },
    notice: putNotice,
    touchAccount(accountId) {
      marks.accounts.add(accountId);
    },
    touchSystem() {
      marks.system = true;
    },
    attach(send) {
      const attached: Attached = { feed: frameFeed(), send };
      windows.add(attached);
      return {
        snapshot: () => attached.feed.snapshot(board.all()),
        acknowledge(sequence) {
          attached.feed.acknowledge(sequence);
        },
        detach() {
          windows.delete(attached);
        },
      };
    },
    start(runtime) {
      running = runtime;
      marks.everything = true;
      marks.listings = true;
      marks.groups = true;
      marks.fills = true;
      marks.venues = true;
      markAllOrders(runtime, marks);
      drawSystem(runtime);
      draw(runtime);
      const stops = [
        every(clock, FRAME_EVERY_MS, () => {
          draw(runtime);
        }),
        every(clock, SYSTEM_EVERY_MS, () => {
          drawSystem(runtime);
        }),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

function markAllOrders(runtime: Runtime, marks: ReturnType<typeof noMarks>): void {
  for (const [clientId, order] of runtime.state.durable.orders) {
    marks.orders.add(clientId);
    marks.plans.add(order.planId);
  }
}

function holders(runtime: Runtime | undefined, listing: string): readonly string[] {
  if (runtime === undefined) return [];
  return Object.values(runtime.state.portfolio.accounts)
    .filter((account) => Object.values(account.positions).some((position) => position.listing === listing))
    .map((account) => account.account.id);
}
