// I5: at each accept, what the account could reach is under the limit, by the venue's own books.
import { Decimal, sum, ZERO } from "../../../src-core/money/decimal.ts";
import { openOrders, type TruthAccount } from "../../venues/binance-usdm/truth.ts";
import { LIMITS } from "../set-up.ts";
import { readCreate, type WireCreate } from "./create-on-the-wire.ts";
import type { Judge } from "./judge.ts";

/** What strangers did this long ago a reading has shown; what they did since is theirs and not ours to answer for. */
const STRANGER_EXCUSED_MS = 120_000;
/** An approval may be this old when the venue accepts, and is held to the price of its time. */
const PRICE_OF_MS = 30_000;
const MOST = Decimal.of(LIMITS.maxPositionNotional);

interface Marks {
  readonly atMs: number;
  readonly mark: Decimal;
}

/** Furthest position on the create's side: what is held and everything that can still add to it. */
function reach(account: TruthAccount, create: Pick<WireCreate, "symbol" | "side" | "positionSide">): Decimal {
  const { symbol, side, positionSide } = create;
  const held = account.positions.get(`${symbol}|${positionSide}`)?.amount ?? ZERO;
  const adds = (order: {
    symbol: string;
    side: string;
    positionSide: string;
    reduceOnly: boolean;
  }): boolean =>
    order.symbol === symbol &&
    order.side === side &&
    order.positionSide === positionSide &&
    !order.reduceOnly;
  const resting = openOrders(account)
    .filter(adds)
    .map((order) => order.quantity.minus(order.filled));
  const waiting = [...account.triggers.values()]
    .filter((order) => order.status === "NEW" && adds(order))
    .map((order) => order.quantity);
  const open = sum([...resting, ...waiting]);
  return (side === "BUY" ? held.plus(open) : open.minus(held)).max(ZERO);
}

export const i5: Judge = (scene) => {
  const marks = new Map<string, Marks[]>();
  const strangers = new Map<string, number>();
  const lowest = (symbol: string): Decimal => {
    const nowMs = scene.world.nowMs();
    const all = (marks.get(symbol) ?? []).filter(({ atMs }) => nowMs - atMs <= PRICE_OF_MS);
    marks.set(symbol, all);
    return all.reduce((low, { mark }) => low.min(mark), scene.venue.venue.market.of(symbol).mark);
  };
  scene.venue.venue.market.listen((change) => {
    if (change.kind !== "mark") return;
    const entry = { atMs: scene.world.nowMs(), mark: scene.venue.venue.market.of(change.symbol).mark };
    marks.set(change.symbol, [...(marks.get(change.symbol) ?? []).slice(-60), entry]);
  });
  return {
    stranger: (apiKey) => {
      strangers.set(apiKey, scene.world.nowMs());
    },
    arrived: (request, _, status) => {
      const create = readCreate(request);
      const account = scene.venue.truth.accounts.get(create?.apiKey ?? "");
      if (create === undefined || account === undefined || status !== 200 || create.closes) return;
      const quietFor = scene.world.nowMs() - (strangers.get(create.apiKey) ?? Number.NEGATIVE_INFINITY);
      if (quietFor < STRANGER_EXCUSED_MS) return;
      const value = reach(account, create).times(lowest(create.symbol));
      if (value.greaterThan(MOST))
        scene.violate(
          "I5",
          `${create.clientId} brought ${create.symbol} ${create.side} to ${value.toFixed(2)}, over ${LIMITS.maxPositionNotional}`,
        );
      const alone = Decimal.of(create.quantity).times(lowest(create.symbol));
      if (alone.greaterThan(Decimal.of(LIMITS.maxOrderNotional)))
        scene.violate(
          "I5",
          `${create.clientId} alone is ${alone.toFixed(2)}, over ${LIMITS.maxOrderNotional}`,
        );
    },
  };
};
