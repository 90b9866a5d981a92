// One record in full, and what the fills up to it add up to.
import { useEffect, useState, type ReactNode } from "react";
import type { HeldThenView, JournalLine, JournalMoment } from "../../../src-core/contract/journal-views.ts";
import type { Client, Failure } from "../../bridge/client.ts";
import { useEntity, useTerminal } from "../../stores/use-terminal.ts";
import { Amount } from "../../ui/amount.tsx";
import { digitsOf } from "../../ui/amount-text.ts";
import { Button } from "../../ui/buttons.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Failures, Key } from "../../ui/messages.tsx";
import { backToNow, JOURNAL, setFilter } from "./journal-store.ts";
import { ACTOR_WORDS } from "./journal-words.ts";
import { momentText } from "./moment-text.ts";

interface ReadProps {
  readonly line: JournalLine;
  readonly raw: boolean;
}

export function JournalMomentView({ line, raw }: ReadProps): ReactNode {
  const { sequence, who, what, why, orderId, planId, atMs, accounts } = line;
  const order = orderId ?? planId;
  return (
    <aside className="journal-moment" aria-label="The chosen record">
      <div className="row">
        <b>{`Record ${String(sequence)}`}</b>
        <span className="second">{ACTOR_WORDS[who]}</span>
        <span className="grow" />
        <Button look="bare" name="Close the record" onClick={() => backToNow(JOURNAL)}>
          <Icon name="cross" />
        </Button>
      </div>
      <p className="second">{[`${momentText(atMs)} UTC`, ...accounts].join(", ")}</p>
      <p>{what}</p>
      {why === undefined || why === "" ? null : <p className="second">{why}</p>}
      <div className="row">
        {order === undefined ? null : (
          <Button onClick={() => setFilter(JOURNAL, { orderId: order })}>Only this order</Button>
        )}
        <Button onClick={() => JOURNAL.setState({ raw: !raw })}>
          {raw ? "Hide raw record" : "Raw record"}
        </Button>
        <Key>Space</Key>
      </div>
      {raw ? <RawRecord sequence={sequence} /> : <Held sequence={sequence} atMs={atMs} />}
    </aside>
  );
}

/** Asks once for a record; a record that was left meanwhile is not waited for. */
function useAnswer<T>(
  sequence: number,
  ask: (
    client: Client,
    sequence: number,
  ) => Promise<{ ok: true; value: T } | { ok: false; failures: readonly Failure[] }>,
): { readonly value: T | undefined; readonly failures: readonly Failure[] } {
  const { client } = useTerminal();
  const [value, setValue] = useState<T>();
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  useEffect(() => {
    let wanted = true;
    void ask(client, sequence).then((answer) => {
      if (!wanted) return;
      if (answer.ok) setValue(answer.value);
      else setFailures(answer.failures);
    });
    return () => {
      wanted = false;
    };
  }, [client, sequence, ask]);
  return { value, failures };
}

const askRecord = (client: Client, sequence: number) => client.request("journal/record", { sequence });
const askMoment = (client: Client, sequence: number) => client.request("journal/moment", { sequence });

function RawRecord({ sequence }: { readonly sequence: number }): ReactNode {
  const { value, failures } = useAnswer(sequence, askRecord);
  return (
    <>
      <Failures failures={failures} />
      {value === undefined ? null : (
        <pre className="journal-raw" aria-label="The record as it stands in the journal" tabIndex={0}>
          {value.text}
        </pre>
      )}
    </>
  );
}

function Held({ sequence, atMs }: { readonly sequence: number; readonly atMs: number }): ReactNode {
  const { value, failures } = useAnswer(sequence, askMoment);
  return (
    <>
      <h2 className="label">{`Positions as of ${momentText(atMs)} UTC`}</h2>
      <Failures failures={failures} />
      {value === undefined ? null : <HeldTable moment={value} />}
    </>
  );
}

function HeldTable({ moment }: { readonly moment: JournalMoment }): ReactNode {
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
          : "Older fills are out of reach now: these are changes since the oldest record at hand, not positions."}
      </p>
    </>
  );
}

function HeldRow({ held }: { readonly held: HeldThenView }): ReactNode {
  const { account, name, listing, positionSide, quantitySigned } = held;
  const digits = useEntity("listing", listing, ({ lot }) => digitsOf(lot));
  return (
    <tr>
      <th scope="row">{account}</th>
      <td>{positionSide === "both" ? name : `${name} ${positionSide}`}</td>
      <td>
        <Amount value={quantitySigned} digits={digits} exact signed />
      </td>
    </tr>
  );
}
