// Price, quantity and trigger: texts that core reads, with the market beside them and mends under them.
import type { ReactNode } from "react";
import { hasLimitPrice } from "../../../src-core/order-terms/order-terms.ts";
import { quantityMeaning } from "../../../src-core/ticket/ticket-problems.ts";
import { hasQuantityKind } from "../../../src-core/ticket/ticket-fields.ts";
import { choicesOf } from "../../ui/select.tsx";
import { act, type TicketState } from "../../stores/ticket.ts";
import { useEntity, usePlan, useTerminal, useTicket } from "../../stores/use-terminal.ts";
import { amountText, digitsOf } from "../../ui/amount-text.ts";
import { NumberField, type FieldNote } from "../../ui/field.tsx";
import { noteOf } from "./notes.ts";
import { useProblems } from "./use-problems.ts";

type NumberFieldKey = "price" | "quantity" | "trigger" | "stop" | "annualVolatility";

function useNumberField(field: NumberFieldKey): {
  readonly form: TicketState;
  readonly note: FieldNote | undefined;
  readonly value: string;
  readonly onChange: (text: string) => void;
} {
  const { ticket, desk } = useTerminal();
  const form = useTicket((state) => state);
  const failures = usePlan(desk, (state) => state.failures);
  const note = noteOf(useProblems(), failures, field);
  return {
    form,
    note,
    value: form[field],
    onChange: (text) => act(ticket, { kind: "typed", field, text }),
  };
}

export function PriceField(): ReactNode {
  const { form, note, value, onChange } = useNumberField("price");
  const tick = useEntity("listing", form.listing, (listing) => listing.tick);
  const unit = useEntity("listing", form.listing, ({ quote }) => quote);
  const digits = digitsOf(tick);
  const bid = useEntity("quote", form.listing, (quote) => quote.bid);
  const ask = useEntity("quote", form.listing, (quote) => quote.ask);
  const market = `bid ${amountText(bid, { digits })}, ask ${amountText(ask, { digits })}`;
  const hint: FieldNote = { text: tick === undefined ? "after the symbol" : market };
  return (
    <NumberField
      label="Price"
      unit={unit}
      value={value}
      step={tick}
      disabled={!hasLimitPrice(form.type)}
      standIn={form.type === "market" ? "Market" : "Market at trigger"}
      note={note ?? hint}
      onChange={onChange}
    />
  );
}

export function QuantityField(): ReactNode {
  const { form, note, value, onChange } = useNumberField("quantity");
  const lot = useEntity("listing", form.listing, (listing) => listing.lot);
  const meaning = quantityMeaning(form);
  return (
    <NumberField
      label="Quantity"
      unit={<QuantityUnit form={form} />}
      value={value}
      step={meaning === "size" ? lot : "1"}
      disabled={meaning === "none"}
      standIn="by the members"
      note={note ?? { text: quantityHint(form, lot) }}
      onChange={onChange}
    />
  );
}

/** What the quantity is counted in: a choice where one total is shared, else what the method says. */
function QuantityUnit({ form }: { readonly form: TicketState }): ReactNode {
  const { ticket } = useTerminal();
  const size = useEntity("listing", form.listing, ({ sizeUnit }) => sizeUnit);
  const quote = useEntity("listing", form.listing, (listing) => listing.quote);
  if (!hasQuantityKind(form)) return quantityMeaning(form) === "percent" ? "%" : undefined;
  const labels: Readonly<Record<TicketState["quantityIn"], string>> = {
    size: size ?? "quantity",
    notional: quote ?? "notional",
    "equity-percent": "% equity",
    risk: `${quote ?? "money"} risk`,
  };
  return (
    <select
      className="unit-select"
      aria-label="Counted in"
      value={form.quantityIn}
      onChange={(event) => {
        const chosen = choicesOf(labels).find(({ value }) => value === event.target.value)?.value;
        if (chosen !== undefined) act(ticket, { kind: "chosen", choices: { quantityIn: chosen } });
      }}
    >
      {choicesOf(labels).map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** What the number stands for, in the words of the method. */
function quantityHint(form: TicketState, lot: string | undefined): string {
  switch (form.method) {
    case "quantity":
      return "each member's own quantity";
    case "change":
      return "of the position; negative reduces";
    case "risk":
      return "of each equity lost at the stop";
    case "volatility":
      return "target volatility a year";
    default:
      break;
  }
  if (form.quantityIn !== "size") return QUANTITY_HINTS[form.quantityIn];
  return lot === undefined ? "after the symbol" : `in steps of ${lot}`;
}

const QUANTITY_HINTS = {
  notional: "the order's value",
  "equity-percent": "of the group's equity",
  risk: "lost when the stop trades",
} as const;

export function StopField(): ReactNode {
  const { form, note, value, onChange } = useNumberField("stop");
  const tick = useEntity("listing", form.listing, (listing) => listing.tick);
  const hint: FieldNote = { text: "sizes the order; no stop is sent" };
  return <NumberField label="Stop" value={value} step={tick} note={note ?? hint} onChange={onChange} />;
}

export function VolatilityField(): ReactNode {
  const { note, value, onChange } = useNumberField("annualVolatility");
  const hint: FieldNote = { text: "of the symbol, a year" };
  return (
    <NumberField label="Volatility" unit="%" value={value} step="1" note={note ?? hint} onChange={onChange} />
  );
}

export function TriggerField(): ReactNode {
  const { form, note, value, onChange } = useNumberField("trigger");
  const tick = useEntity("listing", form.listing, (listing) => listing.tick);
  const mark = useEntity("quote", form.listing, (quote) => quote.mark);
  const hint: FieldNote = { text: `mark ${amountText(mark, { digits: digitsOf(tick) })}` };
  return <NumberField label="Trigger" value={value} step={tick} note={note ?? hint} onChange={onChange} />;
}
