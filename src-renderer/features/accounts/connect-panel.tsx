// Adding an account. Secrets stand in this form only: they go to main once and are forgotten here at once.
import { useState, type ReactNode } from "react";
import type { ConnectionCheck } from "../../../src-core/contract/views.ts";
import type { Failure } from "../../bridge/client.ts";
import { useEntity, useTerminal, useEntities } from "../../stores/use-terminal.ts";
import { showSide, type Environment } from "../../stores/workspace.ts";
import { Button } from "../../ui/buttons.tsx";
import { Reason } from "../../ui/messages.tsx";
import { SidePanelFrame } from "../../ui/side-panel.tsx";
import {
  connectRequest,
  environmentOf,
  NO_SECRETS,
  secretFieldsOf,
  type ConnectDraft,
} from "./connect-draft.ts";
import { ConnectForm } from "./connect-form.tsx";
import { KeyRights } from "./key-rights.tsx";

export function ConnectPanel({ environment }: { readonly environment: Environment }): ReactNode {
  const { client, workspace } = useTerminal();
  const [draft, setDraft] = useState<ConnectDraft>({ venue: "", environment, name: "", secrets: NO_SECRETS });
  const [busy, setBusy] = useState(false);
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const [check, setCheck] = useState<ConnectionCheck>();
  const firstVenue = useEntities("venue", (table) => table.ids[0]);
  const venue = useEntity("venue", draft.venue === "" ? firstVenue : draft.venue, (view) => view);
  const close = (): void => showSide(workspace, { kind: "ticket" });

  const connect = async (): Promise<void> => {
    if (venue === undefined || busy) return;
    const fields = secretFieldsOf(venue, environmentOf(draft, venue));
    const request = connectRequest(draft, venue, fields);
    setDraft({ ...draft, secrets: NO_SECRETS });
    setBusy(true);
    setFailures([]);
    const answer = await client.request("account/connect", request);
    setBusy(false);
    if (!answer.ok) setFailures(answer.failures);
    else if (fields.length === 0) close();
    else setCheck(answer.value.check);
  };

  return (
    <SidePanelFrame title="Add account" onClose={close}>
      {check === undefined ? (
        <ConnectForm
          {...{ draft, venue, busy, failures }}
          onChange={setDraft}
          onConnect={() => void connect()}
          onCancel={close}
        />
      ) : (
        <div className="form">
          <Reason tone="plain" title={`${draft.name.trim()} is connected`}>
            It takes no new orders until its balances, positions and orders agree with the venue.
          </Reason>
          <KeyRights check={check} />
          <Button size="large" look="primary" onClick={close}>
            Back to the ticket
          </Button>
        </div>
      )}
    </SidePanelFrame>
  );
}
