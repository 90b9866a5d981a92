// The fields of an order, for a whole group at once. Reasons stand in the line under the field they belong to.
import type { ReactNode } from "react";
import { hasTrigger } from "../../../src-core/order-terms/order-terms.ts";
import { hasStop, hasVolatility } from "../../../src-core/ticket/ticket-fields.ts";
import { act, type Choose, type TicketState } from "../../stores/ticket.ts";
import { useEntities, useTerminal, useTicket, useWorkspace } from "../../stores/use-terminal.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { choicesOf, Select } from "../../ui/select.tsx";
import { METHOD_WORDS, SIDE_WORDS, TYPE_WORDS } from "../../ui/words.ts";
import { PriceField, QuantityField, StopField, TriggerField, VolatilityField } from "./number-fields.tsx";
import { PolicyFields } from "./policy-fields.tsx";
import { SymbolField } from "./symbol-field.tsx";

const SIDES = choicesOf(SIDE_WORDS);
const TYPES = choicesOf(TYPE_WORDS);
const METHODS = choicesOf(METHOD_WORDS);

export function TicketForm(): ReactNode {
  const { ticket } = useTerminal();
  const form = useTicket((state) => state);
  const choose: Choose = (choices) => act(ticket, { kind: "chosen", choices });
  return (
    <div className="form ticket-form">
      <Segmented
        label="Side"
        look="sides"
        value={form.side}
        choices={SIDES}
        onChange={(side) => choose({ side })}
      />
      <div className="two">
        <SymbolField />
        <Select
          label="Type"
          value={form.type}
          choices={TYPES}
          onChange={(type) => choose(typeChange(type, form))}
        />
      </div>
      <div className="two">
        <GroupField choose={choose} />
        <Select
          label="Allocation"
          value={form.method}
          choices={METHODS}
          onChange={(method) => choose({ method })}
        />
      </div>
      <div className="two">
        <PriceField />
        <QuantityField />
        {hasTrigger(form.type) ? <TriggerField /> : null}
        {hasStop(form) ? <StopField /> : null}
        {hasVolatility(form) ? <VolatilityField /> : null}
      </div>
      <PolicyFields form={form} choose={choose} />
    </div>
  );
}

/** A type that never rests cannot be post-only; its box is shown off, so it is off. */
function typeChange(type: TicketState["type"], form: TicketState): Pick<TicketState, "type" | "postOnly"> {
  return { type, postOnly: form.postOnly && type === "limit" };
}

function GroupField({ choose }: { readonly choose: Choose }): ReactNode {
  const { entities } = useTerminal();
  const environment = useWorkspace((state) => state.environment);
  const value = useTicket((form) => form.groupId);
  const lines = useEntities("group", (table) =>
    Object.values(table.byId)
      .filter((group) => group.environment === environment)
      .flatMap((group) => [group.id, group.name]),
  );
  const choices = lines.flatMap((id, index) =>
    index % 2 === 0 ? [{ value: id, label: lines[index + 1] ?? id }] : [],
  );
  return (
    <Select
      label="Group"
      value={value}
      choices={choices}
      empty={choices.length === 0 ? "make one first" : "choose"}
      onChange={(groupId) => {
        const method = entities.group.getState().byId[groupId]?.method;
        choose(method === undefined ? { groupId } : { groupId, method });
      }}
    />
  );
}
