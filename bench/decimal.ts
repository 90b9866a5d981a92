// Our exact decimal against decimal.js on what a terminal does all day. Run: node bench/decimal.ts
import { cpus } from "node:os";
import process from "node:process";
import { Decimal as LibraryDecimal } from "decimal.js";
import { Decimal } from "../src-core/money/decimal.ts";

/** Enough digits that the library rounds nothing here: both then do the same exact work. */
const LIBRARY = LibraryDecimal.clone({ precision: 60, toExpNeg: -100, toExpPos: 100, rounding: 1 });

const ROWS = 1_000;
const ROUNDS = 9;
const MIN_ROUND_MS = 200;

/** Repeatable prices and quantities of the shapes that venues send: the same on every run. */
function texts(seed: number, whole: number, digits: number): string[] {
  let state = seed;
  return Array.from({ length: ROWS }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const units = String(state % 10 ** (whole + digits)).padStart(whole + digits, "0");
    return `${units.slice(0, whole)}.${units.slice(whole)}`.replace(/^0+(?=\d)/, "");
  });
}

const PRICES = texts(7, 5, 2);
const QUANTITIES = texts(11, 1, 5);
const LOT = "0.001";

interface Mix {
  readonly name: string;
  /** Each answers a text: the two must agree, or the speeds compare different things. */
  readonly ours: () => string;
  readonly library: () => string;
}

function mixes(): Mix[] {
  const ours = { p: PRICES.map((text) => Decimal.of(text)), q: QUANTITIES.map((text) => Decimal.of(text)) };
  const theirs = {
    p: PRICES.map((text) => new LIBRARY(text)),
    q: QUANTITIES.map((text) => new LIBRARY(text)),
  };
  const zero = Decimal.of("0");
  const libraryZero = new LIBRARY(0);
  const lot = Decimal.of(LOT);
  const libraryLot = new LIBRARY(LOT);
  return [
    {
      name: "parse and print",
      ours: () => PRICES.map((text) => Decimal.of(text).toString()).at(-1) ?? "",
      library: () => PRICES.map((text) => new LIBRARY(text).toString()).at(-1) ?? "",
    },
    {
      name: "notional (price x quantity, added up)",
      ours: () => ours.p.reduce((total, p, i) => total.plus(p.times(ours.q[i] ?? zero)), zero).toString(),
      library: () =>
        theirs.p
          .reduce((total, p, i) => total.plus(p.times(theirs.q[i] ?? libraryZero)), libraryZero)
          .toString(),
    },
    {
      name: "round down to the lot",
      ours: () => ours.q.reduce((total, q) => total.plus(q.toStep(lot, "down")), zero).toString(),
      library: () =>
        theirs.q
          .reduce((total, q) => total.plus(q.dividedToIntegerBy(libraryLot).times(libraryLot)), libraryZero)
          .toString(),
    },
    {
      name: "sum",
      ours: () => ours.p.reduce((total, p) => total.plus(p), zero).toString(),
      library: () => theirs.p.reduce((total, p) => total.plus(p), libraryZero).toString(),
    },
    {
      name: "compare",
      ours: () => String(ours.p.filter((p, i) => p.greaterThan(ours.p[i - 1] ?? zero)).length),
      library: () => String(theirs.p.filter((p, i) => p.greaterThan(theirs.p[i - 1] ?? libraryZero)).length),
    },
    {
      name: "divide to 8 digits",
      ours: () => ours.p.reduce((total, p, i) => total.plus(ratio(p, ours.q[i])), zero).toString(),
      library: () =>
        theirs.p.reduce((total, p, i) => total.plus(libraryRatio(p, theirs.q[i])), libraryZero).toString(),
    },
    {
      name: "an order line: parse, round, notional, fee, print",
      ours: () => PRICES.map((text, i) => orderLine(text, QUANTITIES[i] ?? "0", lot)).at(-1) ?? "",
      library: () =>
        PRICES.map((text, i) => libraryLine(text, QUANTITIES[i] ?? "0", libraryLot)).at(-1) ?? "",
    },
  ];
}

function ratio(price: Decimal, quantity: Decimal | undefined): Decimal {
  return quantity === undefined || quantity.isZero() ? price : price.dividedBy(quantity, 8, "down");
}

function libraryRatio(price: LibraryDecimal, quantity: LibraryDecimal | undefined): LibraryDecimal {
  return quantity === undefined || quantity.isZero() ? price : price.div(quantity).toDecimalPlaces(8);
}

const FEE = Decimal.of("0.0005");
const LIBRARY_FEE = new LIBRARY("0.0005");

function orderLine(price: string, quantity: string, lot: Decimal): string {
  const notional = Decimal.of(quantity).toStep(lot, "down").times(Decimal.of(price));
  return notional.plus(notional.times(FEE)).toFixed(2);
}

function libraryLine(price: string, quantity: string, lot: LibraryDecimal): string {
  const notional = new LIBRARY(quantity).dividedToIntegerBy(lot).times(lot).times(new LIBRARY(price));
  return notional.plus(notional.times(LIBRARY_FEE)).toFixed(2, LibraryDecimal.ROUND_HALF_EVEN);
}

/** Rows a second: the best of several rounds, each long enough to be measured. */
function speed(work: () => string): number {
  let best = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAt = performance.now();
    let runs = 0;
    while (performance.now() - startedAt < MIN_ROUND_MS / ROUNDS) {
      work();
      runs += 1;
    }
    best = Math.max(best, (runs * ROWS * 1000) / (performance.now() - startedAt));
  }
  return best;
}

function millions(perSecond: number): string {
  return (perSecond / 1e6).toFixed(2).padStart(9);
}

console.log(`Node ${process.version}, ${cpus()[0]?.model ?? "unknown processor"}, ${process.arch}`);
console.log(`${String(ROWS)} rows, best of ${String(ROUNDS)} rounds, million rows a second\n`);
console.log(`${"".padEnd(50)}      ours decimal.js     ratio`);
const ratios: number[] = [];
for (const { name, ours, library } of mixes()) {
  if (ours() !== library()) throw new Error(`${name}: ours ${ours()}, the library ${library()}`);
  speed(ours);
  speed(library);
  const [fast, slow] = [speed(ours), speed(library)];
  ratios.push(fast / slow);
  console.log(
    `${name.padEnd(50)} ${millions(fast)}  ${millions(slow)}  ${(fast / slow).toFixed(1).padStart(7)}x`,
  );
}
const geometric = Math.exp(ratios.reduce((total, value) => total + Math.log(value), 0) / ratios.length);
console.log(`\ngeometric mean of the ratios: ${geometric.toFixed(1)}x`);
