// Cells of the account tree; each reads its own entity.
import type { ReactNode } from "react";
import { useEntities, useEntity, useTicket } from "../../stores/use-terminal.ts";
import { Amount } from "../../ui/amount.tsx";
import type { Column } from "../../ui/data-table.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Meter } from "../../ui/messages.tsx";
import { AccountName } from "../../ui/tags.tsx";
import { HEALTH_WORDS, METHOD_WORDS } from "../../ui/words.ts";
import { DeadManSign } from "./dead-man-sign.tsx";
import { NO_GROUP, partsOf } from "./tree-rows.ts";

export const TREE_COLUMNS: readonly Column[] = [
  {
    id: "name",
    head: "Filled number: in ticket",
    width: "minmax(0, 1fr)",
    cell: (id) => <NameCell rowId={id} />,
  },
  { id: "equity", head: "Equity", width: "66px", align: "end", cell: (id) => <EquityCell rowId={id} /> },
  { id: "margin", head: "Margin", width: "62px", align: "end", cell: (id) => <MarginCell rowId={id} /> },
];

function NameCell({ rowId }: { readonly rowId: string }): ReactNode {
  const { groupId, accountId } = partsOf(rowId);
  return accountId === undefined ? <GroupName id={groupId} /> : <AccountCell id={accountId} />;
}

function GroupName({ id }: { readonly id: string }): ReactNode {
  const group = useEntity("group", id, (view) => view);
  if (id === NO_GROUP || group === undefined) return <b className="group-name">No group</b>;
  return (
    <span className="group-name">
      <b>{group.name}</b>{" "}
      <span className="second">
        {group.members.length}, {METHOD_WORDS[group.method].toLowerCase()}
      </span>
    </span>
  );
}

function AccountCell({ id }: { readonly id: string }): ReactNode {
  const account = useEntity("account", id, (view) => view);
  const groupId = useTicket((form) => form.groupId);
  const inTicket = useEntities(
    "group",
    (table) => table.byId[groupId]?.members.some(({ accountId }) => accountId === id) ?? false,
  );
  if (account === undefined) return null;
  const { digit, name, venueTitle, positionMode, deadMan } = account;
  return (
    <>
      <AccountName digit={digit} name={name} venue={venueTitle} filled={inTicket} />
      {positionMode === "hedge" ? <span className="second">hedge</span> : null}
      <DeadManSign view={deadMan} />
    </>
  );
}

function EquityCell({ rowId }: { readonly rowId: string }): ReactNode {
  const { groupId, accountId } = partsOf(rowId);
  const ofGroup = useEntity("group", accountId === undefined ? groupId : undefined, ({ equity }) => equity);
  const ofAccount = useEntity("account", accountId, ({ equity }) => equity);
  if (accountId === undefined && groupId === NO_GROUP) return null;
  return (
    <Amount
      value={accountId === undefined ? ofGroup : ofAccount}
      digits={0}
      className={accountId === undefined ? "strong" : ""}
    />
  );
}

function MarginCell({ rowId }: { readonly rowId: string }): ReactNode {
  const { accountId } = partsOf(rowId);
  const percent = useEntity("account", accountId, ({ marginUsePercent }) => marginUsePercent);
  const health = useEntity("account", accountId, (account) => account.health);
  const problem = useEntity("account", accountId, (account) => account.problem);
  const state = useOwnState(accountId);
  if (health === undefined) return null;
  if (health !== "live") {
    return (
      <span className="mark warn" title={problem ?? HEALTH_WORDS[health]}>
        <Icon name="warn" />
        {HEALTH_WORDS[health]}
      </span>
    );
  }
  if (state !== undefined)
    return <span className={`mark ${state === "HALTED" ? "stop" : "warn"}`}>{state}</span>;
  return (
    <span className="margin-cell">
      <Meter percent={percent} />
      <Amount value={percent} digits={0} suffix="%" className="second" />
    </span>
  );
}

/** The account's risk state where it is not ACTIVE and not the whole environment's: that one stands in the frame. */
function useOwnState(accountId: string | undefined): string | undefined {
  const state = useEntity("account", accountId, ({ riskState }) => riskState);
  const environment = useEntity("account", accountId, (account) => account.environment);
  const whole = useEntity("environment", environment, ({ riskState }) => riskState);
  return state === "ACTIVE" || state === whole ? undefined : state;
}
