// The fields of an order, for a whole group at once. Reasons stand in the line under the field they belong to.
import type { ReactNode } from "react";
import { hasLimitPrice, hasTrigger } from "../../../src-core/order-terms/order-terms.ts";
import type { OrderDraft } from "../../../src-core/contract/requests.ts";
import { useEntities, useEntity, usePlan, useTerminal, useTicket, useWorkspace } from "../../stores/use-terminal.ts";
import type { TicketForm as Form } from "../../stores/ticket.ts";
import { amountText, digitsOf } from "../../ui/amount-text.ts";
import { Check } from "../../ui/check.tsx";
import { NumberField, type FieldNote } from "../../ui/field.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { choicesOf, Select } from "../../ui/select.tsx";
import {
  DENIAL_WORDS,
  FAILURE_WORDS,
  FORCE_WORDS,
  LEFTOVER_WORDS,
  METHOD_WORDS,
  SIDE_WORDS,
  TYPE_WORDS,
} from "../../ui/words.ts";
import { SymbolField } from "./symbol-field.tsx";
import { noteOf } from "./notes.ts";

const SIDES = choicesOf(SIDE_WORDS);
const TYPES = choicesOf(TYPE_WORDS);

export function TicketForm(): ReactNode {
  const { ticket } = useTerminal();
  const form = useTicket((state) => state);
  const set = (change: Partial<Form>): void => ticket.setState(change);
  return (
    <div className="form ticket-form">
      <Segmented label="Side" look="sides" value={form.side} choices={SIDES} onChange={(side) => set({ side })} />
      <div className="two">
        <SymbolField />
        <Select label="Type" value={form.type} choices={TYPES} onChange={(type) => set(typeChange(type, form))} />
      </div>
      <div className="two">
        <GroupField />
        <Select
          label="Allocation"
          value={form.method}
          choices={choicesOf(METHOD_WORDS)}
          onChange={(method) => set({ method })}
        />
      </div>
      <div className="two">
        <PriceField />
        <QuantityField />
      </div>
      {hasTrigger(form.type) ? (
        <div className="two">
          <TriggerField />
        </div>
      ) : null}
      <Policies form={form} set={set} />
    </div>
  );
}

/** A type without a resting order cannot be post-only. */
function typeChange(type: OrderDraft["type"], form: Form): Partial<Form> {
  return { type, postOnly: form.postOnly && type === "limit" };
}

function GroupField(): ReactNode {
  const { ticket, entities } = useTerminal();
  const environment = useWorkspace((state) => state.environment);
  const value = useTicket((form) => form.groupId);
  const lines = useEntities("group", (table) =>
    Object.values(table.byId)
      .filter((group) => group.environment === environment)
      .flatMap((group) => [group.id, group.name]),
  );
  const choices = lines.flatMap((id, index) => (index % 2 === 0 ? [{ value: id, label: lines[index + 1] ?? id }] : []));
  return (
    <Select
      label="Group"
      value={value}
      choices={choices}
      empty={choices.length === 0 ? "make one first" : "choose"}
      onChange={(groupId) => {
        const method = entities.group.getState().byId[groupId]?.method;
        ticket.setState(method === undefined ? { groupId } : { groupId, method });
      }}
    />
  );
}

function PriceField(): ReactNode {
  const { ticket, desk } = useTerminal();
  const { price, type, listing } = useTicket((form) => form);
  const field = useEntity("listing", listing, ({ tick, quote }) => `${tick} ${quote}`)?.split(" ");
  const bid = useEntity("quote", listing, (quote) => quote.bid);
  const ask = useEntity("quote", listing, (quote) => quote.ask);
  const failures = usePlan(desk, (state) => state.failures);
  const digits = digitsOf(field?.[0]);
  const used = hasLimitPrice(type);
  const market: FieldNote = {
    text: field === undefined ? "after the symbol" : `bid ${amountText(bid, { digits })}, ask ${amountText(ask, { digits })}`,
  };
  return (
    <NumberField
      label="Price"
      unit={field?.[1]}
      value={price}
      step={field?.[0]}
      disabled={!used}
      standIn="Market"
      note={noteOf(failures, "price") ?? market}
      onChange={(text) => ticket.setState({ price: text })}
    />
  );
}

function QuantityField(): ReactNode {
  const { ticket, desk } = useTerminal();
  const { quantity, listing } = useTicket((form) => form);
  const field = useEntity("listing", listing, ({ lot, sizeUnit }) => `${lot} ${sizeUnit}`)?.split(" ");
  const failures = usePlan(desk, (state) => state.failures);
  return (
    <NumberField
      label="Quantity"
      unit={field?.[1]}
      value={quantity}
      step={field?.[0]}
      note={noteOf(failures, "quantity") ?? { text: field === undefined ? "after the symbol" : `lot ${field[0] ?? ""}` }}
      onChange={(text) => ticket.setState({ quantity: text })}
    />
  );
}

function TriggerField(): ReactNode {
  const { ticket, desk } = useTerminal();
  const { trigger, listing } = useTicket((form) => form);
  const tick = useEntity("listing", listing, (view) => view.tick);
  const mark = useEntity("quote", listing, (quote) => quote.mark);
  const failures = usePlan(desk, (state) => state.failures);
  return (
    <NumberField
      label="Trigger"
      value={trigger}
      step={tick}
      note={noteOf(failures, "trigger") ?? { text: `mark ${amountText(mark, { digits: digitsOf(tick) })}` }}
      onChange={(text) => ticket.setState({ trigger: text })}
    />
  );
}

function Policies({ form, set }: { readonly form: Form; readonly set: (change: Partial<Form>) => void }): ReactNode {
  return (
    <>
      <div className="two">
        <Select
          label="In force"
          value={form.timeInForce}
          choices={choicesOf(FORCE_WORDS)}
          onChange={(timeInForce) => set({ timeInForce })}
        />
        <Select
          label="If a leg fails"
          value={form.failure}
          choices={choicesOf(FAILURE_WORDS)}
          onChange={(failure) => set({ failure })}
        />
      </div>
      <div className="two">
        <Select
          label="Leftover"
          value={form.leftover}
          choices={choicesOf(LEFTOVER_WORDS)}
          onChange={(leftover) => set({ leftover })}
        />
        <Select
          label="If denied"
          value={form.denial}
          choices={choicesOf(DENIAL_WORDS)}
          onChange={(denial) => set({ denial })}
        />
      </div>
      <div className="checks">
        <Check
          label="Post-only"
          checked={form.postOnly}
          disabled={form.type !== "limit"}
          title={form.type === "limit" ? "Rests or is canceled, never takes" : "Only a limit order can rest"}
          onChange={(postOnly) => set({ postOnly })}
        />
        <Check
          label="Reduce-only"
          checked={form.reduceOnly}
          title="Can only make a position smaller"
          onChange={(reduceOnly) => set({ reduceOnly })}
        />
      </div>
    </>
  );
}
