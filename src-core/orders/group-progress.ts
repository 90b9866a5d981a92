// How a submitted plan does: the orders of its legs summed, the worst first.
import { Decimal, sum, ZERO } from "../money/decimal.ts";
import { isTerminal, type Order } from "./order.ts";

const AVERAGE_SCALE = 12;
const BPS_SCALE = 2;
const BPS = Decimal.of("10000");

export type GroupStatus = "UNKNOWN" | "PROBLEM" | "WORKING" | "FILLED" | "PARTIAL" | "CANCELED";

export interface GroupProgress {
  readonly status: GroupStatus;
  readonly filled: Decimal;
  /** Of the known fills, half-even to 12 digits; absent before the first. */
  readonly averagePrice?: Decimal;
  /** Largest distance of an account's average from the group's, basis points, 2 digits; absent with fewer than two accounts filled. */
  readonly dispersionBps?: Decimal;
}

/** Sums the orders of one plan. */
export function groupProgress(orders: readonly Order[]): GroupProgress {
  const filled = sum(orders.map((order) => order.filled));
  const averagePrice = averageOf(orders);
  const dispersionBps = averagePrice === undefined ? undefined : dispersion(orders, averagePrice);
  return {
    status: statusOf(orders, filled),
    filled,
    ...(averagePrice === undefined ? {} : { averagePrice }),
    ...(dispersionBps === undefined ? {} : { dispersionBps }),
  };
}

/** Value over quantity of the known fills; the venue's own average while none is known. */
export function averagePrice(order: Order): Decimal | undefined {
  return averageOf([order]) ?? order.reportedAverage;
}

function averageOf(orders: readonly Order[]): Decimal | undefined {
  const quantity = sum(orders.map((order) => order.knownFilled));
  if (quantity.isZero()) return undefined;
  return sum(orders.map((order) => order.filledValue)).dividedBy(quantity, AVERAGE_SCALE, "half-even");
}

function dispersion(orders: readonly Order[], center: Decimal): Decimal | undefined {
  const averages = orders.flatMap((order) => averageOf([order]) ?? []);
  if (averages.length < 2 || !center.isPositive()) return undefined;
  const furthest = averages.reduce((far, average) => far.max(average.minus(center).abs()), ZERO);
  return furthest.times(BPS).dividedBy(center, BPS_SCALE, "half-even");
}

function statusOf(orders: readonly Order[], filled: Decimal): GroupStatus {
  if (orders.some((order) => order.status === "UNKNOWN")) return "UNKNOWN";
  if (orders.some((order) => ["REJECTED", "DENIED", "ABSENT"].includes(order.status))) return "PROBLEM";
  if (orders.some((order) => !isTerminal(order.status))) return "WORKING";
  if (orders.every((order) => order.status === "FILLED")) return "FILLED";
  return filled.isPositive() ? "PARTIAL" : "CANCELED";
}
