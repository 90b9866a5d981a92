// A box with its word.
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

interface CheckProps {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  readonly title?: string;
}

export function Check({ label, checked, onChange, disabled = false, title }: CheckProps): ReactNode {
  return (
    <label className={disabled ? "check disabled" : "check"} title={title}>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      <span className="box">{checked ? <Icon name="check" /> : null}</span>
      {label}
    </label>
  );
}
