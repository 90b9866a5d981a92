// A price or size that can be typed anew in its row: the change is planned and shown, and sent by its own Submit.
import { useState, type KeyboardEvent, type ReactNode } from "react";
import { Decimal } from "../../../src-core/money/decimal.ts";
import type { Amendable } from "../../stores/amend-desk.ts";
import { useTerminal } from "../../stores/use-terminal.ts";
import { Amount } from "../../ui/amount.tsx";

interface EditableAmountProps {
  readonly what: Amendable;
  readonly digits: number | undefined;
}

/** A double click or Enter opens the field; Enter asks for the plan, Escape leaves it as it was. */
export function EditableAmount({ what, digits }: EditableAmountProps): ReactNode {
  const [text, setText] = useState<string>();
  const { amend } = useTerminal();
  if (text === undefined) {
    return (
      <button
        type="button"
        className="editable"
        title="Double click to change it"
        aria-label={`Change ${what.field} of ${what.label}`}
        onDoubleClick={() => setText(what.from)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          event.stopPropagation();
          setText(what.from);
        }}
      >
        <Amount value={what.from} digits={digits} exact />
      </button>
    );
  }
  const hear = (event: KeyboardEvent<HTMLInputElement>): void => {
    event.stopPropagation();
    if (event.key === "Escape") setText(undefined);
    if (event.key !== "Enter" || Decimal.parse(text.trim())?.isPositive() !== true) return;
    event.preventDefault();
    const { left, bottom } = event.currentTarget.getBoundingClientRect();
    if (!amend.begin(what, { x: left, y: bottom }, true)) return;
    amend.moveTo(text.trim());
    amend.drop();
    setText(undefined);
  };
  return (
    <input
      className="editable-field"
      aria-label={`New ${what.field} of ${what.label}`}
      inputMode="decimal"
      maxLength={64}
      value={text}
      ref={(input) => input?.focus()}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={hear}
      onBlur={() => setText(undefined)}
    />
  );
}
