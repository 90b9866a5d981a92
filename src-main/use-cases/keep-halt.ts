// While a person's halt stands, what it reaches is ended: again and again, across restarts, until the venues show nothing.
import type { KillOrderView, KillView } from "../../src-core/contract/outcome-views.ts";
import { isTerminal, type Order } from "../../src-core/orders/order.ts";
import type { OrderTerms } from "../../src-core/order-terms/order-terms.ts";
import type { AccountId } from "../../src-core/portfolio/account.ts";
import type { AccountState, Position, WorkingOrder } from "../../src-core/portfolio/portfolio.ts";
import { causesReaching, type CauseScope } from "../../src-core/risk/risk-state.ts";
import { cancelOrder } from "./cancel-orders.ts";
import { every } from "./every.ts";
import type { HaltWatch, Runtime } from "./runtime.ts";
import { reconcile } from "./sync-account.ts";

const BEAT_MS = 1_000;
/** What has not ended by then is reported, and asked for less often: cancels share the venue's rate limit. */
const PATIENCE_MS = 60_000;
const SELDOM_MS = 30_000;

type Reaches = (accountId: AccountId) => boolean;

/** Keeps every halt, those of earlier runs too; the answer stops it. */
export function watchHalts(runtime: Runtime): () => void {
  return every(runtime.ports.clock, BEAT_MS, () => {
    keepHalt(runtime);
  });
}

/** Cancels what still works in halted accounts, and reports each halt once: clean, or what is left. */
export function keepHalt(runtime: Runtime): void {
  const { state, ports } = runtime;
  const nowMs = ports.clock.nowMs();
  const halts = state.durable.causes.filter(({ kind }) => kind === "person");
  for (const scope of state.halts.keys())
    if (!halts.some((cause) => cause.scope === scope)) state.halts.delete(scope);
  for (const { scope } of halts) {
    const watch = state.halts.get(scope) ?? { sinceMs: nowMs, reported: false };
    state.halts.set(scope, watch);
    const reaches = reachOf(runtime, scope);
    const left = toEnd(runtime, reaches);
    for (const order of left) if (isDue(order, watch, nowMs)) void cancelOrder(runtime, order);
    void report(runtime, watch, reaches, left.length, nowMs);
  }
}

/** Ours, unsettled, and not protection: a reduce-only order keeps guarding its position. */
export function toEnd(runtime: Runtime, reaches: Reaches): readonly Order[] {
  return [...runtime.state.durable.orders.values()].filter(
    (order) => reaches(order.accountId) && !isTerminal(order.status) && !order.terms.reduceOnly,
  );
}

/** What a halt of these accounts has reached and what it leaves alone. */
export function killView(runtime: Runtime, reaches: Reaches, halted: boolean): KillView {
  const states = Object.values(runtime.state.portfolio.accounts).filter(({ account }) => reaches(account.id));
  const all = states.flatMap((state) =>
    Object.values(state.working).map((order) => viewOf(runtime, state, order)),
  );
  const ours = (reduceOnly: boolean) =>
    all.filter(({ order }) => order.origin === "yoke" && order.terms.reduceOnly === reduceOnly);
  return {
    halted,
    ending: ours(false).map(({ view }) => view),
    protection: ours(true).map(({ view }) => view),
    foreign: all.filter(({ order }) => order.origin !== "yoke").map(({ view }) => view),
    bare: states.flatMap((state) =>
      barePositions(state).map((position) => ({
        accountId: state.account.id,
        name: nameOf(runtime, position.listing),
        quantitySigned: position.quantitySigned.toString(),
      })),
    ),
  };
}

/** A cancel on its way is waited for; one that came to nothing is asked for again. */
function isDue({ cancel }: Order, { sinceMs }: HaltWatch, nowMs: number): boolean {
  if (cancel.status === "pending") return false;
  const restMs = nowMs - sinceMs < PATIENCE_MS ? 0 : SELDOM_MS;
  return nowMs - (cancel.requestedAtMs ?? Number.NEGATIVE_INFINITY) >= restMs;
}

