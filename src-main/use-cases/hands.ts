// What the pursuit of a plan may do, and what it looks at.
import type { PlanFamily } from "../../src-core/orders/plan-outcome.ts";
import type { FollowUpLeg } from "../../src-core/plan/follow-up.ts";
import type { FollowUpKind } from "../../src-core/plan/plan.ts";
import type { PursuedPlan, Runtime } from "./runtime.ts";

/** What every kind of pursuit may do. */
export interface Hands {
  readonly runtime: Runtime;
  readonly entry: PursuedPlan;
  readonly family: PlanFamily;
  /** Cancels orders of ours that do not have a cancel on its way. */
  readonly cancel: (clientIds: readonly string[]) => Promise<void>;
  /** Sends the plan's own next legs. A refusal makes the next try wait longer. */
  readonly stage: () => Promise<void>;
  /** Sends a plan inside the first one's envelope. A refusal makes the next try wait longer. */
  readonly follow: (kind: FollowUpKind, legs: readonly FollowUpLeg[]) => Promise<void>;
}
