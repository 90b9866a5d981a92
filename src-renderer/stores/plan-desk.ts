// One plan at a time: numbered questions to main, latest wins, and one submit for each plan.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { AnswerOf } from "../../src-core/contract/answers.ts";
import { NO_ANSWER, type Client, type Failure } from "../bridge/client.ts";
import type { Clock } from "./clock.ts";
import { freshPreview, NO_PLAN, obstacleOf, type PlanState, type Submission } from "./plan-state.ts";

type PreviewAnswer = AnswerOf<"plan/preview-order">;

/** Answers undefined while the form is not complete enough to be asked about. */
export type Ask = () => Promise<PreviewAnswer> | undefined;

export interface PlanDesk {
  readonly store: StoreApi<PlanState>;
  /** The form changed: what is shown is old from now on, and is asked again after a short rest. */
  changed(): void;
  /** Asks at once, also after a plan was sent or refused. */
  ask(): void;
  /** Asks again shortly before the plan on the screen expires. */
  renew(): void;
  confirmDuplicate(): void;
  /** Sends the plan shown; does nothing when it may not be sent or was sent before. */
  submit(): Promise<void>;
  /** Asks what became of an unanswered submit: main answers a second submit of a plan with the first one's answer. */
  askAgain(): Promise<void>;
  /** Forgets plan and submission; what was sent stays sent. */
  clear(): void;
}

const REST_MS = 150;
/** A price or balance that main has asked for and that has not come yet. */
const COMES_BY_ITSELF = "input-unknown";
const ASK_AGAIN_MS = 1_000;
const RENEW_BEFORE_MS = 3_000;

/** A desk for one form. */
export function createPlanDesk(client: Client, clock: Clock, askMain: Ask): PlanDesk {
  const store = createStore<PlanState>(() => NO_PLAN);
  let lastQuestion = 0;
  let takeBack = (): void => undefined;

  const put = (promise: Promise<PreviewAnswer> | undefined): void => {
    const question = nextQuestion();
    const { form } = store.getState();
    if (promise === undefined) {
      store.setState({ ...NO_PLAN, form }, true);
      return;
    }
    store.setState({ asking: true });
    void promise.then((answer) => {
      if (question !== lastQuestion) return;
      store.setState((state) => answered(state, form, answer), true);
      if (comesByItself(answer)) takeBack = clock.after(ASK_AGAIN_MS, askIfIdle);
    });
  };
  const nextQuestion = (): number => {
    takeBack();
    lastQuestion += 1;
    return lastQuestion;
  };
  const askIfIdle = (): void => {
    if (store.getState().submission === undefined) put(askMain());
  };

  return {
    store,
    ask: () => {
      store.setState(withoutSettledSubmission, true);
      askIfIdle();
    },
    changed: () => {
      nextQuestion();
      store.setState(
        (state) => ({ ...withoutSettledSubmission(state), form: state.form + 1, asking: true, failures: [] }),
        true,
      );
      takeBack = clock.after(REST_MS, askIfIdle);
    },
    renew: () => {
      const state = store.getState();
      const preview = freshPreview(state);
      if (preview === undefined || state.asking) return;
      if (clock.now() >= preview.validUntilMs - RENEW_BEFORE_MS) askIfIdle();
    },
    confirmDuplicate: () => {
      const preview = freshPreview(store.getState());
      if (preview?.needsConfirmation !== true) return;
      put(client.request("plan/confirm-duplicate", { planId: preview.planId }));
    },
    submit: async () => {
      const state = store.getState();
      const preview = freshPreview(state);
      if (preview === undefined || obstacleOf(state, clock.now()) !== undefined) return;
      nextQuestion();
      const { planId, hash, title } = preview;
      await send(client, clock, store, { planId, hash, title });
    },
    askAgain: async () => {
      const { submission } = store.getState();
      if (submission?.state === "unanswered") await send(client, clock, store, submission);
    },
    clear: () => {
      nextQuestion();
      store.setState((state) => ({ ...NO_PLAN, form: state.form + 1 }), true);
    },
  };
}

function comesByItself(answer: PreviewAnswer): boolean {
  if (answer.ok) return answer.value.bookAwaited === true;
  return answer.failures.some(({ code }) => code === COMES_BY_ITSELF);
}

function answered(state: PlanState, form: number, answer: PreviewAnswer): PlanState {
  const { shown: _old, ...rest } = state;
  if (!answer.ok) return { ...rest, asking: false, failures: answer.failures };
  return { ...rest, asking: false, shown: { form, preview: answer.value }, failures: [] };
}

async function send(
  client: Client,
  clock: Clock,
  store: StoreApi<PlanState>,
  plan: Pick<Submission, "planId" | "hash" | "title">,
): Promise<void> {
  const report = (state: Submission["state"], failures: readonly Failure[]): void => {
    const { planId, hash, title } = plan;
    store.setState({
      asking: false,
      submission: { planId, hash, title, state, failures, atMs: clock.now() },
    });
  };
  report("sending", []);
  const answer = await client.request("plan/submit", { planId: plan.planId, hash: plan.hash });
  if (answer.ok) report("sent", []);
  else
    report(
      answer.failures.some(({ code }) => code === NO_ANSWER) ? "unanswered" : "refused",
      answer.failures,
    );
}

/** What was sent or refused may leave the screen; what is on its way or unanswered may not. */
function withoutSettledSubmission(state: PlanState): PlanState {
  const { submission, ...rest } = state;
  return submission?.state === "sent" || submission?.state === "refused" ? rest : state;
}
