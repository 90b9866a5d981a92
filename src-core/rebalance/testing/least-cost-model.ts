// The same rebalance as a mixed-integer program for an outside solver: whole lots of each listing at the least cost.
// Written from the definitions in floats; it shares no code with the planner that it judges.
import type { RebalanceListing, RebalanceRequest } from "../rebalance-request.ts";

export interface LeastCostModel {
  /** CPLEX LP format. */
  readonly text: string;
  /** What every trade costs, by its variable's name: the objective. */
  readonly costs: ReadonlyMap<string, number>;
}

/** A float is this far from what it stands for at most, as a fraction of a lot. */
const SLACK = 1e-7;
/** More lots than this are not counted one by one. */
const MOST_WHOLE_LOTS = 100;

interface Cell {
  readonly name: string;
  readonly listing: RebalanceListing;
  readonly equity: number;
  readonly unit: number;
  readonly held: number;
  /** Quote currency that one lot is worth. */
  readonly lotValue: number;
  readonly lot: number;
}

/**
 * Every holding within its band's edge, or one lot of it, where it is beyond its band. Undefined for what is not modelled:
 * a group's exposure, which has a model of its own, and the optimal band, whose edges are found numerically.
 */
export function leastCostModel(request: RebalanceRequest): LeastCostModel | undefined {
  const { target, band } = request;
  if (band.kind === "optimal" || (target.kind === "exposure" && target.of === "group")) return undefined;
  const edge = band.kind === "fixed" && target.kind !== "flat" ? band.width.toFloat() : 0;
  const cells = cellsOf(request);
  const rows: string[] = [];
  const columns = new Columns();
  for (const cell of cells) {
    const wanted = targetOf(request, cells, cell);
    if (wanted === undefined) continue;
    const gap = wanted - cell.held * cell.unit;
    const missing = Math.abs(gap) - edge * cell.equity;
    const lots = missing / cell.lotValue;
    if (lots < 1 - 1e-9) continue;
    const most = cell.listing.maxQuantity?.toFloat();
    const bound = most === undefined ? undefined : Math.floor(most / cell.lot + 1e-9);
    const takes = Math.min(Math.floor(lots + 1e-9), bound ?? Infinity);
    if (takes < leastLots(cell, Math.sign(gap) * takes)) continue;
    columns.add(cell, bound);
    // What is left is less than one lot beyond the edge, or what the largest order leaves.
    const needed = Math.min(Math.ceil(lots - 1 + SLACK), bound ?? Infinity);
    rows.push(`${cell.name} >= ${String(needed)}`);
  }
  return columns.model(rows);
}

/**
 * The group's net moved by at least `traded` of quote currency and no more than `wanted`, in whole lots of any account,
 * each nothing or at least its least order.
 */
export function groupExposureModel(
  request: RebalanceRequest,
  symbol: string,
  { buys, traded, wanted }: { readonly buys: boolean; readonly traded: number; readonly wanted: number },
): LeastCostModel {
  const columns = new Columns();
  const terms: string[] = [];
  const rows: string[] = [];
  for (const cell of cellsOf(request)) {
    if (cell.listing.symbol !== symbol || cell.equity <= 0) continue;
    const limits = [wanted, (cell.listing.maxQuantity?.toFloat() ?? Infinity) * cell.unit];
    if (cell.listing.kind === "spot" && !buys) limits.push(Math.max(0, cell.held * cell.unit));
    const bound = Math.floor(Math.min(...limits) / cell.lotValue + 1e-9);
    if (bound < 1) continue;
    columns.add(cell, bound);
    terms.push(`${String(cell.lotValue)} ${cell.name}`);
    // Nothing; or what only closes; or at least the least order.
    const closing = Math.min(bound, Math.floor((buys ? -cell.held : cell.held) / cell.lot + 1e-9));
    const least = leastLots(cell, buys ? Infinity : -Infinity);
    const leastClosing = leastLots(cell, (buys ? 1 : -1) * Math.max(closing, 0));
    columns.choose(`z${cell.name}`);
    if (closing > 0 && leastClosing <= closing) {
      columns.choose(`c${cell.name}`);
      rows.push(`z${cell.name} + c${cell.name} <= 1`);
      rows.push(`${cell.name} - ${String(least)} z${cell.name} - ${String(leastClosing)} c${cell.name} >= 0`);
      rows.push(`${cell.name} - ${String(bound)} z${cell.name} - ${String(closing)} c${cell.name} <= 0`);
    } else {
      rows.push(`${cell.name} - ${String(least)} z${cell.name} >= 0`);
      rows.push(`${cell.name} - ${String(bound)} z${cell.name} <= 0`);
    }
  }
  if (terms.length > 0) {
    rows.push(`${terms.join(" + ")} >= ${String(traded * (1 - 1e-9))}`);
    rows.push(`${terms.join(" + ")} <= ${String(wanted * (1 + 1e-9))}`);
  }
  return columns.model(rows);
}

