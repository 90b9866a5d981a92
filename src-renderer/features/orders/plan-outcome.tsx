// Under the table: what a group order planned against what became of it, and what a person may choose about the rest.
import { useState, type ReactNode } from "react";
import type { LegOutcomeView, PlanQuestionView } from "../../../src-core/contract/outcome-views.ts";
import type { GroupOrderView } from "../../../src-core/contract/views.ts";
import type { Failure } from "../../bridge/client.ts";
import { useEntity, useTerminal } from "../../stores/use-terminal.ts";
import { Amount } from "../../ui/amount.tsx";
import { signOf } from "../../ui/amount-text.ts";
import { Button } from "../../ui/buttons.tsx";
import { Failures } from "../../ui/messages.tsx";

const STATES: Readonly<Record<LegOutcomeView["state"], string>> = {
  unsent: "Not sent",
  unknown: "UNKNOWN",
  working: "Open",
  filled: "Filled",
  refused: "Refused",
  short: "Ended short",
};

const ENDS: Readonly<Record<NonNullable<GroupOrderView["ended"]>["end"], string>> = {
  whole: "Done",
  left: "Left as it is",
  unwound: "Taken back",
  flat: "Flat",
  dust: "Flat but for dust",
  blocked: "BLOCKED",
  open: "Not flat",
};

export function PlanOutcome({ id }: { readonly id: string }): ReactNode {
  const group = useEntity("groupOrder", id, (view) => view);
  if (group === undefined) return null;
  const { outcome, question, ended } = group;
  const differing = outcome.filter(
    ({ state, unwound }) => state !== "filled" || signOf(unwound, undefined) !== 0,
  );
  if (differing.length === 0 && question === undefined && ended === undefined) return null;
  return (
    <section className="outcome" aria-label="Plan against outcome">
      {ended === undefined ? null : (
        <p className={ended.end === "whole" || ended.end === "flat" || ended.end === "unwound" ? "" : "warn"}>
          <b>{ENDS[ended.end]}.</b> {ended.detail}
        </p>
      )}
      {question === undefined ? null : <Question id={id} question={question} />}
      {differing.length === 0 ? null : (
        <table>
          <thead>
            <tr>
              <th>Account</th>
              <th className="end">Planned</th>
              <th className="end">Filled</th>
              <th className="end">Missing</th>
              <th className="end">Taken back</th>
              <th className="end">Average</th>
              <th>State</th>
              <th>Why</th>
            </tr>
          </thead>
          <tbody>
            {differing.map((leg, index) => (
              <OutcomeLeg key={`${leg.accountId} ${String(index)}`} leg={leg} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function OutcomeLeg({ leg }: { readonly leg: LegOutcomeView }): ReactNode {
  const name = useEntity("account", leg.accountId, (account) => account.name) ?? leg.accountId;
  const quantities = [leg.planned, leg.filled, leg.missing, leg.unwound] as const;
  return (
    <tr className={leg.state === "unknown" || leg.state === "refused" ? "warn" : ""}>
      <td>{name}</td>
      {quantities.map((quantity, index) => (
        <td key={index} className="end">
          <Amount value={quantity} exact />
        </td>
      ))}
      <td className="end">
        <Amount value={leg.averagePrice} exact none={signOf(leg.filled, undefined) === 0} />
      </td>
      <td>{STATES[leg.state]}</td>
      <td className="why" title={leg.reason}>
        {leg.reason ?? (leg.state === "unknown" ? "It may or may not exist." : "")}
      </td>
    </tr>
  );
}

const CHOICES: Readonly<Record<PlanQuestionView["choices"][number]["choice"], string>> = {
  leave: "Leave it",
  complete: "Complete",
  unwind: "Unwind",
};

function Question({ id, question }: { readonly id: string; readonly question: PlanQuestionView }): ReactNode {
  const { client } = useTerminal();
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const choose = (choice: PlanQuestionView["choices"][number]["choice"]): void => {
    void client.request("plan/choose", { groupOrderId: id, choice }).then((answer) => {
      setFailures(answer.ok ? [] : answer.failures);
    });
  };
  return (
    <>
      <div className="row">
        <b className="warn">Not every leg filled. What now?</b>
        {question.choices.map(({ choice, quantity, cost }) => (
          <Button
            key={choice}
            disabled={choice !== "leave" && signOf(quantity, undefined) === 0}
            title={cost === undefined ? "" : `Fees at the taker rate: about ${cost} in the quote currency`}
            onClick={() => choose(choice)}
          >
            {CHOICES[choice]}
            {choice === "leave" ? null : (
              <>
                {" "}
                <Amount value={quantity} exact />
                <span className="second">
                  {" "}
                  fee <Amount value={cost} digits={2} />
                </span>
              </>
            )}
          </Button>
        ))}
      </div>
      <Failures failures={failures} />
    </>
  );
}
