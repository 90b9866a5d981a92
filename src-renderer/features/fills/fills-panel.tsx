// Every execution, newest first.
import { useMemo, useState, type ReactNode } from "react";
import type { FillView } from "../../../src-core/contract/views.ts";
import { listOf } from "../../stores/entities.ts";
import { useEntities, useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { Amount } from "../../ui/amount.tsx";
import { digitsOf } from "../../ui/amount-text.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/messages.tsx";
import { matchesFilter } from "../../ui/row-filter.tsx";
import { AccountName } from "../../ui/tags.tsx";
import { clockTextMs } from "../../ui/time-text.ts";
import { SIDE_WORDS } from "../../ui/words.ts";

type Show = (
  fill: FillView,
  digits: { readonly tick: number | undefined; readonly lot: number | undefined },
) => ReactNode;

const NOTHING_OPEN = {};

function column(id: string, head: string, width: string, align: "start" | "end", show: Show): Column {
  return { id, head, width, align, cell: (rowId) => <FillCell id={rowId} show={show} /> };
}

const COLUMNS: readonly Column[] = [
  column("time", "Time, UTC", "120px", "start", (fill) => clockTextMs(fill.atMs)),
  column("account", "Account", "minmax(120px, 1fr)", "start", (fill) => <FillAccount id={fill.accountId} />),
  column("instrument", "Instrument", "minmax(110px, 1fr)", "start", (fill) => fill.name),
  column("side", "Side", "56px", "start", (fill) => (
    <span className={fill.side === "buy" ? "up" : "down"}>{SIDE_WORDS[fill.side]}</span>
  )),
  column("quantity", "Quantity", "minmax(72px, 1fr)", "end", (fill, { lot }) => (
    <Amount value={fill.quantity} digits={lot} exact />
  )),
  column("price", "Price", "minmax(80px, 1fr)", "end", (fill, { tick }) => (
    <Amount value={fill.price} digits={tick} />
  )),
  column("fee", "Fee", "minmax(96px, 1fr)", "end", (fill) => (
    <>
      <Amount value={fill.fee} /> <span className="second">{fill.feeAsset}</span>
    </>
  )),
  column("liquidity", "As", "64px", "end", (fill) => <span className="second">{fill.liquidity}</span>),
];

export function FillsPanel(): ReactNode {
  const { entities } = useTerminal();
  const environment = useWorkspace((state) => state.environment);
  const filter = useWorkspace((state) => state.filters.fills);
  const [selected, setSelected] = useState<string>();
  const ids = useEntities("fill", (table) => {
    const accounts = entities.account.getState().byId;
    return listOf(table)
      .filter((fill) => accounts[fill.accountId]?.environment === environment)
      .filter((fill) =>
        matchesFilter(filter, [
          accounts[fill.accountId]?.name,
          fill.name,
          SIDE_WORDS[fill.side],
          fill.liquidity,
        ]),
      )
      .sort((a, b) => b.atMs - a.atMs)
      .map(({ id }) => id);
  });
  const rows = useMemo(() => ids.map((id) => ({ id })), [ids]);
  if (rows.length === 0 && filter !== "")
    return <EmptyState title="No such fill">No fill has all of these letters. Change the filter.</EmptyState>;
  if (rows.length === 0) {
    return (
      <EmptyState title="No fill yet">
        Send an order from the ticket. Each execution appears here with its price, fee and time.
      </EmptyState>
    );
  }
  return (
    <DataTable
      caption="Fills, newest first"
      rows={rows}
      columns={COLUMNS}
      selected={selected}
      expanded={NOTHING_OPEN}
      onSelect={setSelected}
      onOpen={() => undefined}
    />
  );
}

function FillCell({ id, show }: { readonly id: string; readonly show: Show }): ReactNode {
  const fill = useEntity("fill", id, (view) => view);
  const tick = useEntity("listing", fill?.listing, (listing) => digitsOf(listing.tick));
  const lot = useEntity("listing", fill?.listing, (listing) => digitsOf(listing.lot));
  return fill === undefined ? null : show(fill, { tick, lot });
}

function FillAccount({ id }: { readonly id: string }): ReactNode {
  const account = useEntity("account", id, (view) => view);
  if (account === undefined) return id;
  return <AccountName digit={account.digit} name={account.name} venue={account.venueTitle} />;
}
