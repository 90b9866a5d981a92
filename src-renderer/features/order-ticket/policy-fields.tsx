// How long the orders stand, and what happens when not all goes as planned: chosen before, shown and kept with the plan.
import type { ReactNode } from "react";
import type { Choose, TicketState } from "../../stores/ticket.ts";
import { Check } from "../../ui/check.tsx";
import { choicesOf, Select } from "../../ui/select.tsx";
import { DENIAL_WORDS, FAILURE_WORDS, FORCE_WORDS, LEFTOVER_WORDS } from "../../ui/words.ts";
import { noteOf } from "./notes.ts";
import { useProblems } from "./use-problems.ts";

const FORCES = choicesOf(FORCE_WORDS);
const FAILURES = choicesOf(FAILURE_WORDS);
const LEFTOVERS = choicesOf(LEFTOVER_WORDS);
const DENIALS = choicesOf(DENIAL_WORDS);

export function PolicyFields({
  form,
  choose,
}: {
  readonly form: TicketState;
  readonly choose: Choose;
}): ReactNode {
  const { timeInForce, failure, leftover, denial } = form;
  return (
    <>
      <div className="two">
        <Select
          label="In force"
          value={timeInForce}
          choices={FORCES}
          onChange={(value) => choose({ timeInForce: value })}
        />
        <Select
          label="If a leg fails"
          value={failure}
          choices={FAILURES}
          onChange={(value) => choose({ failure: value })}
        />
      </div>
      <div className="two">
        <Select
          label="Leftover"
          value={leftover}
          choices={LEFTOVERS}
          onChange={(value) => choose({ leftover: value })}
        />
        <Select
          label="If denied"
          value={denial}
          choices={DENIALS}
          onChange={(value) => choose({ denial: value })}
        />
      </div>
      <Flags form={form} choose={choose} />
    </>
  );
}

function Flags({ form, choose }: { readonly form: TicketState; readonly choose: Choose }): ReactNode {
  const note = noteOf(useProblems(), [], "postOnly");
  return (
    <div className="checks">
      <Check
        label="Post-only"
        checked={form.postOnly}
        disabled={form.type !== "limit"}
        title={form.type === "limit" ? "Rests or is canceled, never takes" : "Only a limit order can rest"}
        onChange={(postOnly) => choose({ postOnly })}
      />
      <Check
        label="Reduce-only"
        checked={form.reduceOnly}
        title="Can only make a position smaller"
        onChange={(reduceOnly) => choose({ reduceOnly })}
      />
      {note === undefined ? null : (
        <span className="hint stop" title={note.text}>
          {note.text}
        </span>
      )}
    </div>
  );
}
