// What became of the plan that was sent, trouble first; it stays until the form changes or a new plan is asked for.
import type { ReactNode } from "react";
import type { PlanDesk } from "../../stores/plan-desk.ts";
import type { Submission } from "../../stores/plan-state.ts";
import { useEntity } from "../../stores/use-terminal.ts";
import { Amount } from "../../ui/amount.tsx";
import { digitsOf, signOf } from "../../ui/amount-text.ts";
import { Button } from "../../ui/buttons.tsx";
import { Failures, Reason } from "../../ui/messages.tsx";
import { OrderStatusMark } from "../../ui/order-status.tsx";
import { AccountName } from "../../ui/tags.tsx";
import { clockTextMs } from "../../ui/time-text.ts";

export function SentReport({
  desk,
  submission,
}: {
  readonly desk: PlanDesk;
  readonly submission: Submission;
}): ReactNode {
  return (
    <div className="plan-section sent">
      <div className="sent-head">
        <b>{submission.title}</b>
        <span className="second">{clockTextMs(submission.atMs)}</span>
      </div>
      {submission.state === "sending" ? <p className="hint">Sending, waiting for the venues.</p> : null}
      {submission.state === "unanswered" ? <Unanswered desk={desk} /> : null}
      {submission.state === "refused" ? <Failures failures={submission.failures} /> : null}
      <SentOrder planId={submission.planId} />
    </div>
  );
}

function Unanswered({ desk }: { readonly desk: PlanDesk }): ReactNode {
  return (
    <Reason tone="warn" title="No answer: it may have been sent" rule="no-answer">
      Asking again does not send it a second time: a plan is sent once, and the first answer is repeated.
      <div className="row">
        <Button onClick={() => void desk.askAgain()}>Ask again</Button>
        <Button onClick={() => desk.clear()}>I have checked, new ticket</Button>
      </div>
    </Reason>
  );
}

function SentOrder({ planId }: { readonly planId: string }): ReactNode {
  const order = useEntity("groupOrder", planId, (view) => view);
  const digits = useEntity("listing", order?.listing, ({ lot }) => digitsOf(lot));
  const priceDigits = useEntity("listing", order?.listing, ({ tick }) => digitsOf(tick));
  if (order === undefined) return null;
  const unfilled = signOf(order.filled, undefined) === 0;
  return (
    <>
      <div className="hero">
        <div>
          <span className="label">
            Filled of <Amount value={order.quantity} digits={digits} exact />
          </span>
          <Amount value={order.filled} digits={digits} exact className="large" />
        </div>
        <div className="hero-costs">
          <span>
            Average <Amount value={order.averagePrice} digits={priceDigits} none={unfilled} />
          </span>
          <span>
            Dispersion <Amount value={order.dispersionBps} digits={1} none={unfilled} />
            {order.dispersionBps === undefined ? "" : " bp"}
          </span>
        </div>
      </div>
      <ul className="sent-legs">
        {order.legs.map((id) => (
          <SentLeg key={id} id={id} />
        ))}
      </ul>
    </>
  );
}

function SentLeg({ id }: { readonly id: string }): ReactNode {
  const order = useEntity("order", id, (view) => view);
  const account = useEntity("account", order?.accountId, (view) => view);
  const digits = useEntity("listing", order?.listing, ({ lot }) => digitsOf(lot));
  if (order === undefined) return null;
  return (
    <li>
      {account === undefined ? (
        <span>{order.accountId}</span>
      ) : (
        <AccountName digit={account.digit} name={account.name} venue={account.venueTitle} />
      )}
      <OrderStatusMark status={order.status} cancel={order.cancel} />
      <span className="end">
        <Amount value={order.filled} digits={digits} exact className="strong" />
        <span className="second">
          {" of "}
          <Amount value={order.quantity} digits={digits} exact />
        </span>
      </span>
      {order.reason === undefined ? null : <p className="hint wrap">{order.reason}</p>}
    </li>
  );
}
