// What can be done with the fills: find some of them, and take them away as a file.
import type { ReactNode } from "react";
import type { FillView } from "../../../src-core/contract/views.ts";
import { useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { Button } from "../../ui/buttons.tsx";
import { csvText, saveCsv } from "../../ui/csv.ts";
import { RowFilter } from "../../ui/row-filter.tsx";

const HEAD = [
  "time",
  "account",
  "instrument",
  "side",
  "quantity",
  "price",
  "fee",
  "fee asset",
  "liquidity",
  "fill id",
  "order id",
];

export function FillActions(): ReactNode {
  const { workspace, entities } = useTerminal();
  const filter = useWorkspace((state) => state.filters.fills);
  const save = (): void => {
    const { environment } = workspace.getState();
    const accounts = entities.account.getState().byId;
    const fills = Object.values(entities.fill.getState().byId).filter(
      (fill) => accounts[fill.accountId]?.environment === environment,
    );
    saveCsv(
      `yoke-fills-${environment}.csv`,
      fillsCsv(fills, (id) => accounts[id]?.name ?? id),
    );
  };
  return (
    <span className="actions">
      <RowFilter
        value={filter}
        onChange={(fills) => workspace.setState((state) => ({ filters: { ...state.filters, fills } }))}
      />
      <Button title="Save the fills that are here as comma-separated text" onClick={save}>
        CSV
      </Button>
    </span>
  );
}

/** Oldest first; times are UTC, ISO 8601; amounts exactly as main published them. */
function fillsCsv(fills: readonly FillView[], nameOf: (accountId: string) => string): string {
  const sorted = fills.toSorted((a, b) => a.atMs - b.atMs);
  return csvText(
    HEAD,
    sorted.map((fill) => [
      new Date(fill.atMs).toISOString(),
      { words: nameOf(fill.accountId) },
      { words: fill.name },
      fill.side,
      fill.quantity,
      fill.price,
      fill.fee,
      fill.feeAsset,
      fill.liquidity,
      fill.id,
      fill.orderId ?? "",
    ]),
  );
}
