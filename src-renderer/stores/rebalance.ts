// The rebalance as typed, and the table that main last answered: beside its plan, never apart from it.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { AnswerOf } from "../../src-core/contract/answers.ts";
import type { RebalanceDraft } from "../../src-core/contract/preset-requests.ts";
import type { RebalancePreview, RebalanceView } from "../../src-core/contract/rebalance-view.ts";
import type { Client } from "../bridge/client.ts";
import type { Clock } from "./clock.ts";
import { createPlanDesk, type PlanDesk } from "./plan-desk.ts";

export type TargetKind = RebalanceDraft["target"]["kind"];
export type BandKind = RebalanceDraft["band"]["kind"];

export interface RebalanceForm {
  readonly groupId: string;
  /** What is typed is still what was saved under this id. */
  readonly presetId: string;
  readonly target: TargetKind;
  /** Empty: everything that the accounts hold. */
  readonly markets: readonly { readonly listing: string; readonly weight: string }[];
  readonly others: "keep" | "close";
  readonly leverage: string;
  readonly percent: string;
  readonly accountId: string;
  readonly band: BandKind;
  readonly widthPercent: string;
  readonly volatilityPercent: string;
  readonly penalty: string;
  /** USD that buys and sells may be apart on the way; empty: the largest order of the limits. */
  readonly exposureBound: string;
}

/** The table with the form that it answers; `plan`: there is something to submit. */
export interface RebalanceTable {
  readonly form: number;
  readonly view?: RebalanceView;
  readonly plan: boolean;
}

export interface RebalanceRoom {
  readonly form: StoreApi<RebalanceForm>;
  readonly table: StoreApi<RebalanceTable>;
  readonly desk: PlanDesk;
}

export const EMPTY_REBALANCE: RebalanceForm = {
  groupId: "",
  presetId: "",
  target: "equal",
  markets: [],
  others: "keep",
  leverage: "",
  percent: "",
  accountId: "",
  band: "none",
  widthPercent: "1",
  volatilityPercent: "20",
  penalty: "1",
  exposureBound: "",
};

/** Code of the answer to do nothing, which is no fault. */
export const NOTHING_TO_DO = "nothing-to-do";

/** The form, its table and its desk. */
export function createRebalanceRoom(client: Client, clock: Clock): RebalanceRoom {
  const form = createStore<RebalanceForm>(() => EMPTY_REBALANCE);
  const table = createStore<RebalanceTable>(() => ({ form: -1, plan: false }));
  let lastQuestion = 0;
  const desk: PlanDesk = createPlanDesk(client, clock, () => {
    const asked = requestOf(form.getState());
    lastQuestion += 1;
    if (asked === undefined) return undefined;
    const question = lastQuestion;
    const of = desk.store.getState().form;
    return client.request("plan/preview-rebalance", asked).then((answer) => {
      if (question === lastQuestion) table.setState(tableOf(of, answer), true);
      return planAnswer(answer);
    });
  });
  form.subscribe(() => {
    desk.changed();
  });
  return { form, table, desk };
}

/** Changes the form by hand: what was saved under a name is no longer what is typed. */
export function typeRebalance(room: RebalanceRoom, change: Partial<RebalanceForm>): void {
  room.form.setState({ presetId: "", ...change });
}

/** Puts what was saved into the form, and asks for its plan at once. */
export function loadRebalance(
  room: RebalanceRoom,
  presetId: string,
  groupId: string,
  { markets, target, band, exposureBound = "" }: RebalanceDraft,
): void {
  room.form.setState(
    {
      ...EMPTY_REBALANCE,
      ...target,
      ...band,
      exposureBound,
      groupId,
      presetId,
      markets: markets.map(({ listing, weight }) => ({ listing, weight: weight ?? "" })),
      target: target.kind,
      band: band.kind,
    } satisfies RebalanceForm & { readonly kind: string },
    true,
  );
  room.desk.ask();
}

/** What the form asks, as it would be saved. */
export function rebalanceDraftOf(form: RebalanceForm): RebalanceDraft {
  return {
    markets: form.markets.map(({ listing, weight }) =>
      form.target === "weights" ? { listing, weight: weight.trim() } : { listing },
    ),
    target: targetOf(form),
    band: bandOf(form),
    ...(form.exposureBound.trim() === "" ? {} : { exposureBound: form.exposureBound.trim() }),
  };
}

/** What the form still lacks, in words for its button; undefined when main can be asked. */
export function rebalanceLacks(form: RebalanceForm): string | undefined {
  if (form.groupId === "") return "Choose a group";
  const lacks = (text: string, word: string): string | undefined =>
    text.trim() === "" ? `Type a ${word}` : undefined;
  return lackingTarget(form, lacks) ?? lackingBand(form, lacks);
}

type Lacks = (text: string, word: string) => string | undefined;

function lackingTarget(form: RebalanceForm, lacks: Lacks): string | undefined {
  const named = form.markets.length > 0;
  switch (form.target) {
    case "weights":
      if (!named) return "Choose a symbol";
      return form.markets.some(({ weight }) => weight.trim() === "") ? "Type a weight" : undefined;
    case "leverage":
      return lacks(form.leverage, "leverage");
    case "exposure":
      return named ? lacks(form.percent, "net exposure") : "Choose a symbol";
    case "mirror":
      return form.accountId === "" ? "Choose the account to mirror" : undefined;
    case "equal":
    case "flat":
      return undefined;
  }
}

function lackingBand(form: RebalanceForm, lacks: Lacks): string | undefined {
  if (form.target === "flat" || form.band === "none") return undefined;
  if (form.band === "fixed") return lacks(form.widthPercent, "width of the band");
  return lacks(form.volatilityPercent, "volatility") ?? lacks(form.penalty, "penalty");
}

function requestOf(form: RebalanceForm) {
  if (form.presetId !== "") return { presetId: form.presetId };
  if (rebalanceLacks(form) !== undefined) return undefined;
  return { groupId: form.groupId, draft: rebalanceDraftOf(form) };
}

function targetOf(form: RebalanceForm): RebalanceDraft["target"] {
  switch (form.target) {
    case "weights":
      return { kind: "weights", others: form.others };
    case "leverage":
      return { kind: "leverage", leverage: form.leverage.trim() };
    case "exposure":
      return { kind: "exposure", percent: form.percent.trim() };
    case "mirror":
      return { kind: "mirror", accountId: form.accountId };
    case "equal":
    case "flat":
      return { kind: form.target };
  }
}

function bandOf({
  target,
  band,
  widthPercent,
  volatilityPercent,
  penalty,
}: RebalanceForm): RebalanceDraft["band"] {
  if (target === "flat" || band === "none") return { kind: "none" };
  if (band === "fixed") return { kind: "fixed", widthPercent: widthPercent.trim() };
  return { kind: "optimal", volatilityPercent: volatilityPercent.trim(), penalty: penalty.trim() };
}

function tableOf(form: number, answer: AnswerOf<"plan/preview-rebalance">): RebalanceTable {
  if (!answer.ok) return { form, plan: false };
  return { form, view: answer.value.rebalance, plan: answer.value.plan !== undefined };
}

/** The plan alone, as every desk takes it; doing nothing has none. */
function planAnswer(answer: AnswerOf<"plan/preview-rebalance">): AnswerOf<"plan/preview-order"> {
  if (!answer.ok) return answer;
  const { plan, rebalance }: RebalancePreview = answer.value;
  if (plan !== undefined) return { ok: true, value: plan };
  return { ok: false, failures: [{ code: NOTHING_TO_DO, place: "plan", message: rebalance.reason }] };
}
