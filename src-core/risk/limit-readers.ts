// How each limit's present reading is found for the accounts of a scope; the worst of them where it holds for each.
import { Decimal, ZERO } from "../money/decimal.ts";
import { sumKnown } from "../money/known.ts";
import type { AccountState, Portfolio } from "../portfolio/portfolio.ts";
import { valueAccount } from "../portfolio/valuation.ts";
import { dayLoss } from "./day-loss.ts";
import {
  exposureParts,
  furthestNet,
  scopeExposure,
  type Exposure,
  type ExposureQuestion,
} from "./exposure.ts";
import { dollarsPer } from "./exposure-price.ts";
import type { Readings } from "./gate-input.ts";
import { leastDistance } from "./liquidation-distance.ts";
import { DEFAULT_REPEAT_WINDOW_MS, DEFAULT_SLIPPAGE_WINDOW_MS, type Limits } from "./limits.ts";
import { slippageOf } from "./slippage.ts";
import { venueShares } from "./venue-share.ts";
import { furthest, type WorstCase } from "./worst-case.ts";

export interface ReadingQuestion {
  readonly portfolio: Portfolio;
  readonly accounts: readonly AccountState[];
  readonly readings: Pick<Readings, "repeats" | "slippages" | "equities">;
  readonly limits: Limits;
  readonly nowMs: number;
}

export interface Reading {
  readonly reading?: Decimal;
  /** Whose it is, where the limit holds for each of several. */
  readonly of?: string;
  /** Why there is no reading. */
  readonly missing?: string;
}

type Key = Exclude<
  keyof Limits,
  | "allowlist"
  | "maxOrderQuantity"
  | "maxOrderNotional"
  | "priceCollarBps"
  | "slippageWindowMs"
  | "repeatWindowMs"
  | "duplicateWindowMs"
>;

/** `undefined`: the limit has nothing to hold at the moment. */
type Read = (question: ReadingQuestion) => Reading | undefined;

export const READERS: readonly { readonly key: Key; readonly floor?: boolean; readonly read: Read }[] = [
  { key: "maxDailyLoss", read: readLoss },
  {
    key: "maxGrossExposure",
    read: (question) => readExposure(question, ({ gross }) => ({ reading: gross })),
  },
  { key: "maxNetExposure", read: (question) => readExposure(question, (all) => ({ reading: netOf(all) })) },
  { key: "maxUnderlyingExposure", read: (question) => readExposure(question, largestUnderlying) },
  { key: "maxLeverage", read: readLeverage },
  { key: "maxVenueSharePercent", read: readVenueShare },
  { key: "maxPositionNotional", read: (question) => readPositions(question, ({ account }) => account.name) },
  {
    key: "maxMasterPositionNotional",
    read: (question) => readPositions(question, ({ account }) => `user ${account.master}`),
  },
  { key: "minFreeMargin", floor: true, read: readFreeMargin },
  { key: "minLiquidationDistancePercent", floor: true, read: readDistance },
  { key: "maxOpenOrders", read: readOpenOrders },
  { key: "maxSlippage", read: readSlippage },
  { key: "maxRepeats", read: readRepeats },
];

const LEVERAGE_SCALE = 4;

function readLoss({ accounts, readings }: ReadingQuestion): Reading {
  const answer = dayLoss(accounts, readings.equities ?? {});
  return answer.known ? { reading: answer.loss } : { missing: `the day's figures of ${answer.missing}` };
}

function exposureQuestion({ portfolio, nowMs }: ReadingQuestion): ExposureQuestion {
  return {
    portfolio,
    nowMs,
    accounts: new Map(),
    dollarsPer: (asset, venue) => dollarsPer(portfolio, asset, venue, nowMs),
  };
}

function readExposure(question: ReadingQuestion, read: (exposure: Exposure) => Reading): Reading {
  const answer = scopeExposure(question.accounts, exposureQuestion(question), new Map());
  return answer.known ? read(answer.exposure) : { missing: answer.missing };
}

function netOf({ netHighest, netLowest }: Exposure): Decimal {
  return furthestNet({ highestSigned: netHighest, lowestSigned: netLowest });
}

function largestUnderlying({ underlyings }: Exposure): Reading {
  return largest([...underlyings].map(([of, worst]) => ({ of, reading: furthestNet(worst) })));
}

