// Draws marked entities on the board: each view is made from the state of this moment.
import type { DeadManView } from "../../../src-core/contract/dead-man-views.ts";
import type { Entities, EntityKind, GroupOrderView } from "../../../src-core/contract/views.ts";
import { NO_PURSUIT } from "../../../src-core/journal/pursuit.ts";
import { knownOnly } from "../../../src-core/money/known.ts";
import { ENVIRONMENTS, type Environment } from "../../../src-core/order-terms/order-terms.ts";
import type { AccountId } from "../../../src-core/portfolio/account.ts";
import type { AccountState } from "../../../src-core/portfolio/portfolio.ts";
import { guardedListings, NO_DEAD_MAN } from "../../../src-core/risk/dead-man.ts";
import { valueAccounts } from "../../../src-core/portfolio/environment-value.ts";
import type { AccountValue } from "../../../src-core/portfolio/valuation.ts";
import type { Decimal } from "../../../src-core/money/decimal.ts";
import { dayBaseline } from "../baseline.ts";
import { planFamily, rootOf } from "../plan-family.ts";
import type { Runtime } from "../runtime.ts";
import { accountView, groupView } from "../views/account-view.ts";
import { deadManView } from "../views/dead-man-view.ts";
import { environmentView } from "../views/environment-view.ts";
import { listingView, quoteView } from "../views/listing-view.ts";
import { fillView, groupOrderView, orderView } from "../views/order-view.ts";
import { outcomeViews, questionView } from "../views/outcome-view.ts";
import { positionViews } from "../views/position-view.ts";
import { presetView } from "../views/preset-view.ts";
import { foreignOrderViews } from "./foreign-orders.ts";
import type { Marks } from "./changes-of.ts";
import type { EntityBoard } from "./entity-board.ts";
import { venueViews } from "./venue-views.ts";

/** How many fills stand on the board. */
const MAX_SHOWN_FILLS = 500;

/** Orders, group orders, quotes, fills, listings and venues: what must be seen at once. */
export function drawMarks(runtime: Runtime, board: EntityBoard, marks: Marks): void {
  const { portfolio, durable, fills } = runtime.state;
  for (const listing of marks.quotes) {
    const quote = portfolio.quotes.get(listing);
    if (quote !== undefined) board.put("quote", listing, quoteView(quote));
  }
  if (marks.listings) replaceAll(board, "listing", Object.values(portfolio.listings).map(listingView));
  for (const clientId of marks.orders) {
    const order = durable.orders.get(clientId);
    const environment = durable.plans.get(order?.planId ?? "")?.body.environment;
    if (order === undefined || environment === undefined) continue;
    board.put(
      "order",
      clientId,
      orderView(order, environment, portfolio.listings, rootOf(durable, order.planId)),
    );
  }
  for (const planId of marks.plans) drawGroupOrder(runtime, board, planId);
  if (marks.fills) {
    const shown = fills.slice(-MAX_SHOWN_FILLS);
    const views = shown.map(({ fill, accountId, orderId }) =>
      fillView(fill, accountId, portfolio.listings, orderId),
    );
    replaceAll(board, "fill", views);
  }
  if (marks.presets || marks.listings || marks.everything) drawPresets(runtime, board);
  if (marks.venues || marks.everything) replaceAll(board, "venue", venueViews(runtime));
}

/** Accounts, groups, positions and environments: what moves with every price. */
export function drawValues(runtime: Runtime, board: EntityBoard): void {
  const { portfolio } = runtime.state;
  const byEnvironment = ENVIRONMENTS.map(
    (environment) => [environment, valueAccounts(portfolio, environment)] as const,
  );
  const values = new Map(
    byEnvironment.flatMap(([, accounts]) => accounts.map((value) => [value.accountId, value])),
  );
  const baselines = dayBaselines(runtime);
  const positions = byEnvironment.flatMap(([environment, accounts]) =>
    positionViews(portfolio, environment, accounts),
  );
  replaceAll(board, "position", positions);
  replaceAll(
    board,
    "account",
    [...values.values()].flatMap((value) => oneAccount(runtime, value, baselines)),
  );
  replaceAll(
    board,
    "group",
    Object.values(portfolio.groups).map((group) => groupView(group, values)),
  );
  const environments = byEnvironment.filter(([, accounts]) => accounts.length > 0);
  const views = environments.map(([environment, accounts]) =>
    oneEnvironment(runtime, environment, accounts, baselines),
  );
  replaceAll(board, "environment", views);
  const foreign = foreignOrderViews(runtime);
  const ours = board.ids("order").filter((id) => runtime.state.durable.orders.has(id));
  replaceIds(board, "order", foreign, new Set(ours));
}

