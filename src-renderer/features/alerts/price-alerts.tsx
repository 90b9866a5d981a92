// Prices that are waited for: a symbol, a level, once or each time.
import { useState, type ReactNode } from "react";
import type { Failure } from "../../bridge/client.ts";
import { useEntities, useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { Amount } from "../../ui/amount.tsx";
import { amountText, digitsOf } from "../../ui/amount-text.ts";
import { Check } from "../../ui/check.tsx";
import { NumberField } from "../../ui/field.tsx";
import { Button } from "../../ui/buttons.tsx";
import { Icon } from "../../ui/icon.tsx";
import { clockText } from "../../ui/time-text.ts";

export function PriceAlerts(): ReactNode {
  const ids = useEntities("alert", (table) => table.ids);
  return (
    <>
      <AlertForm />
      {ids.length === 0 ? null : (
        <ul className="alert-list" aria-label="Price alerts">
          {ids.map((id) => (
            <AlertLine key={id} id={id} />
          ))}
        </ul>
      )}
    </>
  );
}

function AlertForm(): ReactNode {
  const { client } = useTerminal();
  const listing = useWorkspace((state) => state.listing);
  const name = useEntity("listing", listing, (view) => view.name);
  const quote = useEntity("listing", listing, (view) => view.quote);
  const tick = useEntity("listing", listing, (view) => view.tick);
  const last = useEntity("quote", listing, (view) => view.last ?? view.mark);
  const [level, setLevel] = useState("");
  const [repeats, setRepeats] = useState(false);
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const save = async (): Promise<void> => {
    const answer = await client.request("alert/save", { listing, level: level.trim(), repeats });
    setFailures(answer.ok ? [] : answer.failures);
    if (answer.ok) setLevel("");
  };
  const note = failures[0];
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <NumberField
        label={name === undefined ? "Price" : `Price of ${name}`}
        unit={quote}
        step={tick}
        value={level === "" ? "" : level}
        onChange={setLevel}
        note={
          note === undefined
            ? {
                text:
                  last === undefined
                    ? "no price yet"
                    : `last ${amountText(last, { digits: digitsOf(tick ?? "") })}; choose the symbol on the chart`,
              }
            : { text: note.message, tone: "stop" }
        }
      />
      <div className="row">
        <Check label="Each time it comes back" checked={repeats} onChange={setRepeats} />
        <span className="grow" />
        <button
          type="submit"
          className="button primary"
          disabled={level.trim() === "" || listing === ""}
          title={level.trim() === "" ? "Type a price first" : undefined}
        >
          Wait for it
        </button>
      </div>
    </form>
  );
}

const STATE_WORDS = {
  waiting: "no price yet",
  below: "waits for a rise",
  above: "waits for a fall",
  fired: "came",
} as const;

function AlertLine({ id }: { readonly id: string }): ReactNode {
  const { client } = useTerminal();
  const alert = useEntity("alert", id, (view) => view);
  const name = useEntity("listing", alert?.listing, (view) => view.name);
  const digits = useEntity("listing", alert?.listing, (view) => digitsOf(view.tick));
  if (alert === undefined) return null;
  return (
    <li>
      <span>{name ?? alert.listing}</span>
      <Amount value={alert.level} digits={digits} exact className="strong" />
      <span className="second grow">
        {STATE_WORDS[alert.state]}
        {alert.firedAtMs === undefined ? "" : ` ${clockText(alert.firedAtMs)}`}
        {alert.repeats ? ", each time" : ""}
      </span>
      <Button
        look="bare"
        name={`Remove the alert at ${alert.level}`}
        onClick={() => void client.request("alert/remove", { alertId: id })}
      >
        <Icon name="cross" />
      </Button>
    </li>
  );
}
