// After a halt: what it left alone, named one by one, and the louder steps that end those too.
import { useEffect, type ReactNode } from "react";
import { useStore } from "zustand";
import type { KillOrderView } from "../../../src-core/contract/outcome-views.ts";
import { useEntity, useNow, useTerminal } from "../../stores/use-terminal.ts";
import { Amount } from "../../ui/amount.tsx";
import { HoldButton } from "../../ui/buttons.tsx";
import { counted } from "../../ui/words.ts";

export function LouderSteps(): ReactNode {
  const { kill } = useTerminal();
  const now = useNow();
  const look = useStore(kill.store, (state) => state.look);
  useEffect(() => {
    kill.look();
  }, [kill, now]);
  if (look === undefined) return null;
  return (
    <>
      {look.bare.length === 0 ? null : (
        <Named title="Positions without an exit">
          {look.bare.map(({ accountId, name, quantitySigned }) => (
            <li key={`${accountId} ${name} ${quantitySigned}`}>
              <AccountWord id={accountId} /> <Amount value={quantitySigned} exact /> {name}
            </li>
          ))}
        </Named>
      )}
      <Step title="Protection that stays" orders={look.protection} verb="cancel this protection" />
      <Step title="Orders of others" orders={look.foreign} verb="cancel orders of others" />
    </>
  );
}

interface StepProps {
  readonly title: string;
  readonly orders: readonly KillOrderView[];
  readonly verb: string;
}

function Step({ title, orders, verb }: StepProps): ReactNode {
  const { kill } = useTerminal();
  if (orders.length === 0) return null;
  return (
    <Named title={title}>
      {orders.map((order) => (
        <li key={`${order.accountId} ${order.orderId}`}>
          <AccountWord id={order.accountId} /> {order.words}{" "}
          {order.origin === "yoke" ? null : <span className="second">{order.origin}</span>}
        </li>
      ))}
      <HoldButton className="wide-hold" onFire={() => kill.cancelNamed(orders)}>
        Hold: {verb}, {counted(orders.length, "order")}
      </HoldButton>
    </Named>
  );
}

function Named({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section className="form" aria-label={title}>
      <b>{title}</b>
      <ul className="plain-list">{children}</ul>
    </section>
  );
}

function AccountWord({ id }: { readonly id: string }): ReactNode {
  return useEntity("account", id, (account) => account.name) ?? id;
}