/** Nothing is called clean before the venues were read again after it. */
async function report(
  runtime: Runtime,
  watch: HaltWatch,
  reaches: Reaches,
  left: number,
  nowMs: number,
): Promise<void> {
  if (watch.reported || (left > 0 && nowMs - watch.sinceMs < PATIENCE_MS)) return;
  watch.reported = true;
  const sessions = [...runtime.state.sessions.values()].filter(({ account }) => reaches(account.id));
  const read = await Promise.all(sessions.map((session) => reconcile(runtime, session)));
  const view = killView(runtime, reaches, true);
  if (left === 0 && view.ending.length > 0) {
    watch.reported = false;
    return;
  }
  runtime.audience.notice(words(bareInWords(runtime, view), read.every(Boolean), toEnd(runtime, reaches)));
}

/** As a person calls the accounts. */
function bareInWords({ state }: Runtime, { bare }: KillView): readonly string[] {
  return bare.map(
    ({ accountId, name, quantitySigned }) =>
      `${state.durable.accounts[accountId]?.name ?? accountId} ${quantitySigned} ${name}`,
  );
}

function words(
  bare: readonly string[],
  read: boolean,
  left: readonly Order[],
): Parameters<Runtime["audience"]["notice"]>[0] {
  const open = bare.length === 0 ? "" : ` Positions without an exit: ${bare.join(", ")}.`;
  if (left.length > 0) {
    const unproven = left.filter(({ status }) => status === "UNKNOWN" || status === "SENDING").length;
    const doubt = unproven === 0 ? "" : ` Of ${String(unproven)} it is not known whether they exist.`;
    return {
      level: "stop",
      text: `Halted, but ${String(left.length)} orders are not confirmed ended.${doubt}${open}`,
      remedy: "Look at the Orders panel and cancel them at the venue.",
    };
  }
  if (!read) {
    return {
      level: "stop",
      text: `Halted. None of our orders is known to work, but not every account could be read.${open}`,
      remedy: "Check those accounts at the venue.",
    };
  }
  return {
    level: bare.length === 0 ? "info" : "warn",
    text: `Halted: the venues show none of our orders working in the scope.${open}`,
    ...(bare.length === 0 ? {} : { remedy: "Flatten them, or give them an exit after resuming." }),
  };
}

function barePositions({ positions, working }: AccountState): readonly Position[] {
  const exits = Object.values(working);
  return Object.values(positions).filter(
    (position) => !position.quantitySigned.isZero() && !exits.some(({ terms }) => guards(terms, position)),
  );
}

function guards(terms: OrderTerms, position: Position): boolean {
  return (
    terms.listing === position.listing &&
    terms.positionSide === position.positionSide &&
    (terms.reduceOnly || terms.positionSide !== "both") &&
    terms.side === (position.quantitySigned.isPositive() ? "sell" : "buy")
  );
}

function viewOf(
  runtime: Runtime,
  { account }: AccountState,
  order: WorkingOrder,
): { readonly order: WorkingOrder; readonly view: KillOrderView } {
  const { side, quantity, listing } = order.terms;
  const words = `${side} ${quantity.minus(order.filled).toString()} ${nameOf(runtime, listing)}`;
  return { order, view: { accountId: account.id, orderId: order.id, origin: order.origin, words } };
}

function nameOf({ state }: Runtime, listing: string): string {
  return state.portfolio.listings[listing]?.name ?? listing;
}

function reachOf({ state }: Runtime, scope: CauseScope): Reaches {
  const cause = { scope, kind: "person", detail: "", sinceMs: 0 } as const;
  return (accountId) => {
    const environment = state.durable.accounts[accountId]?.environment;
    return environment !== undefined && causesReaching([cause], accountId, environment).length > 0;
  };
}
