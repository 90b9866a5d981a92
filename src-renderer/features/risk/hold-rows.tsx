// Instruments that Yoke keeps its hands off, each with its way back, and the way to add the one on the chart.
import { useState, type ReactNode } from "react";
import type { HoldView } from "../../../src-core/contract/risk-views.ts";
import { useEntities, useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import type { Environment } from "../../stores/workspace.ts";
import type { Failure } from "../../bridge/client.ts";
import { Button } from "../../ui/buttons.tsx";
import { Failures } from "../../ui/messages.tsx";
import { Select } from "../../ui/select.tsx";

const KINDS = { "hands-off": "Hands off", "bot-off": "Bot off" } as const;
const CHOICES = [
  { value: "hands-off", label: "Hands off: nothing but a flatten" },
  { value: "bot-off", label: "Bot off: orders by hand only" },
] as const;

type HoldBody = Pick<HoldView, "accountId" | "listing" | "kind">;

export function HoldRows({ environment }: { readonly environment: Environment }): ReactNode {
  const { client } = useTerminal();
  const holds = useEntity("risk", environment, (view) => view.holds) ?? [];
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const ask = (channel: "hold/set" | "hold/clear", { accountId, listing, kind }: HoldBody): void => {
    void client.request(channel, { accountId, listing, kind }).then((answer) => {
      setFailures(answer.ok ? [] : answer.failures);
    });
  };
  return (
    <>
      <p className="risk-head">Holds</p>
      <ul className="limit-rows" aria-label="Holds">
        {holds.map((hold) => (
          <li key={`${hold.accountId} ${hold.listing} ${hold.kind}`} className="hold-row">
            <span className="limit-name">
              {hold.name}
              <span className="second">{hold.account}</span>
            </span>
            <span className="warn">{KINDS[hold.kind]}</span>
            <Button look="bare" title="Let Yoke trade it again" onClick={() => ask("hold/clear", hold)}>
              Clear
            </Button>
          </li>
        ))}
      </ul>
      <NewHold environment={environment} onSet={(hold) => ask("hold/set", hold)} />
      <Failures failures={failures} />
    </>
  );
}

interface NewHoldProps {
  readonly environment: Environment;
  readonly onSet: (hold: HoldBody) => void;
}

/** For the instrument on the chart and an account of its venue. */
function NewHold({ environment, onSet }: NewHoldProps): ReactNode {
  const listing = useWorkspace((state) => state.listing);
  const name = useEntity("listing", listing, (view) => view.name);
  const venue = useEntity("listing", listing, (view) => view.venue);
  const choices = useEntities("account", ({ byId }) =>
    Object.values(byId)
      .filter((account) => account.environment === environment && account.venue === venue)
      .flatMap((account) => [account.id, account.name]),
  );
  const [account, setAccount] = useState("");
  const [kind, setKind] = useState<HoldBody["kind"]>("hands-off");
  const accounts = pairs(choices);
  const chosen = accounts.find(({ value }) => value === account) ?? accounts[0];
  const obstacle = name === undefined ? "Choose an instrument first" : "No account trades this instrument";
  return (
    <div className="form">
      <Select
        label="Account"
        value={chosen?.value ?? ""}
        choices={accounts}
        onChange={setAccount}
        disabled={accounts.length === 0}
        empty="none"
      />
      <Select label="Hold" value={kind} choices={CHOICES} onChange={setKind} />
      <Button
        disabled={chosen === undefined}
        title={chosen === undefined ? obstacle : undefined}
        onClick={() => {
          if (chosen !== undefined) onSet({ accountId: chosen.value, listing, kind });
        }}
      >
        {name === undefined ? "Hold" : `Hold ${name}`}
      </Button>
    </div>
  );
}

function pairs(flat: readonly string[]): readonly { readonly value: string; readonly label: string }[] {
  return flat.flatMap((value, index) =>
    index % 2 === 0 ? [{ value, label: flat[index + 1] ?? value }] : [],
  );
}
