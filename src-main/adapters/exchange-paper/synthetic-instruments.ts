// The characters of the synthetic instruments: price level, volatility, liquidity. Numbers for noise, not money.
import type { Listing } from "../../../src-core/market/listing.ts";
import type { InstrumentShape } from "./minute-bars.ts";
import { pathShape } from "./price-path.ts";
import type { BookShape } from "./synthetic-book.ts";

interface Character {
  readonly basePrice: number;
  readonly annualVolatility: number;
  /** Quote currency that trades in a usual minute. */
  readonly turnoverPerMinute: number;
  /** Ticks between book levels, from the touch outward. */
  readonly steps: readonly number[];
}

const CHARACTERS: Readonly<Record<string, Character>> = {
  "BTC linear": {
    basePrice: 65_000,
    annualVolatility: 0.5,
    turnoverPerMinute: 9_000_000,
    steps: [1, 5, 50, 500],
  },
  "ETH linear": {
    basePrice: 3_200,
    annualVolatility: 0.65,
    turnoverPerMinute: 6_000_000,
    steps: [1, 4, 25, 250],
  },
  "SOL linear": {
    basePrice: 150,
    annualVolatility: 0.85,
    turnoverPerMinute: 1_500_000,
    steps: [1, 2, 5, 20],
  },
  "BTC spot": {
    basePrice: 65_000,
    annualVolatility: 0.5,
    turnoverPerMinute: 1_500_000,
    steps: [1, 50, 500, 5_000],
  },
  "ETH spot": {
    basePrice: 3_200,
    annualVolatility: 0.65,
    turnoverPerMinute: 900_000,
    steps: [1, 4, 25, 250],
  },
};

/** Mean level sizes outward, as parts of a usual minute's turnover. */
const LEVEL_TURNOVERS = [0.004, 0.012, 0.04, 0.12] as const;

/** One listing as noise sees it; `index` is the price without a perpetual's basis. */
export interface SyntheticInstrument {
  readonly listing: Listing;
  readonly traded: InstrumentShape;
  readonly index: InstrumentShape;
  readonly book: BookShape;
}

export function syntheticInstrument(seed: string, listing: Listing): SyntheticInstrument {
  const character = CHARACTERS[`${listing.base} ${listing.kind}`];
  if (character === undefined) throw new Error(`Invariant: no character for ${listing.name}`);
  const path = pathShape(seed, listing.base, character.basePrice, character.annualVolatility);
  const lotValue = listing.lot.toFloat() * character.basePrice;
  const lotsPerMinute = character.turnoverPerMinute / lotValue;
  const shape = { path, tickSize: listing.tick.toFloat(), lotsPerMinute };
  return {
    listing,
    index: shape,
    traded: listing.kind === "spot" ? shape : { ...shape, path: { ...path, basis: true } },
    book: {
      seed: path.seed + (listing.kind === "spot" ? 17 : 29),
      tick: listing.tick,
      lot: listing.lot,
      steps: character.steps,
      lots: LEVEL_TURNOVERS.map((part) => part * lotsPerMinute),
    },
  };
}
