// The symbols that take part, with their weights where the target has some.
import { useMemo, type ReactNode } from "react";
import type { RebalanceForm } from "../../stores/rebalance.ts";
import { useEntities, useTerminal } from "../../stores/use-terminal.ts";
import { Button } from "../../ui/buttons.tsx";
import { NumberField, type FieldNote } from "../../ui/field.tsx";
import { SearchField } from "../../ui/search-field.tsx";

const MAX_MARKETS = 20;

interface MarketFieldsProps {
  readonly form: RebalanceForm;
  readonly onType: (change: Partial<RebalanceForm>) => void;
  readonly note: FieldNote | undefined;
}

export function MarketFields({ form, onType, note }: MarketFieldsProps): ReactNode {
  const choices = useSymbols(form.groupId);
  const { target, markets } = form;
  if (target === "leverage" || target === "flat") return <Hint note={note} text="Everything that is held." />;
  const change = (index: number, next: Partial<RebalanceForm["markets"][number]>): void =>
    onType({ markets: markets.map((market, at) => (at === index ? { ...market, ...next } : market)) });
  const free = choices.filter(({ value }) => !markets.some(({ listing }) => listing === value));
  const room = markets.length < (target === "exposure" ? 1 : MAX_MARKETS);
  return (
    <div className="market-list">
      {markets.map(({ listing, weight }, index) => (
        <div key={listing} className="market">
          <span className="name">{choices.find(({ value }) => value === listing)?.label ?? listing}</span>
          {target === "weights" ? (
            <NumberField
              label={`Weight ${String(index + 1)}`}
              unit="% of equity"
              step="1"
              value={weight}
              onChange={(text) => change(index, { weight: text })}
            />
          ) : null}
          <Button
            look="bare"
            name={`Leave out ${listing}`}
            onClick={() => onType({ markets: markets.filter((_, at) => at !== index) })}
          >
            ×
          </Button>
        </div>
      ))}
      {room ? (
        <div className="market add">
          <SearchField
            label={target === "exposure" ? "Moved by" : markets.length === 0 ? "In" : "And in"}
            value=""
            choices={free}
            empty={markets.length === 0 && needsNone(target) ? "everything held" : "choose a symbol"}
            onChange={(listing) => onType({ markets: [...markets, { listing, weight: "" }] })}
          />
        </div>
      ) : null}
      {note === undefined ? null : <Hint note={note} text="" />}
    </div>
  );
}

function needsNone(target: RebalanceForm["target"]): boolean {
  return target === "equal" || target === "mirror";
}

function Hint({ note, text }: { readonly note: FieldNote | undefined; readonly text: string }): ReactNode {
  return <p className={`hint ${note?.tone ?? "plain"}`}>{note?.text ?? text}</p>;
}

/** Symbols that the group's accounts can trade, each by the first listing that has the name. */
function useSymbols(groupId: string): readonly { readonly value: string; readonly label: string }[] {
  const { entities } = useTerminal();
  const lines = useEntities("listing", (table) => {
    const accounts = entities.account.getState().byId;
    const members = entities.group.getState().byId[groupId]?.members ?? [];
    const venues = new Set(members.map(({ accountId }) => accounts[accountId]?.venue));
    const first = new Map<string, string>();
    for (const { id, name, venue } of Object.values(table.byId)) {
      if (venues.has(venue) && !first.has(name)) first.set(name, id);
    }
    return [...first].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([name, id]) => [id, name]);
  });
  return useMemo(
    () =>
      lines.flatMap((value, index) => (index % 2 === 0 ? [{ value, label: lines[index + 1] ?? value }] : [])),
    [lines],
  );
}
