// Positions, orders and fills share one place: one is open, the others open by their tab's name.
import type { KeyboardEvent, ReactNode } from "react";
import { FillsPanel } from "../features/fills/fills-panel.tsx";
import { OrderActions } from "../features/orders/order-actions.tsx";
import { OrdersPanel } from "../features/orders/orders-panel.tsx";
import { PositionActions } from "../features/positions/position-actions.tsx";
import { PositionsPanel } from "../features/positions/positions-panel.tsx";
import { useEntities, useTerminal, useWorkspace } from "../stores/use-terminal.ts";
import type { BookTab } from "../stores/workspace.ts";

const TABS: readonly { readonly id: BookTab; readonly title: string }[] = [
  { id: "positions", title: "Positions" },
  { id: "orders", title: "Orders" },
  { id: "fills", title: "Fills" },
];

export function Book(): ReactNode {
  const book = useWorkspace((state) => state.book);
  const title = TABS.find(({ id }) => id === book)?.title;
  return (
    <div className="panel book">
      <div className="head">
        <BookTabs />
        <span className="grow" />
        {book === "positions" ? <PositionActions /> : null}
        {book === "orders" ? <OrderActions /> : null}
      </div>
      <section id="book-panel" className="book-panel" aria-label={title}>
        {book === "positions" ? <PositionsPanel /> : null}
        {book === "orders" ? <OrdersPanel /> : null}
        {book === "fills" ? <FillsPanel /> : null}
      </section>
    </div>
  );
}

function BookTabs(): ReactNode {
  const { workspace } = useTerminal();
  const book = useWorkspace((state) => state.book);
  const counts = useCounts();
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    const index = TABS.findIndex(({ id }) => id === book);
    const next = TABS[(index + step + TABS.length) % TABS.length];
    if (next === undefined) return;
    workspace.setState({ book: next.id });
    event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')[TABS.indexOf(next)]?.focus();
  };
  return (
    <div className="tabs" role="tablist" onKeyDown={onKeyDown}>
      {TABS.map(({ id, title }) => (
        <button
          key={id}
          type="button"
          role="tab"
          className="tab"
          aria-selected={id === book}
          aria-controls="book-panel"
          tabIndex={id === book ? 0 : -1}
          onClick={() => workspace.setState({ book: id })}
        >
          {title}
          <small aria-hidden="true">{counts[id]}</small>
        </button>
      ))}
    </div>
  );
}

function useCounts(): Readonly<Record<BookTab, number>> {
  const { entities } = useTerminal();
  const environment = useWorkspace((state) => state.environment);
  const positions = useEntities(
    "position",
    (table) =>
      Object.values(table.byId).filter(
        (each) => each.environment === environment && each.parent === undefined,
      ).length,
  );
  const orders = useEntities(
    "order",
    (table) =>
      Object.values(table.byId).filter((each) => each.environment === environment && each.working).length,
  );
  const fills = useEntities("fill", (table) => {
    const accounts = entities.account.getState().byId;
    return Object.values(table.byId).filter((each) => accounts[each.accountId]?.environment === environment)
      .length;
  });
  return { positions, orders, fills };
}
