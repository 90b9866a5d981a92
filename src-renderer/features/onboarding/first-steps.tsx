// The first minute, where the plan will stand: three steps, two of them done already, and the ticket above stays usable.
import { useEffect, useState, type ReactNode } from "react";
import type { LimitsDraft } from "../../../src-core/contract/requests.ts";
import { stepBy } from "../../../src-core/ticket/step-by.ts";
import type { Terminal } from "../../stores/terminal.ts";
import { act } from "../../stores/ticket.ts";
import { useEntities, useEntity, useTerminal, useTicket, useWorkspace } from "../../stores/use-terminal.ts";
import { showSide } from "../../stores/workspace.ts";
import { Amount } from "../../ui/amount.tsx";
import { Button } from "../../ui/buttons.tsx";
import { EnvTag } from "../../ui/tags.tsx";
import { counted, METHOD_WORDS } from "../../ui/words.ts";

/** So many lots make an order that every account of the group has a part in. */
const FIRST_ORDER_LOTS = 100;

/** Undefined when there is nothing to begin: seen before, or accounts with real money on the screen. */
export function useFirstSteps(): ReactNode | undefined {
  const welcomed = useWorkspace((state) => state.welcomed);
  const environment = useWorkspace((state) => state.environment);
  return welcomed || environment !== "paper" ? undefined : <FirstSteps />;
}

function FirstSteps(): ReactNode {
  const terminal = useTerminal();
  const { workspace } = terminal;
  const listing = useTicket((form) => form.listing);
  const lot = useEntity("listing", listing, (view) => view.lot);
  const unit = useEntity("listing", listing, (view) => view.sizeUnit) ?? "";
  const quantity = lot === undefined ? undefined : stepBy("0", lot, FIRST_ORDER_LOTS);
  return (
    <section className="first-steps" aria-label="First steps">
      <h2>
        Paper trading in three steps <EnvTag environment="paper" />
      </h2>
      <ol className="steps">
        <AccountsStep />
        <GroupStep />
        <li className="now">
          <b>First group order</b>
          <small>You see each part first. Nothing is sent before Buy.</small>
          <Button
            look="primary"
            size="large"
            disabled={quantity === undefined}
            title={quantity === undefined ? "Waits for the market" : undefined}
            onClick={() => {
              if (quantity !== undefined) fillIn(terminal, quantity);
            }}
          >
            {quantity === undefined ? "Fill in a first order" : `Fill in: buy ${quantity} ${unit} at market`}
          </Button>
        </li>
      </ol>
      <TightLimits />
      <div className="row">
        <Button onClick={() => showSide(workspace, { kind: "connect", environment: "live" })}>
          Add a live account instead
        </Button>
        <Button look="bare" onClick={() => workspace.setState({ welcomed: true })}>
          Skip
        </Button>
      </div>
    </section>
  );
}

function AccountsStep(): ReactNode {
  const count = useEntity("environment", "paper", (view) => view.accounts) ?? 0;
  const equity = useEntity("environment", "paper", (view) => view.equity);
  return (
    <li>
      <b>{`${counted(count, "account")} with play money`}</b>
      <span>
        <Amount value={equity} digits={0} /> <span className="second">USD</span>
      </span>
      <small>With the lots, minimums and fees of a real venue.</small>
    </li>
  );
}

function GroupStep(): ReactNode {
  const group = useEntities("group", (table) => {
    const paper = Object.values(table.byId).find(({ environment }) => environment === "paper");
    return paper === undefined ? undefined : `${paper.name}, ${METHOD_WORDS[paper.method].toLowerCase()}`;
  });
  return (
    <li>
      <b>One hand for all of them</b>
      <span>{group ?? "make a group first"}</span>
      <small>The group splits one order over its accounts by this rule.</small>
    </li>
  );
}

function TightLimits(): ReactNode {
  const { client } = useTerminal();
  const [limits, setLimits] = useState<LimitsDraft>();
  useEffect(() => {
    let wanted = true;
    void client.request("limits/read", { scope: "environment:paper" }).then((answer) => {
      if (wanted && answer.ok) setLimits(answer.value);
    });
    return () => {
      wanted = false;
    };
  }, [client]);
  if (limits === undefined) return null;
  return (
    <p className="hint wrap">
      Limits start tight: <Amount value={limits.maxOrderNotional} /> USD an order,{" "}
      <Amount value={limits.maxPositionNotional} /> USD in one instrument. A ticket never passes them; you
      change them under Risk.
    </p>
  );
}

/** Fills the ticket in; the plan appears, and nothing is sent. */
function fillIn({ ticket }: Terminal, quantity: string): void {
  act(ticket, { kind: "chosen", choices: { side: "buy", type: "market", postOnly: false } });
  act(ticket, { kind: "typed", field: "quantity", text: quantity });
}

/** The first filled group order ends the first steps. */
export function useFirstStepsEnd(): void {
  const { workspace, entities } = useTerminal();
  useEffect(() => {
    const look = (): void => {
      if (workspace.getState().welcomed) return;
      const orders = Object.values(entities.groupOrder.getState().byId);
      if (orders.some(({ status }) => status === "FILLED")) workspace.setState({ welcomed: true });
    };
    return entities.groupOrder.subscribe(look);
  }, [workspace, entities]);
}
