// A choice of a few, as the platform's own select: keyboard, typing ahead and screen readers come with it.
import type { ReactNode } from "react";
import { Field, type FieldNote } from "./field.tsx";

export interface Choice<V extends string> {
  readonly value: V;
  readonly label: string;
}

interface SelectProps<V extends string> {
  readonly label: string;
  readonly value: V | "";
  readonly choices: readonly Choice<V>[];
  readonly onChange: (value: V) => void;
  readonly note?: FieldNote;
  readonly disabled?: boolean;
  /** Shown while nothing is chosen. */
  readonly empty?: string;
}

export function Select<V extends string>(props: SelectProps<V>): ReactNode {
  const { label, value, choices, onChange, note, disabled = false, empty = "" } = props;
  return (
    <Field label={label} note={note} muted={disabled}>
      {(ids) => (
        <select
          id={ids.control}
          aria-describedby={ids.note}
          className="select"
          value={value}
          disabled={disabled}
          onChange={(event) => {
            const chosen = choices.find((choice) => choice.value === event.target.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
        >
          {value === "" ? <option value="">{empty}</option> : null}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Choices of a record of labels, in the order it was written. */
export function choicesOf<V extends string>(labels: Readonly<Record<V, string>>): readonly Choice<V>[] {
  return (Object.keys(labels) as V[]).map((value) => ({ value, label: labels[value] }));
}
