// A dead-man switch: what stands, what arming it puts at stake in words, and only then the button that is held.
import { useEffect, useState, type ReactNode } from "react";
import type { DeadManLook, DeadManView } from "../../../src-core/contract/dead-man-views.ts";
import type { RequestOf } from "../../../src-core/contract/requests.ts";
import type { Failure } from "../../bridge/client.ts";
import { useEntity, useTerminal } from "../../stores/use-terminal.ts";
import { showSide } from "../../stores/workspace.ts";
import { Button, HoldButton } from "../../ui/buttons.tsx";
import { Failures, Reason } from "../../ui/messages.tsx";
import { choicesOf, Select } from "../../ui/select.tsx";
import { SidePanelFrame } from "../../ui/side-panel.tsx";
import { BlastRadius } from "./blast-radius.tsx";
import { DEAD_MAN_TITLES, DEAD_MAN_TONES } from "./dead-man-words.ts";

type Window = RequestOf<"dead-man/arm">["windowMs"];

const WINDOWS: Readonly<Record<`${Window}`, string>> = {
  "30000": "30 seconds",
  "60000": "1 minute",
  "120000": "2 minutes",
  "300000": "5 minutes",
};
const MILLISECONDS: Readonly<Record<`${Window}`, Window>> = {
  "30000": 30_000,
  "60000": 60_000,
  "120000": 120_000,
  "300000": 300_000,
};

export function DeadManPanel({ accountId }: { readonly accountId: string }): ReactNode {
  const { client, workspace } = useTerminal();
  const account = useEntity("account", accountId, (view) => view);
  const [look, setLook] = useState<DeadManLook>();
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const state = account?.deadMan?.state;
  useEffect(() => {
    let gone = false;
    void client.request("dead-man/look", { accountId }).then((answer) => {
      if (gone) return;
      if (answer.ok) setLook(answer.value);
      else setFailures(answer.failures);
    });
    return () => {
      gone = true;
    };
  }, [client, accountId, state]);
  const close = (): void => showSide(workspace, { kind: "ticket" });
  const ask = (asked: Promise<{ readonly ok: boolean; readonly failures?: readonly Failure[] }>): void => {
    void asked.then((answer) => setFailures(answer.failures ?? []));
  };
  return (
    <SidePanelFrame title={`Dead-man switch: ${account?.name ?? ""}`} onClose={close}>
      {account?.deadMan === undefined ? (
        <Reason tone="plain" title="There is none at this venue">
          {account?.venueTitle ?? "The venue"} has no timer that cancels orders when it no longer hears of
          Yoke.
        </Reason>
      ) : (
        <>
          <Standing view={account.deadMan} />
          <BlastRadius name={account.name} venue={account.venueTitle} look={look} />
          <Controls
            name={account.name}
            view={account.deadMan}
            onArm={(windowMs) => ask(client.request("dead-man/arm", { accountId, windowMs }))}
            onDisarm={() => ask(client.request("dead-man/disarm", { accountId }))}
          />
        </>
      )}
      <Failures failures={failures} />
    </SidePanelFrame>
  );
}

function Standing({ view }: { readonly view: DeadManView }): ReactNode {
  return (
    <Reason tone={DEAD_MAN_TONES[view.state]} title={DEAD_MAN_TITLES[view.state]}>
      <span role="status" aria-label="Dead-man switch">
        {view.words}
      </span>
    </Reason>
  );
}

interface ControlsProps {
  readonly name: string;
  readonly view: DeadManView;
  readonly onArm: (windowMs: Window) => void;
  readonly onDisarm: () => void;
}

function Controls({ name, view: { state }, onArm, onDisarm }: ControlsProps): ReactNode {
  const [windowMs, setWindow] = useState<`${Window}`>("120000");
  const isArmed = state === "idle" || state === "running" || state === "unconfirmed";
  if (isArmed)
    return (
      <div className="form">
        <Button size="large" onClick={onDisarm}>
          Turn it off for {name}
        </Button>
        <p className="hint wrap">Then the venue cancels nothing by itself, and orders rest unattended.</p>
      </div>
    );
  return (
    <div className="form">
      <Select
        label="Cancel after"
        value={windowMs}
        choices={choicesOf(WINDOWS)}
        onChange={setWindow}
        note={{ text: "without a word of Yoke, which speaks four times as often" }}
      />
      <HoldButton className="wide-hold" onFire={() => onArm(MILLISECONDS[windowMs])}>
        Hold to arm for {name}
      </HoldButton>
      {state === "fired" ? (
        <Button size="large" onClick={onDisarm}>
          Seen, leave it off
        </Button>
      ) : null}
    </div>
  );
}
