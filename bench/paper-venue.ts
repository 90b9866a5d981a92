// What the paper venue costs: cold candles, one beat of the market, the time to reopen. Run: node bench/paper-venue.ts
// 20 accounts with 50 resting orders and one position each.
import { CANDLE_INTERVALS } from "../src-core/market/candle.ts";
import { Decimal } from "../src-core/money/decimal.ts";
import type { Quote } from "../src-core/market/quote.ts";
import { PAPER_LISTINGS } from "../src-main/adapters/exchange-paper/paper-listings.ts";
import { openPaperVenue } from "../src-main/adapters/exchange-paper/open-paper-venue.ts";
import { syntheticMarket } from "../src-main/adapters/exchange-paper/synthetic-market.ts";
import { manualClock } from "../src-main/adapters/exchange-paper/testing/manual-clock.ts";
import { memoryLog } from "../src-main/adapters/exchange-paper/testing/memory-log.ts";
import { countedIds, paperTestAccount } from "../src-main/adapters/exchange-paper/testing/paper-accounts.ts";
import { BTC, termsOf } from "../src-main/adapters/exchange-paper/testing/paper-desk.ts";
import { approved } from "../src-main/ports/exchange-trader.conformance.ts";

const NOW_MS = Date.UTC(2026, 5, 10, 9, 30);
const DAY_MS = 86_400_000;
const ACCOUNTS = 20;
const ORDERS_EACH = 50;
const BEATS = 200;

async function timed(name: string, run: () => Promise<unknown>, times = 1): Promise<void> {
  const startMs = performance.now();
  await run();
  console.log(`${name}: ${((performance.now() - startMs) / times).toFixed(1)} ms`);
}

const market = syntheticMarket("bench", PAPER_LISTINGS);
for (const interval of CANDLE_INTERVALS) {
  await timed(`500 candles of ${interval}, cold`, () => market.candles(BTC, interval, 500, NOW_MS));
}

const clock = manualClock(NOW_MS);
const log = memoryLog();
const venue = await openPaperVenue({ clock, ids: countedIds(), log, seed: "bench" });
const quotes: Quote[] = [];
venue.market.watchQuote(BTC, (quote) => quotes.push(quote));
await clock.advance(1_000);
const mark = quotes.at(-1)?.mark;
if (mark === undefined) throw new Error("the market quotes a mark");
const low = mark.times(Decimal.of("0.97")).toStep(Decimal.of("0.1"), "down");

const sent: Promise<unknown>[] = [];
for (let index = 0; index < ACCOUNTS; index += 1) {
  const port = venue.openAccount(paperTestAccount(`a${index}`), undefined);
  const connected = port.connect(() => undefined);
  await clock.advance(100);
  await connected;
  for (let order = 0; order < ORDERS_EACH; order += 1) {
    const price = low.minus(Decimal.fromInteger(order));
    sent.push(
      port.create(approved(port, `r${index}-${order}`, termsOf({ price, quantity: Decimal.of("0.002") }))),
    );
  }
  sent.push(port.create(approved(port, `m${index}`, termsOf({ quantity: Decimal.of("0.05") }))));
}
await timed(
  `one of ${sent.length} orders`,
  () => clock.advance(10_000).then(() => Promise.all(sent)),
  sent.length,
);
await timed("one beat", () => clock.advance(BEATS * 250), BEATS);
const closedMs = clock.nowMs();
await venue.close();
for (const days of [0, 1, 30]) {
  const later = {
    clock: manualClock(closedMs + days * DAY_MS),
    ids: countedIds(),
    log: memoryLog(log.texts),
  };
  await timed(`reopened after ${days} days`, () => openPaperVenue(later));
}
