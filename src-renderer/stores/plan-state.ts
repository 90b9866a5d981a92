// What stands on the screen about one plan, and whether Submit may act on it: one rule for the button and the keyboard.
import type { PlanPreview } from "../../src-core/contract/views.ts";
import type { Failure } from "../bridge/client.ts";

/** What became of the plan that was sent; `unanswered` is neither sent nor not sent. */
export interface Submission {
  readonly planId: string;
  readonly hash: string;
  readonly title: string;
  readonly state: "sending" | "sent" | "refused" | "unanswered";
  readonly failures: readonly Failure[];
  readonly atMs: number;
}

export interface PlanState {
  /** Counts changes of the form. */
  readonly form: number;
  /** A question about the present form waits for its answer, or is about to be asked. */
  readonly asking: boolean;
  readonly shown?: { readonly form: number; readonly preview: PlanPreview };
  readonly failures: readonly Failure[];
  readonly submission?: Submission;
}

export const NO_PLAN: PlanState = { form: 0, asking: false, failures: [] };

/** The plan shown, if it answers the form as it stands now. */
export function freshPreview(state: PlanState): PlanPreview | undefined {
  return state.shown?.form === state.form ? state.shown.preview : undefined;
}

/** Why the plan cannot be sent, in words for its button; undefined when it can. */
export function obstacleOf(state: PlanState, nowMs: number): string | undefined {
  const preview = freshPreview(state);
  if (state.submission !== undefined) return SUBMITTED[state.submission.state];
  if (preview === undefined) return state.asking ? "Working out the plan" : "No plan to send";
  if (preview.decision !== "approve") return "Refused by a limit";
  if (nowMs >= preview.validUntilMs) return "Plan too old: press Preview";
  return undefined;
}

const SUBMITTED: Readonly<Record<Submission["state"], string>> = {
  sending: "Sending",
  sent: "Sent",
  refused: "Refused: press Preview",
  unanswered: "No answer: it may have been sent",
};
