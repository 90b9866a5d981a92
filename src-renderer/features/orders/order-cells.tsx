// Columns of the orders table: a group order in the first rank, its legs under it.
import type { ReactNode } from "react";
import type { GroupOrderView, OrderView } from "../../../src-core/contract/views.ts";
import { amendableOf, type Amendable } from "../../stores/amend-desk.ts";
import { useEntity } from "../../stores/use-terminal.ts";
import { Amount } from "../../ui/amount.tsx";
import { digitsOf, signOf } from "../../ui/amount-text.ts";
import type { Column } from "../../ui/data-table.tsx";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { OrderStatusMark } from "../../ui/order-status.tsx";
import { AccountName } from "../../ui/tags.tsx";
import { clockText } from "../../ui/time-text.ts";
import { counted, SIDE_WORDS, TYPE_WORDS } from "../../ui/words.ts";
import { EditableAmount } from "./editable-amount.tsx";
import { orderRowOf } from "./order-rows.ts";

interface OrderColumn extends Omit<Column, "cell"> {
  readonly cell: (row: Row) => ReactNode;
}

/** What a line shows: the same figures for a group order and for one of its legs. */
interface Row {
  readonly group: GroupOrderView | undefined;
  readonly order: OrderView | undefined;
  readonly depth: number;
  readonly tickDigits: number | undefined;
  readonly lotDigits: number | undefined;
}

const COLUMNS: readonly OrderColumn[] = [
  { id: "name", head: "Group order, account", width: "minmax(170px, 1.6fr)", cell: nameOf },
  { id: "instrument", head: "Instrument", width: "minmax(110px, 1fr)", cell: instrumentOf },
  { id: "side", head: "Side", width: "48px", cell: sideOf },
  { id: "type", head: "Type", width: "96px", cell: typeOf },
  {
    id: "quantity",
    head: "Quantity",
    width: "minmax(72px, .8fr)",
    align: "end",
    cell: quantityOf,
  },
  { id: "filled", head: "Filled", width: "minmax(72px, .8fr)", align: "end", cell: filledOf },
  { id: "price", head: "Price", width: "minmax(76px, .8fr)", align: "end", cell: priceOf },
  {
    id: "average",
    head: "Average",
    width: "minmax(76px, .8fr)",
    align: "end",
    from: "medium",
    cell: averageOf,
  },
  { id: "time", head: "Since, UTC", width: "72px", align: "end", from: "medium", cell: timeOf },
  { id: "state", head: "State", width: "minmax(132px, 1fr)", align: "end", cell: stateOf },
];

export const ORDER_COLUMNS: readonly Column[] = COLUMNS.map(({ cell, ...column }) => ({
  ...column,
  cell: (id, depth) => <OrderCell rowId={id} depth={depth} show={cell} />,
}));

interface OrderCellProps {
  readonly rowId: string;
  readonly depth: number;
  readonly show: (row: Row) => ReactNode;
}

function OrderCell({ rowId, depth, show }: OrderCellProps): ReactNode {
  const { orderId, groupOrderId } = orderRowOf(rowId);
  const group = useEntity("groupOrder", groupOrderId, (view) => view);
  const order = useEntity("order", orderId, (view) => view);
  const listing = group?.listing ?? order?.listing;
  const tickDigits = useEntity("listing", listing, ({ tick }) => digitsOf(tick));
  const lotDigits = useEntity("listing", listing, ({ lot }) => digitsOf(lot));
  return show({ group, order, depth, tickDigits, lotDigits });
}

function nameOf({ group, order, depth }: Row): ReactNode {
  if (group !== undefined) return <GroupTitle group={group} />;
  return order === undefined ? null : <OrderAccount order={order} lone={depth === 0} />;
}

function GroupTitle({ group }: { readonly group: GroupOrderView }): ReactNode {
  return (
    <span className="group-name" title={group.title}>
      <b>{group.groupName ?? (group.gesture === "flatten" ? "Flatten" : group.title)}</b>{" "}
      <span className="second">{counted(group.legs.length, "leg")}</span>
    </span>
  );
}

