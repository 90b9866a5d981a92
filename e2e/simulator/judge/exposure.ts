// I5: at each accept, what the account could reach is under the limit, by the venue's own books.
import { Decimal, sum, ZERO } from "../../../src-core/money/decimal.ts";
import { openOrders, type TruthAccount } from "../../venues/binance-usdm/truth.ts";
import { LIMITS } from "../set-up.ts";
import { readCreate, type WireCreate } from "./create-on-the-wire.ts";
import type { Scene } from "../scene.ts";
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

type Direction = Pick<WireCreate, "symbol" | "side" | "positionSide">;

function heldBy(account: TruthAccount, { symbol, positionSide }: Direction): Decimal {
  return account.positions.get(`${symbol}|${positionSide}`)?.amount ?? ZERO;
}

/** Everything of one side that can still trade; where the venue sees to it, without what can only close. */
function openOn(account: TruthAccount, { symbol, side, positionSide }: Direction, clamped: boolean): Decimal {
  const adds = (order: {
    symbol: string;
    side: string;
    positionSide: string;
    reduceOnly: boolean;
  }): boolean =>
    order.symbol === symbol &&
    order.side === side &&
    order.positionSide === positionSide &&
    !(clamped && order.reduceOnly);
  const resting = openOrders(account)
    .filter(adds)
    .map((order) => order.quantity.minus(order.filled));
  const waiting = [...account.triggers.values()]
    .filter((order) => order.status === "NEW" && adds(order))
    .map((order) => order.quantity);
  return sum([...resting, ...waiting]);
}

/** Furthest position on the create's side: what is held and everything that can still add to it. */
function reach(account: TruthAccount, create: Direction, clamped: boolean): Decimal {
  const [held, open] = [heldBy(account, create), openOn(account, create, clamped)];
  return (create.side === "BUY" ? held.plus(open) : open.minus(held)).max(ZERO);
}

/** The sides of a hedge cannot cross zero; one-way positions are the venue's to protect, or ours. */
function isClamped(scene: Scene, { positionSide }: Direction): boolean {
  return positionSide !== "BOTH" || scene.venue.venue.reduceOnly === "at-once";
}

/** When strangers were on each account last. */
function lately(scene: Scene) {
  const last = new Map<string, number>();
  return {
    stranger: (apiKey: string): void => {
      last.set(apiKey, scene.world.nowMs());
    },
    isRecent: (apiKey: string): boolean =>
      scene.world.nowMs() - (last.get(apiKey) ?? Number.NEGATIVE_INFINITY) < STRANGER_EXCUSED_MS,
  };
}

export const i5: Judge = (scene) => {
  const marks = new Map<string, Marks[]>();
  const strangers = lately(scene);
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
    ...strangers,
    arrived: (request, _, status) => {
      const create = readCreate(request);
      const account = scene.venue.truth.accounts.get(create?.apiKey ?? "");
      if (create === undefined || account === undefined || status !== 200 || create.closes) return;
      if (strangers.isRecent(create.apiKey)) return;
      const value = reach(account, create, isClamped(scene, create)).times(lowest(create.symbol));
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

/**
 * I21 Where the venue does not hold reduce-only orders to it, none of ours comes to it that could, with what else works on
 * its side, turn the position around.
 */
export const i21: Judge = (scene) => {
  const strangers = lately(scene);
  return {
    ...strangers,
    arrived: (request, _, status) => {
      const create = readCreate(request);
      const account = scene.venue.truth.accounts.get(create?.apiKey ?? "");
      if (create?.closes !== true || account === undefined || status !== 200) return;
      if (isClamped(scene, create) || strangers.isRecent(create.apiKey)) return;
      const held = heldBy(account, create);
      const open = openOn(account, create, false);
      const after = create.side === "BUY" ? held.plus(open) : open.minus(held);
      if (after.isPositive())
        scene.violate("I21", `${create.clientId} could turn ${create.symbol} around by ${after.toString()}`);
    },
  };
};

/** From the gate's word to its record. */
const APPROVING_MS = 50;

/**
 * I22 No order of ours meets another of ours in the book, as a trade or as one that has to give way. Excused: strangers, a
 * resting order that our simple book has moved through, and one that a trigger made of which the gate had not heard.
 */
export const i22: Judge = (scene) => {
  const strangers = lately(scene);
  const fired = new Map<string, number>();
  const waits = new Set<string>();
  let seen = 0;
  const isUnheard = (maker: string, taker: string): boolean => {
    const approved = scene.desk.terminal?.runtime.state.durable.orders.get(taker)?.createdAtMs ?? 0;
    return waits.has(maker) && (fired.get(maker) ?? Number.POSITIVE_INFINITY) > approved - APPROVING_MS;
  };
  return {
    ...strangers,
    leaving: (request) => {
      const create = readCreate(request);
      if (create?.trigger !== undefined) waits.add(create.clientId);
    },
    delivered: (_, text) => {
      const id = /"e":"ALGO_UPDATE".*"caid":"(\w+)".*"X":"TRIGGERED"/.exec(text)?.[1];
      if (id !== undefined && !fired.has(id)) fired.set(id, scene.desk.wallMs());
    },
    // Whatever made them meet, a request or a move of the market, is looked at with the next request.
    arrived: () => {
      const { meetings, creates } = scene.venue.truth;
      for (const { accounts, taker, maker, crossed } of meetings.slice(seen)) {
        if (crossed || isUnheard(maker, taker)) continue;
        const ours = [taker, maker].every((id) => creates.some(({ clientId }) => clientId === id));
        if (!ours || accounts.some(strangers.isRecent)) continue;
        scene.violate("I22", `${taker} met ${maker}`);
      }
      seen = meetings.length;
    },
  };
};
