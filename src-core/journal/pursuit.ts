// What happens to a submitted plan after its first orders: a person's word on it, its follow-ups, and how it ended.
import type { FailurePolicy } from "../plan/plan.ts";

/** `whole`: all of it filled. `left`: something is missing and stays so. `flat`, `dust`, `blocked`, `open`: ends of a flatten. */
export const PLAN_ENDS = ["whole", "left", "unwound", "flat", "dust", "blocked", "open"] as const;
export type PlanEnd = (typeof PLAN_ENDS)[number];

export interface Pursuit {
  /** Said after the submit; it outranks the plan's own policy. */
  readonly choice?: FailurePolicy;
  /** Plans that act for this one, in their order. */
  readonly followUps: readonly string[];
  /** Present when nothing more is done by itself. */
  readonly settled?: { readonly end: PlanEnd; readonly detail: string; readonly atMs: number };
}

export const NO_PURSUIT: Pursuit = { followUps: [] };
