// How many events a second the portfolio takes, and what valuing and showing it costs.
// 20 accounts, 1,000 positions, 2,000 working orders, 500 listings with quotes. Run: node bench/portfolio.ts
import { Decimal } from "../src-core/money/decimal.ts";
import { valueAccounts } from "../src-core/portfolio/environment-value.ts";
import type { PortfolioEvent } from "../src-core/portfolio/portfolio-event.ts";
import type { Portfolio } from "../src-core/portfolio/portfolio.ts";
import { reducePortfolio } from "../src-core/portfolio/reduce-portfolio.ts";
import {
  portfolioOf,
  sampleAccount,
  sampleFill,
  sampleListing,
  samplePosition,
  sampleQuote,
  sampleWorking,
  snapshotOf,
} from "../src-core/portfolio/samples.ts";
import { positionViews } from "../src-main/use-cases/views/position-view.ts";

const ACCOUNTS = 20;
const LISTINGS = 500;
const POSITIONS_EACH = 50;
const ORDERS_EACH = 100;
const EVENTS = 50_000;
const ROUNDS = 5;
/** Short runs need more rounds before the compiler has seen them. */
const WARM_ROUNDS = 60;

const tiers = [
  ["0", "50000", "0.004", "0"],
  ["50000", "600000", "0.005", "50"],
  ["600000", "3000000", "0.0065", "950"],
  ["3000000", "12000000", "0.01", "11450"],
  ["12000000", "70000000", "0.02", "131450"],
  ["70000000", "100000000", "0.025", "481450"],
  ["100000000", "230000000", "0.05", "2981450"],
  ["230000000", "480000000", "0.1", "14481450"],
].map(([floor = "", cap = "", rate = "", deduction = ""]) => ({
  floor: Decimal.of(floor),
  cap: Decimal.of(cap),
  maxLeverage: Decimal.of("50"),
  maintenanceRate: Decimal.of(rate),
  maintenanceDeduction: Decimal.of(deduction),
}));

function listingOf(index: number) {
  const base = `C${String(index)}`;
  const symbol = `${base}USDT`;
  return sampleListing({ key: `sim:${symbol}`, venueSymbol: symbol, name: `${base}/USDT:USDT`, base, tiers });
}

const listings = Array.from({ length: LISTINGS }, (_, index) => listingOf(index));
const keys = listings.map((listing) => listing.key);
const keyAt = (index: number) => keys[index % LISTINGS] ?? "";
const accountAt = (index: number) => `a${String(index % ACCOUNTS)}`;

function start(): Portfolio {
  const accounts = Array.from({ length: ACCOUNTS }, (_, index) => index);
  return portfolioOf(
    { kind: "listings-loaded", listings },
    ...keys.map((listing): PortfolioEvent => ({ kind: "quote", quote: sampleQuote("100.5", { listing }) })),
    ...accounts.flatMap((index): PortfolioEvent[] => [
      { kind: "account-saved", account: sampleAccount(accountAt(index), { digit: index + 1 }) },
      snapshotOf(accountAt(index), {
        positions: keys
          .slice(0, POSITIONS_EACH)
          .map((listing) => samplePosition("1.5", "99.25", { listing })),
      }),
      ...Array.from({ length: ORDERS_EACH }, (_, order): PortfolioEvent => ({
        kind: "working",
        accountId: accountAt(index),
        order: sampleWorking(`o${String(order)}`),
      })),
    ]),
  );
}

/** Of ten events: seven quotes, a fill, a working order, and in turn a position report or a settled order. */
function eventAt(index: number): PortfolioEvent {
  const accountId = accountAt(index);
  const listing = keyAt(index % POSITIONS_EACH);
  switch (index % 10) {
    case 7:
      return {
        kind: "fill",
        accountId,
        fill: sampleFill({ listing, tradeId: String(index), atMs: 2_000 + index, fee: Decimal.of("0.01") }),
      };
    case 8:
      return { kind: "working", accountId, order: sampleWorking(`o${String(index % ORDERS_EACH)}`) };
    case 9:
      return index % 20 === 9
        ? {
            kind: "positions",
            accountId,
            positions: [samplePosition("2", "100", { listing })],
            atMs: 2_000 + index,
          }
        : { kind: "settled", accountId, id: `o${String(index % ORDERS_EACH)}` };
    default:
      return { kind: "quote", quote: sampleQuote("101.25", { listing: keyAt(index), atMs: index }) };
  }
}

function best(run: () => void, rounds = ROUNDS): number {
  let least = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const from = performance.now();
    run();
    least = Math.min(least, performance.now() - from);
  }
  return least;
}

const events = Array.from({ length: EVENTS }, (_, index) => eventAt(index));
const texts = events.map((event) => JSON.stringify(event));
const initial = start();
let final = initial;

const kinds = [...new Set(events.map((event) => event.kind))];
const perSecond = (ms: number, count = EVENTS) => Math.round((count / ms) * 1_000).toLocaleString("en");

const reduceMs = best(() => {
  final = events.reduce(reducePortfolio, initial);
});
const parseMs = best(() => {
  for (const text of texts) JSON.parse(text);
});
console.log(`reduce           ${perSecond(reduceMs)} events/s`);
console.log(`JSON.parse       ${perSecond(parseMs)} events/s (anchor: the same events as text)`);
for (const kind of kinds) {
  const own = events.filter((event) => event.kind === kind);
  const ms = best(() => {
    own.reduce(reducePortfolio, initial);
  });
  console.log(`  ${kind.padEnd(14)} ${perSecond(ms, own.length)} events/s`);
}
const plain = new Map(initial.quotes);
const copyMs = best(() => {
  let held = plain;
  for (let index = 0; index < 1_000; index += 1) {
    held = new Map(held).set(keyAt(index), sampleQuote("1"));
  }
});
console.log(`  quote by copying a whole Map ${perSecond(copyMs, 1_000)} events/s`);

const valueMs = best(() => {
  valueAccounts(final, "paper");
}, WARM_ROUNDS);
const values = valueAccounts(final, "paper");
const viewMs = best(() => {
  positionViews(final, "paper", values);
}, WARM_ROUNDS);
console.log(`value 20 accounts, 1,000 positions ${valueMs.toFixed(1)} ms`);
console.log(`their rows for the screen          ${viewMs.toFixed(1)} ms`);
