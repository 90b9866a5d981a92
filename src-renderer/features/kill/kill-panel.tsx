// The emergency, in the ticket's column: what a full hold will do, what was done, and how to resume.
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { useEntities, useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { showSide } from "../../stores/workspace.ts";
import { Amount } from "../../ui/amount.tsx";
import { Button, HoldButton } from "../../ui/buttons.tsx";
import { Failures, Key } from "../../ui/messages.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { SidePanelFrame } from "../../ui/side-panel.tsx";
import { LouderSteps } from "./louder-steps.tsx";
import { counted, ENVIRONMENT_WORDS } from "../../ui/words.ts";

export function KillPanel(): ReactNode {
  const { workspace, kill } = useTerminal();
  const failures = useStore(kill.store, (state) => state.failures);
  const close = (): void => showSide(workspace, { kind: "ticket" });
  const environment = useWorkspace((state) => state.environment);
  const halted = useEntity("environment", environment, ({ riskState }) => riskState === "HALTED") ?? false;
  return (
    <SidePanelFrame title="Kill" onClose={close}>
      {halted ? <Halted /> : <Armed />}
      <Failures failures={failures} />
    </SidePanelFrame>
  );
}

function Armed(): ReactNode {
  const { kill } = useTerminal();
  const reach = useStore(kill.store, (state) => state.reach);
  const environment = useWorkspace((state) => state.environment);
  const working = useEntity("environment", environment, (view) => view.workingOrders) ?? 0;
  const accounts = useEntity("environment", environment, (view) => view.accounts) ?? 0;
  const scopes = [
    { value: "environment", label: `All ${ENVIRONMENT_WORDS[environment]}` },
    { value: "all", label: "Everything" },
  ] as const;
  return (
    <>
      <div className="form">
        <Segmented label="Scope" value={reach} choices={scopes} onChange={(next) => kill.setReach(next)} />
      </div>
      <ol className="steps">
        <li>
          <b>Halt</b>
          <span>{reach === "all" ? "every account" : counted(accounts, "account")}</span>
          <small>No new order, also after a restart, until a person resumes.</small>
        </li>
        <li>
          <b>Cancel what Yoke placed</b>
          <span>{counted(working, "working order")}</span>
          <small>
            Orders that only reduce a position stay as its protection. Each cancel repeats until the venue
            confirms.
          </small>
        </li>
      </ol>
      <div className="form">
        <HoldButton className="wide-hold" onFire={() => kill.engage()}>
          Hold to halt and cancel
        </HoldButton>
        <p className="hint wrap">
          Safe to press twice. Positions stay as they are; flatten them as a step of its own. <Key>Esc</Key>{" "}
          leaves.
        </p>
      </div>
    </>
  );
}

function Halted(): ReactNode {
  const { workspace, kill } = useTerminal();
  const environment = useWorkspace((state) => state.environment);
  const view = useEntity("environment", environment, (entity) => entity);
  const working = useEntities(
    "order",
    (table) =>
      Object.values(table.byId).filter((order) => order.environment === environment && order.working).length,
  );
  const name = ENVIRONMENT_WORDS[environment];
  return (
    <>
      <div className="hero">
        <div>
          <span className="label">All {name}</span>
          <span className="large stop">HALTED</span>
        </div>
        <div className="hero-costs">
          <span>No new orders</span>
          <span>stays so after a restart</span>
        </div>
      </div>
      <dl className="facts">
        <dt>Orders still working</dt>
        <dd>{working}</dd>
        <dt>Orders UNKNOWN</dt>
        <dd className={(view?.unknownOrders ?? 0) > 0 ? "warn" : ""}>{view?.unknownOrders ?? "?"}</dd>
        <dt>Gross exposure, USD</dt>
        <dd>
          <Amount value={view?.gross} digits={0} />
        </dd>
      </dl>
      <LouderSteps />
      <div className="form">
        <Button
          look="danger"
          size="large"
          onClick={() =>
            showSide(workspace, {
              kind: "flatten",
              scope: { kind: "environment", environment },
              title: `all ${name}`,
            })
          }
        >
          Flatten all {name}: show the plan
        </Button>
        <HoldButton className="wide-hold quiet" onFire={() => kill.resume()}>
          Hold to resume trading
        </HoldButton>
      </div>
    </>
  );
}
