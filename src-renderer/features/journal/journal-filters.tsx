// What of the journal is shown: letters, a kind, an account.
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { useEntities } from "../../stores/use-terminal.ts";
import { Button } from "../../ui/buttons.tsx";
import { choicesOf } from "../../ui/select.tsx";
import { GoToMoment } from "./journal-past.tsx";
import { JOURNAL, setFilter } from "./journal-store.ts";
import { RECORD_WORDS } from "./journal-words.ts";

const KINDS = choicesOf(RECORD_WORDS);

export function JournalFilters(): ReactNode {
  const { text, kind, accountId, orderId } = useStore(JOURNAL, (state) => state.filter);
  const accounts = useEntities("account", (table) => Object.values(table.byId));
  return (
    <span className="actions journal-filters">
      {orderId === "" ? null : (
        <Button onClick={() => setFilter(JOURNAL, { orderId: "" })}>One order, show all</Button>
      )}
      <GoToMoment />
      <select
        aria-label="Kind of record"
        value={kind}
        onChange={(event) => {
          const chosen = KINDS.find(({ value }) => value === event.target.value);
          setFilter(JOURNAL, { kind: chosen?.value ?? "" });
        }}
      >
        <option value="">Every kind</option>
        {KINDS.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <select
        aria-label="Account of the record"
        value={accountId}
        onChange={(event) => setFilter(JOURNAL, { accountId: event.target.value })}
      >
        <option value="">Every account</option>
        {accounts.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <input
        type="search"
        aria-label="Search the journal"
        placeholder="Search"
        maxLength={64}
        value={text}
        onChange={(event) => setFilter(JOURNAL, { text: event.target.value })}
      />
    </span>
  );
}
