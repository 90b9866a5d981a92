// Stop: halt the scope at once, void what has not left, and cancel our orders until the venue says there are none.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { KillScope } from "../../src-core/contract/requests.ts";
import { isTerminal, type Order } from "../../src-core/orders/order.ts";
import type { AccountId } from "../../src-core/portfolio/account.ts";
import type { CauseScope } from "../../src-core/risk/risk-state.ts";
import { answer } from "./answer.ts";
import { cancelOrder } from "./cancel-orders.ts";
import { clearCause, setCause } from "./causes.ts";
import type { Runtime } from "./runtime.ts";
import { voidApprovals } from "./send-orders.ts";

/** How often cancels repeat until every order of the scope is settled, and for how long. */
const REPEAT_EVERY_MS = 1_000;
const REPEAT_FOR_MS = 60_000;

/** Halts the scope and starts cancelling; safe to press twice. Reduce-only protection stays. */
export function engageKill(runtime: Runtime, scope: KillScope): Answer<{ readonly cancelling: number }> {
  const nowMs = runtime.ports.clock.nowMs();
  setCause(runtime, { scope: causeScope(scope), kind: "person", detail: "Halted by hand.", sinceMs: nowMs });
  const reaches = (accountId: AccountId) => inScope(runtime, scope, accountId);
  voidApprovals(runtime, (order) => reaches(order.accountId), "Halted before it was sent.");
  runtime.state.standing.clear();
  runtime.state.armedPresets.clear();
  runtime.audience.touchPresets();
  const targets = cancellable(runtime, reaches);
  converge(runtime, reaches, nowMs + REPEAT_FOR_MS);
  return answer({ cancelling: targets.length });
}

/** What a person takes back by resuming once nobody halts: each of these asked for his eyes. A day's loss waits for the next day. */
const ACKNOWLEDGED = ["repeat", "liquidation", "revived-order", "journal"] as const;

/** Only a person resumes: first what a person halted, and only then, asked again, what else waits for a person in the scope. */
export function resume(runtime: Runtime, scope: KillScope): Answer<null> {
  const reached = runtime.state.durable.causes.filter((cause) => isReached(runtime, scope, cause.scope));
  const halts = reached.filter(({ kind }) => kind === "person");
  const waiting = reached.filter(({ kind }) => ACKNOWLEDGED.some((known) => known === kind));
  for (const cause of halts.length > 0 ? halts : waiting)
    clearCause(runtime, cause.scope, cause.kind, "person");
  return answer(null);
}

/** A scope reaches the causes of itself and of what lies inside it. */
function isReached(runtime: Runtime, scope: KillScope, cause: CauseScope): boolean {
  if (scope.kind === "all" || cause === causeScope(scope)) return true;
  return cause.startsWith("account:") && inScope(runtime, scope, cause.slice("account:".length));
}

function converge(runtime: Runtime, reaches: (accountId: AccountId) => boolean, untilMs: number): void {
  const targets = cancellable(runtime, reaches);
  const { clock } = runtime.ports;
  if (targets.length === 0 || clock.nowMs() > untilMs) {
    reportEnd(runtime, targets);
    return;
  }
  for (const order of targets) if (order.cancel.status !== "pending") void cancelOrder(runtime, order);
  clock.after(REPEAT_EVERY_MS, () => {
    converge(runtime, reaches, untilMs);
  });
}

function reportEnd(runtime: Runtime, left: readonly Order[]): void {
  if (left.length === 0) {
    runtime.audience.notice({ level: "info", text: "Halted: none of our orders is working in the scope." });
    return;
  }
  runtime.audience.notice({
    level: "stop",
    text: `Halted, but ${String(left.length)} orders are not confirmed cancelled.`,
    remedy: "Look at the Orders panel and cancel them at the venue.",
  });
}

/** Ours, unsettled, and not protection: a reduce-only order keeps guarding its position. */
function cancellable(runtime: Runtime, reaches: (accountId: AccountId) => boolean): readonly Order[] {
  return [...runtime.state.durable.orders.values()].filter(
    (order) => reaches(order.accountId) && !isTerminal(order.status) && !order.terms.reduceOnly,
  );
}

function causeScope(scope: KillScope): CauseScope {
  switch (scope.kind) {
    case "all":
      return "installation";
    case "environment":
      return `environment:${scope.environment}`;
    case "account":
      return `account:${scope.accountId}`;
  }
}

function inScope(runtime: Runtime, scope: KillScope, accountId: AccountId): boolean {
  if (scope.kind === "all") return true;
  if (scope.kind === "account") return scope.accountId === accountId;
  return runtime.state.durable.accounts[accountId]?.environment === scope.environment;
}
