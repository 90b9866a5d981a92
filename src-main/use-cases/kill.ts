// Stop: halt the scope at once, void what has not left, and cancel our orders until the venue says there are none.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { KillView } from "../../src-core/contract/outcome-views.ts";
import type { KillScope } from "../../src-core/contract/requests.ts";
import type { AccountId } from "../../src-core/portfolio/account.ts";
import type { CauseScope } from "../../src-core/risk/risk-state.ts";
import { answer, refusal } from "./answer.ts";
import { choosePolicy } from "./begin-pursuit.ts";
import { cancelForeign } from "./cancel-foreign.ts";
import { cancelOrder } from "./cancel-orders.ts";
import { clearCause, setCause } from "./causes.ts";
import { keepHalt, killView, toEnd } from "./keep-halt.ts";
import { dayIsOver } from "./risk-breakers.ts";
import type { Runtime } from "./runtime.ts";
import { reconcile } from "./sync-account.ts";
import { voidApprovals } from "./send-orders.ts";

/** Halts the scope and starts cancelling; safe to press twice. Reduce-only protection stays until it is named. */
export function engageKill(runtime: Runtime, scope: KillScope): Answer<{ readonly cancelling: number }> {
  const { state, ports } = runtime;
  const sinceMs = ports.clock.nowMs();
  setCause(runtime, { scope: causeScope(scope), kind: "person", detail: "Halted by hand.", sinceMs });
  const reaches = (accountId: AccountId) => inScope(runtime, scope, accountId);
  voidApprovals(runtime, (order) => reaches(order.accountId), "Halted before it was sent.");
  state.standing.clear();
  state.armedPresets.clear();
  runtime.audience.touchPresets();
  for (const planId of state.pursued.keys()) {
    const legs = state.durable.plans.get(planId)?.body.legs ?? [];
    if (legs.some(({ accountId }) => reaches(accountId))) choosePolicy(runtime, planId, "leave", "kill");
  }
  state.halts.set(causeScope(scope), { sinceMs, reported: false });
  keepHalt(runtime);
  return answer({ cancelling: toEnd(runtime, reaches).length });
}

/** Halts at once, and answers when the halt would also hold after a crash. */
export async function haltForGood(
  runtime: Runtime,
  scope: KillScope,
): Promise<ReturnType<typeof engageKill>> {
  const engaged = engageKill(runtime, scope);
  await runtime.keeper.settled();
  return engaged;
}

/** What a halt of the scope reaches, and what it leaves to louder steps. */
export function lookAtKill(runtime: Runtime, scope: KillScope): Answer<KillView> {
  const reaches = (accountId: AccountId) => inScope(runtime, scope, accountId);
  return answer(killView(runtime, reaches, isHalted(runtime, scope)));
}

/** Cancels what a person named while it was halted: protection of ours, and orders of others. */
export async function cancelNamed(
  runtime: Runtime,
  scope: KillScope,
  named: readonly { readonly accountId: AccountId; readonly orderId: string }[],
): Promise<Answer<{ readonly asked: number }>> {
  if (!isHalted(runtime, scope)) {
    return refusal("not-halted", "scope", "This scope is not halted.", "Halt it first.");
  }
  const reached = named.filter(({ accountId }) => inScope(runtime, scope, accountId));
  await Promise.all(
    reached.map(async ({ accountId, orderId }) => {
      const order = runtime.state.durable.orders.get(orderId);
      if (order?.accountId === accountId) await cancelOrder(runtime, order);
      else await cancelForeign(runtime, accountId, orderId);
    }),
  );
  for (const accountId of new Set(reached.map((order) => order.accountId))) {
    const session = runtime.state.sessions.get(accountId);
    if (session !== undefined && !session.syncing) void reconcile(runtime, session);
  }
  return answer({ asked: reached.length });
}

/** What a person takes back by resuming once nobody halts: each of these asked for his eyes. A day's loss waits for the next day. */
const ACKNOWLEDGED = ["repeat", "liquidation", "revived-order", "journal"] as const;

/** Only a person resumes: first what a person halted, and only then, asked again, what else waits for a person in the scope. */
export function resume(runtime: Runtime, scope: KillScope): Answer<null> {
  const reached = runtime.state.durable.causes.filter((cause) => isReached(runtime, scope, cause.scope));
  const halts = reached.filter(({ kind }) => kind === "person");
  const nowMs = runtime.ports.clock.nowMs();
  const waiting = reached.filter(
    (cause) =>
      ACKNOWLEDGED.some((known) => known === cause.kind) ||
      (cause.kind === "daily-loss" && dayIsOver(cause, nowMs)),
  );
  for (const cause of halts.length > 0 ? halts : waiting)
    clearCause(runtime, cause.scope, cause.kind, "person");
  return answer(null);
}

/** A scope reaches the causes of itself and of what lies inside it. */
function isReached(runtime: Runtime, scope: KillScope, cause: CauseScope): boolean {
  if (scope.kind === "all" || cause === causeScope(scope)) return true;
  return cause.startsWith("account:") && inScope(runtime, scope, cause.slice("account:".length));
}

/** True while a person's halt of exactly this scope, or of everything, stands. */
function isHalted({ state }: Runtime, scope: KillScope): boolean {
  const scopes = [causeScope(scope), "installation"];
  return state.durable.causes.some(({ kind, scope: held }) => kind === "person" && scopes.includes(held));
}

/** The name under which a scope's halt stands. */
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

/** Whether a halt of this scope reaches the account. */
function inScope(runtime: Runtime, scope: KillScope, accountId: AccountId): boolean {
  if (scope.kind === "all") return true;
  if (scope.kind === "account") return scope.accountId === accountId;
  return runtime.state.durable.accounts[accountId]?.environment === scope.environment;
}
