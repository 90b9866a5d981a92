// The symbol of ticket and chart.
import { useMemo, type ReactNode } from "react";
import type { Terminal } from "../../stores/terminal.ts";
import { act } from "../../stores/ticket.ts";
import { useEntities, useTerminal, useTicket } from "../../stores/use-terminal.ts";
import { SearchField } from "../../ui/search-field.tsx";
import { symbolChoices } from "./symbols.ts";

export function SymbolField(): ReactNode {
  const { ticket, workspace, entities } = useTerminal();
  const listing = useTicket((form) => form.listing);
  const groupId = useTicket((form) => form.groupId);
  const name = useEntities("listing", (table) => table.byId[listing]?.name);
  const lines = useEntities("listing", (table) =>
    symbolChoices(Object.values(table.byId), venuesOf(entities, groupId)).flatMap(({ value, label }) => [
      value,
      label,
    ]),
  );
  // The listing in the ticket may be another venue's than the one that stands for its symbol here.
  const choices = useMemo(() => pairs(lines), [lines]);
  const shown = choices.find(({ label }) => label === name)?.value ?? "";
  return (
    <SearchField
      label="Symbol"
      value={shown}
      choices={choices}
      empty="choose"
      onChange={(value) => {
        act(ticket, { kind: "listing-chosen", listing: value });
        workspace.setState({ listing: value });
      }}
    />
  );
}

function pairs(lines: readonly string[]): readonly { readonly value: string; readonly label: string }[] {
  return lines.flatMap((value, index) =>
    index % 2 === 0 ? [{ value, label: lines[index + 1] ?? value }] : [],
  );
}

function venuesOf(entities: Terminal["entities"], groupId: string): readonly string[] {
  const group = entities.group.getState().byId[groupId];
  const accounts = entities.account.getState().byId;
  return (group?.members ?? []).flatMap(({ accountId }) => accounts[accountId]?.venue ?? []);
}