function readLeverage(question: ReadingQuestion): Reading {
  return readExposure(question, ({ gross }) => {
    const { equities = {} } = question.readings;
    const equity = sumKnown(question.accounts.map(({ account }) => equities[account.id]?.equity));
    if (equity === undefined) return { missing: "the equity of an account" };
    if (!equity.isPositive()) return { missing: "any equity" };
    return { reading: gross.dividedBy(equity, LEVERAGE_SCALE, "up") };
  });
}

function readVenueShare({ accounts, readings }: ReadingQuestion): Reading {
  const shares = venueShares(accounts, readings.equities ?? {});
  if (!shares.known) return { missing: shares.missing };
  return largest([...shares.percentByVenue].map(([of, reading]) => ({ of, reading })));
}

/** The largest worst case of one listing, summed over the accounts that share a name. */
function readPositions(question: ReadingQuestion, nameOf: (state: AccountState) => string): Reading {
  const { portfolio, accounts } = question;
  const sums = new Map<string, WorstCase>();
  for (const state of accounts) {
    const answer = exposureParts(state, exposureQuestion(question));
    if (!answer.known) return { missing: answer.missing };
    for (const { listing, underlying, worst } of answer.parts) {
      const name = `${portfolio.listings[listing ?? ""]?.name ?? underlying}, ${nameOf(state)}`;
      const before = sums.get(name);
      sums.set(name, {
        highestSigned: (before?.highestSigned ?? ZERO).plus(worst.highestSigned.max(ZERO)),
        lowestSigned: (before?.lowestSigned ?? ZERO).plus(worst.lowestSigned.min(ZERO)),
      });
    }
  }
  return largest([...sums].map(([of, worst]) => ({ of, reading: furthest(worst) })));
}

function readFreeMargin({ portfolio, accounts }: ReadingQuestion): Reading | undefined {
  const rows = accounts.map((state) => ({
    of: state.account.name,
    reading: valueAccount(portfolio, state).available,
  }));
  const unknown = rows.find(({ reading }) => reading === undefined);
  return unknown === undefined ? least(rows) : { missing: `the free margin of ${unknown.of}` };
}

function readDistance({ portfolio, accounts }: ReadingQuestion): Reading | undefined {
  const rows: { of: string; reading: Decimal }[] = [];
  for (const { account } of accounts) {
    const answer = leastDistance(portfolio, account.id, []);
    if (answer.kind === "unknown") return { missing: `${answer.missing} (${account.name})` };
    if (answer.kind === "known") rows.push({ of: account.name, reading: answer.percent });
  }
  return least(rows);
}

function readOpenOrders({ accounts }: ReadingQuestion): Reading {
  return largest(
    accounts.map(({ account, working }) => ({
      of: account.name,
      reading: Decimal.fromInteger(Object.keys(working).length),
    })),
  );
}

function readSlippage({ accounts, readings, limits, nowMs }: ReadingQuestion): Reading {
  const ids = new Set(accounts.map(({ account }) => account.id));
  const cost = slippageOf(
    readings.slippages,
    ids,
    nowMs - (limits.slippageWindowMs ?? DEFAULT_SLIPPAGE_WINDOW_MS),
  );
  return cost === undefined ? { missing: "the reference price of a fill" } : { reading: cost };
}

function readRepeats({ accounts, readings, limits, nowMs }: ReadingQuestion): Reading {
  const { repeats } = readings;
  if (repeats === undefined) return { missing: "what was sent lately" };
  const windowMs = limits.repeatWindowMs ?? DEFAULT_REPEAT_WINDOW_MS;
  const recent = repeats.filter(({ atMs }) => nowMs - atMs < windowMs);
  return largest(
    accounts.map(({ account }) => {
      const byGesture = Map.groupBy(
        recent.filter(({ accountId }) => accountId === account.id),
        ({ gesture }) => gesture,
      );
      const most = Math.max(0, ...[...byGesture.values()].map((orders) => orders.length));
      return { of: account.name, reading: Decimal.fromInteger(most) };
    }),
  );
}

/** Zero where there is nothing at all: that is known. */
function largest(rows: readonly { readonly of: string; readonly reading: Decimal }[]): Reading {
  const [first, ...rest] = rows;
  if (first === undefined) return { reading: ZERO };
  return rest.reduce((most, row) => (row.reading.greaterThan(most.reading) ? row : most), first);
}

function least(
  rows: readonly { readonly of: string; readonly reading: Decimal | undefined }[],
): Reading | undefined {
  let best: { of: string; reading: Decimal } | undefined;
  for (const { of, reading } of rows) {
    if (reading !== undefined && (best === undefined || reading.lessThan(best.reading)))
      best = { of, reading };
  }
  return best;
}
