// One of a few, all visible: a radio group drawn as a row of segments.
import { useId, type ReactNode } from "react";
import type { Choice } from "./select.tsx";

interface SegmentedProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly choices: readonly Choice<V>[];
  readonly onChange: (value: V) => void;
  /** Class of the row; `sides` paints buy and sell. */
  readonly look?: "plain" | "sides" | "env";
}

export function Segmented<V extends string>(props: SegmentedProps<V>): ReactNode {
  const { label, value, choices, onChange, look = "plain" } = props;
  const name = useId();
  return (
    <div className={`segmented ${look}`} role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value} className={`segment ${choice.value}`}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => {
              onChange(choice.value);
            }}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </div>
  );
}
