// What is wanted: group, symbols, target and band. Reasons stand under the field that mends them.
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { type RebalanceForm as Form, type TargetKind, typeRebalance } from "../../stores/rebalance.ts";
import { useEntities, usePlan, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import type { FieldNote } from "../../ui/field.tsx";
import { NumberField } from "../../ui/field.tsx";
import { choicesOf, Select } from "../../ui/select.tsx";
import { MarketFields } from "./market-fields.tsx";

const TARGETS = choicesOf<TargetKind>({
  equal: "Equal",
  weights: "Weights",
  leverage: "Leverage",
  exposure: "Net exposure",
  mirror: "Mirror",
  flat: "Flat",
});
const TARGET_WORDS: Readonly<Record<TargetKind, string>> = {
  equal: "the same share in all",
  weights: "shares of equity, typed",
  leverage: "gross over equity",
  exposure: "long less short",
  mirror: "the shares of one account",
  flat: "nothing held",
};
const BANDS = choicesOf<Form["band"]>({ none: "None", fixed: "Fixed", optimal: "From cost" });

export function RebalanceForm(): ReactNode {
  const { rebalance } = useTerminal();
  const form = useStore(rebalance.form);
  const type = (change: Partial<Form>): void => typeRebalance(rebalance, change);
  return (
    <div className="form rebalance-form">
      <div className="rebalance-row">
        <GroupField form={form} onType={type} />
        <Select
          label="Target"
          value={form.target}
          choices={TARGETS}
          note={{ text: TARGET_WORDS[form.target] }}
          onChange={(target) => type({ target, markets: marketsFor(target, form) })}
        />
        <TargetFields form={form} onType={type} />
        {form.target === "flat" ? null : <BandFields form={form} onType={type} />}
        <BoundField form={form} onType={type} />
      </div>
      <MarketFields form={form} onType={type} note={useFailureNote("markets")} />
    </div>
  );
}

interface PartProps {
  readonly form: Form;
  readonly onType: (change: Partial<Form>) => void;
}

/** A net exposure is moved by one symbol; leverage and flat look at everything held. */
function marketsFor(target: TargetKind, { markets }: Form): Form["markets"] {
  if (target === "leverage" || target === "flat") return [];
  return target === "exposure" ? markets.slice(0, 1) : markets;
}

/** Main's reason at a field of the form; `place` is the field or what it stands in. */
function useFailureNote(place: string): FieldNote | undefined {
  const { desk } = useTerminal().rebalance;
  const text = usePlan(desk, ({ failures }) => {
    const failure = failures.find((one) => one.place === place || one.place.startsWith(`${place}.`));
    if (failure === undefined) return undefined;
    return failure.remedy === undefined ? failure.message : `${failure.message} ${failure.remedy}`;
  });
  return text === undefined ? undefined : { text, tone: "stop" };
}

function GroupField({ form, onType }: PartProps): ReactNode {
  const environment = useWorkspace((state) => state.environment);
  const note = useFailureNote("groupId");
  const lines = useEntities("group", (table) =>
    Object.values(table.byId).flatMap((group) =>
      group.environment === environment ? [group.id, group.name] : [],
    ),
  );
  const choices = lines.flatMap((value, index) =>
    index % 2 === 0 ? [{ value, label: lines[index + 1] ?? value }] : [],
  );
  return (
    <Select
      label="Group"
      value={form.groupId}
      choices={choices}
      empty={choices.length === 0 ? "make one first" : "choose"}
      note={note ?? { text: "of one environment" }}
      onChange={(groupId) => onType({ groupId, accountId: "" })}
    />
  );
}

function TargetFields({ form, onType }: PartProps): ReactNode {
  const note = useFailureNote("target");
  switch (form.target) {
    case "leverage":
      return (
        <NumberField
          label="Leverage"
          unit="×"
          step="0.1"
          value={form.leverage}
          note={note ?? { text: "in today's proportions" }}
          onChange={(leverage) => onType({ leverage })}
        />
      );
    case "exposure":
      return (
        <NumberField
          label="Net"
          unit="% of equity"
          step="1"
          value={form.percent}
          note={note ?? { text: "negative is short" }}
          onChange={(percent) => onType({ percent })}
        />
      );
    case "mirror":
      return <MirrorField form={form} onType={onType} />;
    case "weights":
      return (
        <Select
          label="Not named"
          value={form.others}
          choices={OTHERS}
          note={note ?? { text: "what is held and not named" }}
          onChange={(others) => onType({ others })}
        />
      );
    case "equal":
    case "flat":
      return null;
  }
}

/** How far buys and sells of one underlying may be apart while they go in stages. */
function BoundField({ form, onType }: PartProps): ReactNode {
  const note = useFailureNote("exposureBound");
  return (
    <NumberField
      label="Apart at most"
      unit="USD"
      step="1000"
      value={form.exposureBound}
      note={
        note ?? {
          text: form.exposureBound === "" ? "empty: the largest order" : "buys and sells, on the way",
        }
      }
      onChange={(exposureBound) => onType({ exposureBound })}
    />
  );
}

const OTHERS = choicesOf<Form["others"]>({ keep: "Keep", close: "Close" });

function MirrorField({ form, onType }: PartProps): ReactNode {
  const note = useFailureNote("target");
  const { entities } = useTerminal();
  const members = useEntities("group", (table) =>
    (table.byId[form.groupId]?.members ?? []).map(({ accountId }) => accountId),
  );
  const accounts = entities.account.getState().byId;
  const choices = members.map((value) => ({ value, label: accounts[value]?.name ?? value }));
  return (
    <Select
      label="Same as"
      value={form.accountId}
      choices={choices}
      empty="choose"
      note={note ?? { text: "its share of equity in each symbol" }}
      onChange={(accountId) => onType({ accountId })}
    />
  );
}

function BandFields({ form, onType }: PartProps): ReactNode {
  const note = useFailureNote("band");
  return (
    <>
      <Select
        label="Band"
        value={form.band}
        choices={BANDS}
        note={note ?? { text: "no trade while inside it" }}
        onChange={(band) => onType({ band })}
      />
      {form.band === "fixed" ? (
        <NumberField
          label="Width"
          unit="± %"
          step="0.1"
          value={form.widthPercent}
          note={{ text: "traded back to its edge" }}
          onChange={(widthPercent) => onType({ widthPercent })}
        />
      ) : null}
      {form.band === "optimal" ? (
        <>
          <NumberField
            label="Volatility"
            unit="%"
            step="1"
            value={form.volatilityPercent}
            note={{ text: "of the deviation, a year" }}
            onChange={(volatilityPercent) => onType({ volatilityPercent })}
          />
          <NumberField
            label="Penalty"
            step="0.1"
            value={form.penalty}
            note={{ text: "of its square, a year" }}
            onChange={(penalty) => onType({ penalty })}
          />
        </>
      ) : null}
    </>
  );
}
