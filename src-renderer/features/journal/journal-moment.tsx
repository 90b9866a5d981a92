// One record in full, and what the fills up to it add up to.
import { useEffect, useState, type ReactNode } from "react";
import type { HeldThenView, JournalLine, JournalMoment } from "../../../src-core/contract/journal-views.ts";
import type { Failure } from "../../bridge/client.ts";
import { useEntity, useTerminal } from "../../stores/use-terminal.ts";
import { Amount } from "../../ui/amount.tsx";
import { digitsOf } from "../../ui/amount-text.ts";
import { Button } from "../../ui/buttons.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Failures } from "../../ui/messages.tsx";
import { JOURNAL, setFilter } from "./journal-store.ts";
import { ACTOR_WORDS } from "./journal-words.ts";

export function JournalMomentView({ line }: { readonly line: JournalLine }): ReactNode {
  const { client } = useTerminal();
  const [moment, setMoment] = useState<JournalMoment>();
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const { sequence, who, what, why, orderId, planId } = line;
  useEffect(() => {
    let wanted = true;
    void client.request("journal/moment", { sequence }).then((answer) => {
      if (!wanted) return;
      if (answer.ok) setMoment(answer.value);
      else setFailures(answer.failures);
    });
    return () => {
      wanted = false;
    };
  }, [client, sequence]);
  const order = orderId ?? planId;
  return (
    <aside className="journal-moment" aria-label="The chosen record">
      <div className="row">
        <b>{`Record ${String(sequence)}`}</b>
        <span className="second">{ACTOR_WORDS[who]}</span>
        <span className="grow" />
        <Button look="bare" name="Close the record" onClick={() => JOURNAL.setState({ chosen: undefined })}>
          <Icon name="cross" />
        </Button>
      </div>
      <p>{what}</p>
      {why === undefined || why === "" ? null : <p className="second">{why}</p>}
      {order === undefined ? null : (
        <div>
          <Button onClick={() => setFilter(JOURNAL, { orderId: order })}>Only this order</Button>
        </div>
      )}
      <h2 className="label">Positions at this moment</h2>
      <Failures failures={failures} />
      {moment === undefined ? null : <Held moment={moment} />}
    </aside>
  );
}

function Held({ moment }: { readonly moment: JournalMoment }): ReactNode {
  const { held, isWhole } = moment;
  return (
    <>
      {held.length === 0 ? <p>Flat, by every fill in the journal.</p> : null}
      <table className="breakdown">
        <tbody>
          {held.map((each) => (
            <HeldRow key={`${each.account} ${each.listing} ${each.positionSide}`} held={each} />
          ))}
        </tbody>
      </table>
      <p className="second">
        {isWhole
          ? "From the fills in the journal. What an account held before Yoke is not in it."
          : "Older fills are in the file only: these are changes since the oldest record at hand."}
      </p>
    </>
  );
}

function HeldRow({ held }: { readonly held: HeldThenView }): ReactNode {
  const { account, name, listing, quantitySigned } = held;
  const digits = useEntity("listing", listing, ({ lot }) => digitsOf(lot));
  return (
    <tr>
      <th scope="row">{account}</th>
      <td>{name}</td>
      <td>
        <Amount value={quantitySigned} digits={digits} exact signed />
      </td>
    </tr>
  );
}
