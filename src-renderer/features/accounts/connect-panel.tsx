// Adding an account. Secrets stand in this form only: they go to main once and are forgotten here at once.
import { useState, type ReactNode } from "react";
import type { ConnectionCheck, VenueView } from "../../../src-core/contract/views.ts";
import type { Failure } from "../../bridge/client.ts";
import { useEntities, useEntity, useTerminal } from "../../stores/use-terminal.ts";
import { showSide, type Environment } from "../../stores/workspace.ts";
import { Button } from "../../ui/buttons.tsx";
import { TextField } from "../../ui/field.tsx";
import { Failures, Reason } from "../../ui/messages.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { SidePanelFrame } from "../../ui/side-panel.tsx";
import { ENVIRONMENT_WORDS } from "../../ui/words.ts";
import { KeyRights } from "./key-rights.tsx";

type Secrets = Readonly<Record<VenueView["secretFields"][number], string>>;

const NO_SECRETS: Secrets = { apiKey: "", secret: "", passphrase: "" };
const SECRET_WORDS: Readonly<Record<keyof Secrets, string>> = {
  apiKey: "API key",
  secret: "Secret",
  passphrase: "Passphrase",
};

export function ConnectPanel({ environment: wanted }: { readonly environment: Environment }): ReactNode {
  const { client, workspace } = useTerminal();
  const venueIds = useEntities("venue", (table) => table.ids);
  const titles = useEntities("venue", (table) => Object.values(table.byId).map(({ title }) => title));
  const [venueId, setVenueId] = useState("");
  const venue = useEntity("venue", venueId === "" ? venueIds[0] : venueId, (view) => view);
  const keysAllowed = useEntity("system", "system", (system) => system.keysAllowed) ?? true;
  const [name, setName] = useState("");
  const [chosen, setEnvironment] = useState<Environment>(wanted);
  const [secrets, setSecrets] = useState(NO_SECRETS);
  const [busy, setBusy] = useState(false);
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const [check, setCheck] = useState<ConnectionCheck>();
  const environments = venue?.environments ?? [];
  const environment = environments.includes(chosen) ? chosen : (environments[0] ?? "paper");
  const fields = environment === "paper" ? [] : (venue?.secretFields ?? []);
  const missing = missingOf(name, fields, secrets, keysAllowed);
  const close = (): void => showSide(workspace, { kind: "ticket" });

  const connect = async (): Promise<void> => {
    if (venue === undefined || missing !== undefined || busy) return;
    setBusy(true);
    setSecrets(NO_SECRETS);
    setFailures([]);
    const answer = await client.request("account/connect", {
      venue: venue.id,
      name: name.trim(),
      environment,
      ...(fields.length === 0 ? {} : { secrets: sentSecrets(secrets, fields) }),
    });
    setBusy(false);
    if (!answer.ok) setFailures(answer.failures);
    else if (fields.length === 0) close();
    else setCheck(answer.value.check);
  };

  return (
    <SidePanelFrame title="Add account" onClose={close}>
      {check === undefined ? (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            void connect();
          }}
        >
          <Select
            label="Venue"
            value={venue?.id ?? ""}
            choices={venueIds.map((id, index) => ({ value: id, label: titles[index] ?? id }))}
            onChange={setVenueId}
          />
          <Segmented
            label="Environment of the account"
            look="env"
            value={environment}
            choices={environments.map((value) => ({ value, label: ENVIRONMENT_WORDS[value] }))}
            onChange={setEnvironment}
          />
          <TextField label="Name" value={name} onChange={setName} />
          {fields.map((field) => (
            <TextField
              key={field}
              label={SECRET_WORDS[field]}
              secret
              maxLength={4096}
              value={secrets[field]}
              onChange={(text) => setSecrets({ ...secrets, [field]: text })}
            />
          ))}
          <p className="hint wrap">{adviceOf(environment, keysAllowed)}</p>
          <div className="row">
            <Button size="large" onClick={close}>
              Cancel
            </Button>
            <span className="grow" />
            <button type="submit" className="button primary large-size" disabled={missing !== undefined || busy}>
              {busy ? "Asking the venue" : (missing ?? "Connect")}
            </button>
          </div>
          <Failures failures={failures} />
        </form>
      ) : (
        <div className="form">
          <Reason tone="plain" title={`${name.trim()} is connected`}>
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

function missingOf(
  name: string,
  fields: readonly (keyof Secrets)[],
  secrets: Secrets,
  keysAllowed: boolean,
): string | undefined {
  if (name.trim() === "") return "Type a name to connect";
  if (fields.length > 0 && !keysAllowed) return "Keys are off in this host";
  const field = fields.find((each) => secrets[each].trim() === "");
  return field === undefined ? undefined : `Type the ${SECRET_WORDS[field].replace(/^[SP]/, (letter) => letter.toLowerCase())} to connect`;
}

function sentSecrets(
  secrets: Secrets,
  fields: readonly (keyof Secrets)[],
): { apiKey: string; secret: string; passphrase?: string } {
  const { apiKey, secret, passphrase } = secrets;
  const pair = { apiKey: apiKey.trim(), secret: secret.trim() };
  return fields.includes("passphrase") ? { ...pair, passphrase: passphrase.trim() } : pair;
}

function adviceOf(environment: Environment, keysAllowed: boolean): string {
  if (environment === "paper") return "Nothing reaches an exchange. No key is asked for.";
  if (!keysAllowed) return "Start the console with --allow-keys, or use the desktop terminal, to store a key.";
  return "The key goes into the system's keychain and is never shown, logged or sent anywhere else. A key that can withdraw is refused.";
}