function OrderAccount({ order, lone }: { readonly order: OrderView; readonly lone: boolean }): ReactNode {
  const account = useEntity("account", order.accountId, (view) => view);
  return (
    <>
      {account === undefined ? (
        order.accountId
      ) : (
        <AccountName digit={account.digit} name={account.name} venue={account.venueTitle} />
      )}
      {lone || order.origin !== "yoke" ? <span className="second">{order.origin}</span> : null}
    </>
  );
}

function instrumentOf({ group, order, depth }: Row): ReactNode {
  return depth > 0 ? null : (group?.name ?? order?.name);
}

function sideOf({ group, order, depth }: Row): ReactNode {
  const side = group?.side ?? (depth === 0 ? order?.side : undefined);
  return side === undefined ? null : (
    <span className={side === "buy" ? "up" : "down"}>{SIDE_WORDS[side]}</span>
  );
}

function typeOf({ group, order, depth }: Row): ReactNode {
  const type = group?.type ?? (depth === 0 ? order?.type : undefined);
  return type === undefined ? <Flags order={order} /> : TYPE_WORDS[type];
}

function Flags({ order }: { readonly order: OrderView | undefined }): ReactNode {
  if (order === undefined) return null;
  const flags = [order.postOnly ? "post-only" : "", order.reduceOnly ? "reduce-only" : ""].filter(
    (flag) => flag !== "",
  );
  return <span className="second">{flags.join(", ")}</span>;
}

function quantityOf({ group, order, lotDigits }: Row): ReactNode {
  const what = order === undefined ? undefined : movable(order, "quantity");
  if (what !== undefined) return <EditableAmount what={what} digits={lotDigits} />;
  return <Amount value={group?.quantity ?? order?.quantity} digits={lotDigits} exact />;
}

function filledOf({ group, order, lotDigits }: Row): ReactNode {
  return <Amount value={group?.filled ?? order?.filled} digits={lotDigits} exact />;
}

function priceOf({ group, order, tickDigits }: Row): ReactNode {
  const price = group?.price ?? group?.trigger ?? order?.price ?? order?.trigger;
  const market = (group?.type ?? order?.type) === "market";
  const what = order === undefined ? undefined : movable(order, "price");
  if (what !== undefined && !market) return <EditableAmount what={what} digits={tickDigits} />;
  return market ? <span className="second">market</span> : <Amount value={price} digits={tickDigits} />;
}

/** What can be changed of one order of ours; its price is its trigger where it has one. */
function movable(order: OrderView, field: "price" | "quantity"): Amendable | undefined {
  if (order.origin !== "yoke") return undefined;
  const label = `${SIDE_WORDS[order.side]} ${order.quantity}`;
  const what = amendableOf([order], label, order.trigger ?? order.price);
  if (what === undefined || field === "price") return what;
  return { ...what, field: "quantity", from: order.quantity };
}

function averageOf({ group, order, tickDigits }: Row): ReactNode {
  const unfilled = signOf(group?.filled ?? order?.filled, undefined) === 0;
  return <Amount value={group?.averagePrice ?? order?.averagePrice} digits={tickDigits} none={unfilled} />;
}

function timeOf({ group, order }: Row): ReactNode {
  const atMs = group?.createdAtMs ?? order?.createdAtMs;
  return atMs === undefined ? null : <span className="second">{clockText(atMs)}</span>;
}

function stateOf({ group, order }: Row): ReactNode {
  if (group !== undefined) return <GroupState status={group.status} />;
  if (order === undefined) return null;
  return (
    <span title={order.reason}>
      <OrderStatusMark status={order.status} cancel={order.cancel} working={order.working} />
    </span>
  );
}

const GROUP_STATES: Readonly<Record<GroupOrderView["status"], readonly [IconName, string, string]>> = {
  UNKNOWN: ["question", "UNKNOWN", "warn"],
  PROBLEM: ["cross", "Problem", "stop"],
  WORKING: ["ring", "Open", ""],
  PARTIAL: ["half", "Partial", ""],
  FILLED: ["check", "Filled", ""],
  CANCELED: ["cross", "Canceled", ""],
};

function GroupState({ status }: { readonly status: GroupOrderView["status"] }): ReactNode {
  const [icon, word, tone] = GROUP_STATES[status];
  return (
    <span className={`status-mark ${tone}`}>
      <Icon name={icon} />
      {word}
    </span>
  );
}
