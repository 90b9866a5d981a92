// The fields of a new account.
import type { ReactNode } from "react";
import type { VenueView } from "../../../src-core/contract/views.ts";
import type { Failure } from "../../bridge/client.ts";
import { useEntities, useEntity } from "../../stores/use-terminal.ts";
import { Button } from "../../ui/buttons.tsx";
import { TextField } from "../../ui/field.tsx";
import { Failures } from "../../ui/messages.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { ENVIRONMENT_WORDS } from "../../ui/words.ts";
import {
  adviceOf,
  environmentOf,
  missingIn,
  SECRET_WORDS,
  secretFieldsOf,
  type ConnectDraft,
} from "./connect-draft.ts";
import { KeyAdvice } from "./key-advice.tsx";

interface ConnectFormProps {
  readonly draft: ConnectDraft;
  readonly venue: VenueView | undefined;
  readonly busy: boolean;
  readonly failures: readonly Failure[];
  readonly onChange: (draft: ConnectDraft) => void;
  readonly onConnect: () => void;
  readonly onCancel: () => void;
}

export function ConnectForm(props: ConnectFormProps): ReactNode {
  const { draft, venue, busy, failures, onChange, onConnect, onCancel } = props;
  const venues = useEntities("venue", (table) => Object.values(table.byId));
  const keysAllowed = useEntity("system", "system", (system) => system.keysAllowed) ?? true;
  const environment = environmentOf(draft, venue);
  const fields = secretFieldsOf(venue, environment);
  const missing = missingIn(draft, fields, keysAllowed);
  const set = (change: Partial<ConnectDraft>): void => onChange({ ...draft, ...change });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === undefined) onConnect();
      }}
    >
      <Select
        label="Venue"
        value={venue?.id ?? ""}
        choices={venues.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(next) => set({ venue: next })}
      />
      <Segmented
        label="Environment of the account"
        look="env"
        value={environment}
        choices={(venue?.environments ?? []).map((value) => ({ value, label: ENVIRONMENT_WORDS[value] }))}
        onChange={(next) => set({ environment: next })}
      />
      <TextField label="Name" value={draft.name} onChange={(name) => set({ name })} />
      {fields.map((field) => (
        <TextField
          key={field}
          label={SECRET_WORDS[field]}
          secret
          maxLength={4096}
          value={draft.secrets[field]}
          onChange={(text) => set({ secrets: { ...draft.secrets, [field]: text } })}
        />
      ))}
      <p className="hint wrap">{adviceOf(environment, keysAllowed)}</p>
      {fields.length > 0 ? <KeyAdvice /> : null}
      <div className="row">
        <Button size="large" onClick={onCancel}>
          Cancel
        </Button>
        <span className="grow" />
        <button type="submit" className="button primary large-size" disabled={missing !== undefined || busy}>
          {busy ? "Asking the venue" : (missing ?? "Connect")}
        </button>
      </div>
      <Failures failures={failures} />
    </form>
  );
}