function drawPresets({ state }: Runtime, board: EntityBoard): void {
  const views = Object.values(state.durable.presets).flatMap(
    (preset) => presetView(preset, state.portfolio, state.armedPresets.has(preset.id)) ?? [],
  );
  replaceAll(board, "preset", views);
}

/** A plan that acts for another is drawn with that one. */
function drawGroupOrder(runtime: Runtime, board: EntityBoard, planId: string): void {
  const { portfolio, durable } = runtime.state;
  const rootId = rootOf(durable, planId);
  const family = planFamily(durable, rootId);
  if (family === undefined) return;
  const pursuit = durable.pursuits.get(rootId) ?? NO_PURSUIT;
  const since = knownOnly<Pick<GroupOrderView, "outcome" | "question" | "ended">>({
    outcome: outcomeViews(family, portfolio),
    question: questionView(family, pursuit, portfolio, runtime.ports.clock.nowMs()),
    ended: pursuit.settled,
  });
  board.put("groupOrder", rootId, groupOrderView(family.root, family.orders, portfolio, since));
}

function oneAccount(runtime: Runtime, value: AccountValue, baselines: ReadonlyMap<AccountId, Decimal>) {
  const { portfolio, durable } = runtime.state;
  const state = portfolio.accounts[value.accountId];
  if (state === undefined) return [];
  const baseline = baselines.get(value.accountId);
  const deadMan = oneDeadMan(runtime, state);
  const view = accountView({
    state,
    value,
    venueTitle: runtime.ports.venues.get(state.account.venue)?.title ?? state.account.venue,
    causes: durable.causes,
    groups: portfolio.groups,
    ...(baseline === undefined ? {} : { dayBaseline: baseline }),
    keysLocked: runtime.state.lockedAccounts.has(value.accountId),
    ...(deadMan === undefined ? {} : { deadMan }),
  });
  return [view];
}

/** Absent where the venue has no timer that cancels. */
function oneDeadMan({ state, ports }: Runtime, held: AccountState): DeadManView | undefined {
  const { account } = held;
  if (ports.venues.get(account.venue)?.countdowns !== true) return undefined;
  const watches = [...(state.countdowns.get(account.id) ?? [])];
  return deadManView({
    switched: state.durable.deadMen[account.id] ?? NO_DEAD_MAN,
    countdowns: new Map(watches.map(([listing, { countdown }]) => [listing, countdown])),
    guarded: guardedListings(held),
    nameOf: (listing) => state.portfolio.listings[listing]?.name ?? listing,
    nowMs: ports.clock.nowMs(),
  });
}

function oneEnvironment(
  runtime: Runtime,
  environment: Environment,
  accounts: readonly AccountValue[],
  dayBaselines: ReadonlyMap<AccountId, Decimal>,
) {
  const { portfolio, durable } = runtime.state;
  const working = accounts.flatMap((value) =>
    Object.values(portfolio.accounts[value.accountId]?.working ?? {}),
  );
  return environmentView({
    environment,
    accounts,
    causes: durable.causes,
    dayBaselines,
    workingOrders: working.length,
    unknownOrders: working.filter((order) => order.certainty === "unknown").length,
  });
}

function dayBaselines(runtime: Runtime): ReadonlyMap<AccountId, Decimal> {
  const { durable } = runtime.state;
  return new Map(
    Object.keys(durable.accounts).flatMap((accountId) => {
      const baseline = dayBaseline(durable, accountId);
      return baseline === undefined ? [] : [[accountId, baseline] as const];
    }),
  );
}

function replaceAll<K extends EntityKind>(
  board: EntityBoard,
  kind: K,
  entities: readonly Entities[K][],
): void {
  replaceIds(board, kind, entities, new Set());
}

/** Puts the entities and takes away those of the kind that are gone, except the kept ones. */
function replaceIds<K extends EntityKind>(
  board: EntityBoard,
  kind: K,
  entities: readonly Entities[K][],
  kept: ReadonlySet<string>,
): void {
  const present = new Set(entities.map((entity) => entity.id));
  for (const id of board.ids(kind)) if (!present.has(id) && !kept.has(id)) board.put(kind, id, null);
  for (const entity of entities) board.put(kind, entity.id, entity);
}
