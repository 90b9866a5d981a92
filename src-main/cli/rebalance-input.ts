// What `rebalance` is asked: accounts with what they hold, how each trades each symbol, a target and a band.
import * as z from "zod/mini";
import { amount, MAX_ACCOUNTS, name, positiveAmount, signedAmount } from "./fields.ts";

const MAX_ROWS = 1_000;
const MAX_LEVELS = 1_000;

const level = z.strictObject({ price: positiveAmount, quantity: positiveAmount });
const levels = z.array(level).check(z.maxLength(MAX_LEVELS));

const account = z.strictObject({
  id: name,
  equity: signedAmount,
  positions: z.array(z.strictObject({ symbol: name, quantity: signedAmount })).check(z.maxLength(MAX_ROWS)),
});

const listing = z.strictObject({
  account: name,
  symbol: name,
  kind: z.enum(["spot", "linear", "inverse"]),
  price: positiveAmount,
  lot: positiveAmount,
  minQuantity: z.exactOptional(amount),
  minNotional: z.exactOptional(amount),
  maxQuantity: z.exactOptional(positiveAmount),
  contractSize: z.exactOptional(positiveAmount),
  takerFee: signedAmount,
  halfSpread: amount,
  book: z.exactOptional(z.strictObject({ bids: levels, asks: levels })),
  market: z.exactOptional(name),
  dailyVolume: z.exactOptional(positiveAmount),
  dailyVolatility: z.exactOptional(amount),
});

const target = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("weights"),
    weights: z.record(name, signedAmount),
    others: z.exactOptional(z.enum(["keep", "close"])),
  }),
  z.strictObject({ kind: z.literal("leverage"), leverage: amount }),
  z.strictObject({
    kind: z.literal("exposure"),
    symbol: name,
    fraction: signedAmount,
    of: z.exactOptional(z.enum(["each", "group"])),
  }),
  z.strictObject({ kind: z.literal("equal") }),
  z.strictObject({ kind: z.literal("mirror"), account: name }),
  z.strictObject({ kind: z.literal("flat") }),
]);

const band = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("fixed"), width: amount }),
  z.strictObject({
    kind: z.literal("optimal"),
    volatility: positiveAmount,
    penalty: positiveAmount,
    fixedCost: z.exactOptional(amount),
  }),
]);

export const rebalanceInput = z.strictObject({
  accounts: z
    .array(account)
    .check(z.minLength(1, "There must be at least one account."), z.maxLength(MAX_ACCOUNTS)),
  listings: z.array(listing).check(z.maxLength(MAX_ROWS)),
  target,
  band,
});
