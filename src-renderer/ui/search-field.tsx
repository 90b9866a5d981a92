// A choice out of many: a few letters find it, Enter takes the first match, Escape leaves it as it was.
// While it is open nothing else leaves the reader's reach, and what is not taken is never shown as chosen.
import { useId, useState, type KeyboardEvent, type ReactNode } from "react";
import { Field } from "./field.tsx";
import type { Choice } from "./select.tsx";

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice<string>[];
  readonly onChange: (value: string) => void;
  readonly empty: string;
}

const CLOSED = { open: false, text: "", active: 0 } as const;

interface Search {
  readonly open: boolean;
  readonly text: string;
  readonly active: number;
}

export function SearchField({ label, value, choices, onChange, empty }: SearchFieldProps): ReactNode {
  const [search, setSearch] = useState<Search>(CLOSED);
  const listId = useId();
  const chosen = choices.find((choice) => choice.value === value);
  const matches = search.open ? matching(choices, search.text) : [];
  const active = matches[Math.min(search.active, matches.length - 1)];
  const take = (choice: Choice<string> | undefined): void => {
    if (choice === undefined) return;
    setSearch(CLOSED);
    if (choice.value !== value) onChange(choice.value);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const next = searchAfter(event.key, search, matches.length);
    if (event.key === "Enter" && search.open) take(active);
    else if (next === undefined) return;
    else setSearch(next);
    event.preventDefault();
  };
  return (
    <div className="search-field">
      <Field label={label}>
        {(ids) => (
          <input
            id={ids.control}
            role="combobox"
            aria-expanded={search.open}
            aria-controls={listId}
            aria-autocomplete="list"
            {...(active === undefined ? {} : { "aria-activedescendant": `${listId}-${active.value}` })}
            autoComplete="off"
            spellCheck={false}
            maxLength={64}
            placeholder={empty}
            value={search.open ? search.text : (chosen?.label ?? "")}
            onFocus={(event) => event.target.select()}
            onClick={() => {
              if (!search.open) setSearch({ ...CLOSED, open: true });
            }}
            onBlur={() => setSearch(CLOSED)}
            onChange={(event) => setSearch({ open: true, text: event.target.value, active: 0 })}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      <ul className="menu search-list" role="listbox" id={listId} hidden={!search.open}>
        {matches.map((choice) => (
          <li
            key={choice.value}
            id={`${listId}-${choice.value}`}
            role="option"
            className="menu-item"
            aria-selected={choice.value === value}
            data-highlighted={choice === active ? "" : undefined}
            onPointerDown={(event) => {
              event.preventDefault();
              take(choice);
            }}
          >
            {choice.label}
          </li>
        ))}
        {search.open && matches.length === 0 ? (
          <li className="menu-empty">Nothing has these letters.</li>
        ) : null}
      </ul>
    </div>
  );
}

/** Choices that contain the letters, those that begin with them first. */
export function matching(choices: readonly Choice<string>[], text: string): readonly Choice<string>[] {
  const wanted = text.trim().toLowerCase();
  const found = choices.filter(({ label }) => label.toLowerCase().includes(wanted));
  const begins = (choice: Choice<string>): boolean => choice.label.toLowerCase().startsWith(wanted);
  return [...found.filter(begins), ...found.filter((choice) => !begins(choice))];
}

/** The search after a key; undefined when the key is not ours. */
function searchAfter(key: string, search: Search, count: number): Search | undefined {
  if (key === "Escape") return search.open ? CLOSED : undefined;
  if (key !== "ArrowDown" && key !== "ArrowUp") return undefined;
  if (!search.open) return { ...CLOSED, open: true };
  const step = key === "ArrowDown" ? 1 : -1;
  return { ...search, active: Math.min(Math.max(search.active + step, 0), Math.max(count - 1, 0)) };
}
