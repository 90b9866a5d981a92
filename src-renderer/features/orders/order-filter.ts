// Which order rows a filter leaves: by group, account, instrument, side, type and state.
import type { EntityStores } from "../../stores/entities.ts";
import { matchesFilter } from "../../ui/row-filter.tsx";
import { SIDE_WORDS, TYPE_WORDS } from "../../ui/words.ts";
import { idsIn } from "./order-rows.ts";

/** Judges a line of `groupOrderLines`, or the id of an order that stands alone; a group matches with its legs' accounts. */
export function orderFilter(filter: string, stores: EntityStores): (line: string) => boolean {
  if (filter.trim() === "") return () => true;
  const accounts = stores.account.getState().byId;
  const groups = stores.groupOrder.getState().byId;
  const orders = stores.order.getState().byId;
  return (line) => {
    const ids = idsIn(line);
    const group = groups[ids[0] ?? ""];
    const legs = ids.flatMap((id) => orders[id] ?? []);
    const shown = [...(group === undefined ? [] : [group]), ...legs];
    return matchesFilter(filter, [
      group?.groupName,
      group?.title,
      ...legs.map(({ accountId }) => accounts[accountId]?.name),
      ...shown.flatMap(({ name, side, type, status }) => [name, SIDE_WORDS[side], TYPE_WORDS[type], status]),
    ]);
  };
}
