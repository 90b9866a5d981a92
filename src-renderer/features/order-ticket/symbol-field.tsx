// The symbol of ticket and chart: a few letters find it, Enter takes the first match.
import { Combobox } from "@base-ui/react/combobox";
import { useMemo, type ReactNode } from "react";
import { useEntities, useTerminal, useTicket } from "../../stores/use-terminal.ts";
import { act } from "../../stores/ticket.ts";
import { Field } from "../../ui/field.tsx";
import { symbolChoices } from "./symbols.ts";

interface SymbolChoice {
  readonly value: string;
  readonly label: string;
}

export function SymbolField(): ReactNode {
  const { ticket, workspace, entities } = useTerminal();
  const listing = useTicket((form) => form.listing);
  const groupId = useTicket((form) => form.groupId);
  const lines = useEntities("listing", (table) =>
    symbolChoices(Object.values(table.byId), venuesOf(entities, groupId)).flatMap(({ value, label }) => [
      value,
      label,
    ]),
  );
  const choices = useMemo<SymbolChoice[]>(
    () =>
      lines.flatMap((value, index) => (index % 2 === 0 ? [{ value, label: lines[index + 1] ?? value }] : [])),
    [lines],
  );
  const name = useEntities("listing", (table) => table.byId[listing]?.name);
  const chosen = choices.find(({ label }) => label === name) ?? null;
  return (
    <Combobox.Root
      items={choices}
      value={chosen}
      autoHighlight
      modal={false}
      isItemEqualToValue={(item, value) => item.label === value.label}
      onValueChange={(choice) => {
        if (choice === null) return;
        act(ticket, { kind: "listing-chosen", listing: choice.value });
        workspace.setState({ listing: choice.value });
      }}
    >
      <Field label="Symbol">
        {(ids) => (
          <Combobox.Input id={ids.control} className="text-value" placeholder="choose" spellCheck={false} />
        )}
      </Field>
      <Combobox.Portal>
        <Combobox.Positioner className="positioner" sideOffset={4} align="start">
          <Combobox.Popup className="menu">
            <Combobox.Empty className="menu-empty">No symbol has these letters.</Combobox.Empty>
            <Combobox.List className="menu-list">
              {(choice: SymbolChoice) => (
                <Combobox.Item key={choice.value} value={choice} className="menu-item">
                  {choice.label}
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}

function venuesOf(entities: ReturnType<typeof useTerminal>["entities"], groupId: string): readonly string[] {
  const group = entities.group.getState().byId[groupId];
  const accounts = entities.account.getState().byId;
  return (group?.members ?? []).flatMap(({ accountId }) => accounts[accountId]?.venue ?? []);
}