class Columns {
  private readonly costs = new Map<string, number>();
  private readonly bounds: string[] = [];
  private readonly whole: string[] = [];
  private readonly choices: string[] = [];

  /** Very many lots count as divisible: that can only make the optimum cheaper, and it is found at once. */
  add({ name, listing, lotValue }: Cell, most: number | undefined): void {
    if (most !== undefined && most <= MOST_WHOLE_LOTS) this.whole.push(name);
    this.costs.set(name, (listing.takerFee.toFloat() + listing.halfSpread.toFloat()) * lotValue);
    if (most !== undefined) this.bounds.push(`${name} <= ${String(most)}`);
  }

  choose(name: string): void {
    this.choices.push(name);
  }

  model(rows: readonly string[]): LeastCostModel {
    const objective = [...this.costs].map(([name, cost]) => `${String(cost)} ${name}`);
    const text = [
      "Minimize",
      ` cost: ${objective.length === 0 ? "0 nothing" : objective.join("\n + ")}`,
      "Subject To",
      ...(rows.length === 0 ? [" r: nothing >= 0"] : rows.map((row, index) => ` r${String(index)}: ${row}`)),
      "Bounds",
      ...this.bounds.map((bound) => ` ${bound}`),
      ...(this.whole.length === 0 ? [] : ["General", ` ${this.whole.join(" ")}`]),
      ...(this.choices.length === 0 ? [] : ["Binary", ` ${this.choices.join(" ")}`]),
      "End",
    ];
    return { text: text.join("\n"), costs: this.costs };
  }
}

function cellsOf({ accounts, listings }: RebalanceRequest): readonly Cell[] {
  return listings.map((listing, index) => {
    const account = accounts.find(({ id }) => id === listing.account);
    const position = account?.positions.find(({ symbol }) => symbol === listing.symbol);
    const unit = listing.kind === "inverse" ? 1 : listing.price.toFloat();
    const lot = listing.lot.toFloat() * (listing.contractSize?.toFloat() ?? 1);
    const equity = account?.equity.toFloat() ?? 0;
    const held = position?.quantity.toFloat() ?? 0;
    return { name: `n${String(index)}`, listing, equity, unit, held, lot, lotValue: lot * unit };
  });
}

function targetOf({ target }: RebalanceRequest, cells: readonly Cell[], cell: Cell): number | undefined {
  const { listing, equity } = cell;
  if (target.kind === "flat") return 0;
  if (equity <= 0) return undefined;
  const clipped = (value: number): number => (listing.kind === "spot" ? Math.max(0, value) : value);
  if (target.kind === "weights") {
    const weight = target.weights[listing.symbol];
    if (weight === undefined) return target.others === "close" ? 0 : undefined;
    return clipped(weight.toFloat() * equity);
  }
  const own = cells.filter((one) => one.listing.account === listing.account);
  if (target.kind === "leverage") {
    const gross = own.reduce((all, one) => all + Math.abs(one.held * one.unit), 0);
    if (gross === 0) return undefined;
    return clipped((cell.held * cell.unit * target.leverage.toFloat() * equity) / gross);
  }
  if (target.kind === "exposure") {
    if (listing.symbol !== target.symbol) return undefined;
    const net = own.reduce((all, one) => all + one.held * one.unit, 0);
    return clipped(cell.held * cell.unit + target.fraction.toFloat() * equity - net);
  }
  if (target.kind === "mirror") {
    if (listing.account === target.account) return undefined;
    const model = cells.filter((one) => one.listing.account === target.account);
    const same = model.find((one) => one.listing.symbol === listing.symbol);
    return clipped(((same?.held ?? 0) * (same?.unit ?? 0) * equity) / (model[0]?.equity ?? 1));
  }
  const alike = cells.filter((one) => one.listing.symbol === listing.symbol && one.equity > 0);
  const total = alike.reduce((all, one) => all + one.held * one.unit, 0);
  const equities = alike.reduce((all, one) => all + one.equity, 0);
  return clipped((total / equities) * equity);
}

/** Lots of the least order: minimum notionals do not bind contracts that only reduce by so many signed lots. */
function leastLots({ listing, lotValue, lot, held }: Cell, traded: number): number {
  const byQuantity = Math.max(1, Math.ceil((listing.minQuantity?.toFloat() ?? 0) / lot - 1e-9));
  const reduces = held * traded < 0 && Math.abs(traded) * lot <= Math.abs(held) * (1 + 1e-9);
  if (reduces && listing.kind !== "spot") return byQuantity;
  return Math.max(byQuantity, Math.ceil((listing.minNotional?.toFloat() ?? 0) / lotValue - 1e-9));
}
