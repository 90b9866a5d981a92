// A group: a name, a way to share orders, and accounts in their order.
import { useState, type ReactNode } from "react";
import type { GroupView } from "../../../src-core/contract/views.ts";
import type { OrderDraft } from "../../../src-core/contract/requests.ts";
import type { Failure } from "../../bridge/client.ts";
import { accountIds } from "../../stores/account-ids.ts";
import { useEntities, useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { showSide } from "../../stores/workspace.ts";
import { Button } from "../../ui/buttons.tsx";
import { Check } from "../../ui/check.tsx";
import { TextField } from "../../ui/field.tsx";
import { EmptyState, Failures } from "../../ui/messages.tsx";
import { choicesOf, Select } from "../../ui/select.tsx";
import { SidePanelFrame } from "../../ui/side-panel.tsx";
import { AccountName } from "../../ui/tags.tsx";
import { METHOD_WORDS } from "../../ui/words.ts";

const WEIGHTED: readonly OrderDraft["method"][] = ["ratio", "percent", "quantity", "risk"];

export function GroupPanel({ groupId }: { readonly groupId: string | undefined }): ReactNode {
  const group = useEntity("group", groupId, (view) => view);
  return <GroupForm key={group?.id ?? "new"} group={group} />;
}

function GroupForm({ group }: { readonly group: GroupView | undefined }): ReactNode {
  const { client, workspace } = useTerminal();
  const environment = useWorkspace((state) => state.environment);
  const accounts = useEntities("account", (table) => accountIds(table, environment));
  const [name, setName] = useState(group?.name ?? "");
  const [method, setMethod] = useState<OrderDraft["method"]>(group?.method ?? "equity");
  const [weights, setWeights] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries((group?.members ?? []).map(({ accountId, weight }) => [accountId, weight])),
  );
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const close = (): void => showSide(workspace, { kind: "ticket" });
  const members = accounts
    .filter((id) => weights[id] !== undefined)
    .map((accountId) => ({ accountId, weight: weights[accountId] ?? "1" }));
  const missing =
    name.trim() === "" ? "Type a name to save" : members.length === 0 ? "Tick an account to save" : undefined;
  const save = async (): Promise<void> => {
    const identity = group === undefined ? {} : { groupId: group.id };
    const answer = await client.request("group/save", { ...identity, name: name.trim(), method, members });
    if (answer.ok) close();
    else setFailures(answer.failures);
  };
  const toggle = (id: string, inside: boolean): void => {
    setWeights(
      inside
        ? { ...weights, [id]: "1" }
        : Object.fromEntries(Object.entries(weights).filter(([key]) => key !== id)),
    );
  };
  return (
    <SidePanelFrame title={group === undefined ? "New group" : "Edit group"} onClose={close}>
      {accounts.length === 0 ? (
        <EmptyState title="No account to put in it">Add an account first.</EmptyState>
      ) : (
        <div className="form">
          <TextField label="Name" value={name} onChange={setName} />
          <Select
            label="Orders are shared"
            value={method}
            choices={choicesOf(METHOD_WORDS)}
            onChange={setMethod}
          />
          <ul className="members">
            {accounts.map((id) => (
              <Member
                key={id}
                id={id}
                weight={weights[id]}
                weighted={WEIGHTED.includes(method)}
                onToggle={(inside) => toggle(id, inside)}
                onWeight={(weight) => setWeights({ ...weights, [id]: weight })}
              />
            ))}
          </ul>
          <div className="row">
            <Button size="large" onClick={close}>
              Cancel
            </Button>
            {group === undefined ? null : <PresetsButton groupId={group.id} />}
            <span className="grow" />
            <Button size="large" look="primary" disabled={missing !== undefined} onClick={() => void save()}>
              {missing ?? "Save group"}
            </Button>
          </div>
          <Failures failures={failures} />
        </div>
      )}
    </SidePanelFrame>
  );
}

function PresetsButton({ groupId }: { readonly groupId: string }): ReactNode {
  const { workspace } = useTerminal();
  return (
    <Button
      size="large"
      title="Orders and targets that are kept with this group"
      onClick={() => showSide(workspace, { kind: "presets", groupId })}
    >
      Presets
    </Button>
  );
}

interface MemberProps {
  readonly id: string;
  readonly weight: string | undefined;
  readonly weighted: boolean;
  readonly onToggle: (inside: boolean) => void;
  readonly onWeight: (weight: string) => void;
}

function Member({ id, weight, weighted, onToggle, onWeight }: MemberProps): ReactNode {
  const account = useEntity("account", id, (view) => view);
  if (account === undefined) return null;
  const { digit, name, venueTitle } = account;
  return (
    <li>
      <Check
        checked={weight !== undefined}
        onChange={onToggle}
        label={<AccountName digit={digit} name={name} venue={venueTitle} filled={weight !== undefined} />}
      />
      {weighted && weight !== undefined ? (
        <input
          className="member-weight"
          aria-label={`Weight of ${name}`}
          inputMode="decimal"
          maxLength={64}
          value={weight}
          onChange={(event) => onWeight(event.target.value)}
        />
      ) : null}
    </li>
  );
}
