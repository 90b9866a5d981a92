// The engine without the way to it: a test places orders, sets the market and reads the truth directly.
import type { ListingKey } from "../../../../src-core/market/listing.ts";
import { Decimal } from "../../../../src-core/money/decimal.ts";
import type { OrderTerms, PositionMode } from "../../../../src-core/order-terms/order-terms.ts";
import type { Fill, VenueEvent } from "../../../../src-core/order-terms/venue-event.ts";
import type { Refusal } from "../admission.ts";
import { tickActive } from "../catch-up.ts";
import { write } from "../draft.ts";
import type { History } from "../history.ts";
import { type MarginReading, readMargin } from "../margin.ts";
import { type PaperEngine, paperEngine } from "../paper-engine.ts";
import { decodePaperRecord, encodePaperRecord, type PaperRecord } from "../paper-record.ts";
import type { PaperAccount, PaperState } from "../paper-state.ts";
import { marginContext, placeOrder } from "../place-order.ts";
import { readLog } from "../read-log.ts";
import { endOrder } from "../write-trade.ts";
import { type FixedMarket, fixedMarket } from "./fixed-market.ts";
import { type ManualClock, manualClock } from "./manual-clock.ts";
import { type MemoryLog, memoryLog } from "./memory-log.ts";

export const BTC: ListingKey = "paper:BTCUSDT";
const DESK_START_MS = Date.UTC(2026, 5, 10, 9, 0);

export interface Desk {
  readonly clock: ManualClock;
  readonly market: FixedMarket;
  readonly log: MemoryLog;
  readonly engine: PaperEngine;
  readonly events: readonly { readonly accountId: string; readonly event: VenueEvent }[];
  open(id: string, options?: { owner?: string; mode?: PositionMode; balance?: string }): Promise<void>;
  /** The venue's id, or why it was refused. */
  place(id: string, terms: Partial<OrderTerms>): Promise<Refusal | string>;
  cancel(id: string, venueOrderId: string): Promise<void>;
  leverage(id: string, leverage: number): Promise<void>;
  tick(): Promise<void>;
  account(id: string): PaperAccount;
  margin(id: string): MarginReading;
  fills(id?: string): readonly Fill[];
  records(): readonly PaperRecord[];
  /** The truth as text, live and as the log alone tells it. */
  truth(): { readonly live: string; readonly replayed: string };
}

export const dec = (text: string): Decimal => Decimal.of(text);

export function termsOf(changes: Partial<OrderTerms>): OrderTerms {
  return {
    listing: BTC,
    side: "buy",
    positionSide: "both",
    type: changes.price === undefined ? "market" : "limit",
    quantity: dec("1"),
    timeInForce: "GTC",
    postOnly: false,
    reduceOnly: false,
    ...changes,
  };
}

/** `sinceSnapshot` is how many records the log is taken to hold already. */
export function paperDesk(sinceSnapshot = 0): Desk {
  const clock = manualClock(DESK_START_MS);
  const market = fixedMarket();
  const log = memoryLog();
  const { state, history } = readLog({ entries: [] });
  const engine = paperEngine({
    clock,
    log,
    source: market,
    history,
    state,
    sinceSnapshot,
    problem: undefined,
  });
  const events: { readonly accountId: string; readonly event: VenueEvent }[] = [];
  let clients = 0;

  async function done<T>(step: ReturnType<typeof engine.step<T>>): Promise<T> {
    const result = await step;
    if (result.kind !== "done") throw new Error(result.reason);
    return result.answer;
  }

  return {
    clock,
    market,
    log,
    engine,
    events,
    ...deskReadings(engine, log),
    async open(id, { owner = id, mode = "one-way", balance = "100000" } = {}) {
      const opening = { kind: "account", accountId: id, owner, positionMode: mode, asset: "USDT" } as const;
      await done(
        engine.step((draft) => write(draft, { ...opening, balance: dec(balance), atMs: draft.view.nowMs })),
      );
      engine.hear(id, (told) => told.forEach((event) => events.push({ accountId: id, event })));
    },
    place(accountId, terms) {
      clients += 1;
      const clientId = `c${clients}`;
      return done(engine.step((draft) => placeOrder(draft, { accountId, clientId, terms: termsOf(terms) })));
    },
    async cancel(id, venueOrderId) {
      await done(
        engine.step((draft) => {
          const order = draft.state.accounts.get(id)?.orders.get(venueOrderId);
          if (order !== undefined) endOrder(draft, order, "canceled", "test");
        }),
      );
    },
    async leverage(accountId, leverage) {
      const set = {
        kind: "leverage",
        accountId,
        listing: BTC,
        leverage: Decimal.fromInteger(leverage),
      } as const;
      await done(engine.step((draft) => write(draft, { ...set, atMs: draft.view.nowMs })));
    },
    async tick() {
      await done(engine.step(tickActive));
    },
  };
}

function deskReadings(
  engine: PaperEngine,
  log: MemoryLog,
): Pick<Desk, "account" | "margin" | "fills" | "records" | "truth"> {
  function account(id: string): PaperAccount {
    const found = engine.look().state.accounts.get(id);
    if (found === undefined) throw new Error(`no account ${id}`);
    return found;
  }

  const records = () => log.texts.flatMap((text) => decodePaperRecord(text) ?? []);
  const text = (state: PaperState, history: History) =>
    [
      encodePaperRecord({ kind: "snapshot", version: 1, keptParts: 0, state, atMs: 0 }),
      ...history.rows().map((rows) => encodePaperRecord({ kind: "kept", rows, atMs: 0 })),
    ].join(" ");

  return {
    account,
    margin(id) {
      const reading = readMargin(account(id), marginContext(engine.look()));
      if (reading === undefined) throw new Error("no mark");
      return reading;
    },
    fills: (id) =>
      records().flatMap((record) =>
        record.kind === "fill" && (id ?? record.accountId) === record.accountId ? [record.fill] : [],
      ),
    records,
    truth() {
      const again = readLog({
        entries: log.texts.map((line, index) => ({ sequence: index + 1, text: line })),
      });
      return {
        live: text(engine.look().state, engine.history),
        replayed: text(again.state, again.history),
      };
    },
  };
}
