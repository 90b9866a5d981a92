// A few letters that leave only the rows which have them; Escape shows all again.
import type { ReactNode } from "react";

interface RowFilterProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function RowFilter({ value, onChange }: RowFilterProps): ReactNode {
  return (
    <input
      className="row-filter"
      type="search"
      aria-label="Filter rows"
      placeholder="Filter"
      maxLength={64}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || value === "") return;
        event.stopPropagation();
        onChange("");
      }}
    />
  );
}

/** Whether every word of the filter stands in one of the texts, whatever its case. */
export function matchesFilter(filter: string, texts: readonly (string | undefined)[]): boolean {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const all = texts.map((text) => (text ?? "").toLowerCase());
  return words.every((word) => all.some((text) => text.includes(word)));
}
