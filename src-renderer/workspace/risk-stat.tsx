// The risk state in one word, and why: the causes of the environment, then those of each account.
import type { ReactNode } from "react";
import { accountIds } from "../stores/account-ids.ts";
import { useEntities, useEntity, useNow, useWorkspace } from "../stores/use-terminal.ts";
import { Icon } from "../ui/icon.tsx";
import { AccountName } from "../ui/tags.tsx";
import { ageText } from "../ui/time-text.ts";
import { Stat } from "./stat.tsx";

export function RiskStat(): ReactNode {
  const environment = useWorkspace((state) => state.environment);
  const state = useEntity("environment", environment, (view) => view.riskState);
  const causes = useEntity("environment", environment, (view) => view.causes) ?? [];
  const title = causes.map(({ detail }) => detail).join("; ");
  return (
    <Stat
      label="Risk"
      className="risk-stat"
      title={title === "" ? "No limit is in force" : title}
      detail={{ title: "Risk state and its causes", body: <RiskDetail /> }}
    >
      <span role="status" aria-label="Risk state" className={`risk-state ${state ?? "none"}`}>
        {state === "HALTED" ? <Icon name="stop" /> : null}
        {state === "SYNCING" || state === "REDUCING" ? <Icon name="warn" /> : null}
        {state ?? "none"}
      </span>
    </Stat>
  );
}

function RiskDetail(): ReactNode {
  const environment = useWorkspace((state) => state.environment);
  const causes = useEntity("environment", environment, (view) => view.causes) ?? [];
  const now = useNow();
  const ids = useEntities("account", (table) => accountIds(table, environment));
  return (
    <>
      <p className="popover-meaning">
        ACTIVE takes every order that the limits pass. REDUCING and SYNCING take only what makes positions
        smaller. HALTED takes cancels only, until you resume.
      </p>
      {causes.map(({ kind, detail, sinceMs }) => (
        <p key={`${kind} ${detail}`} className="popover-line warn">
          {detail} <span className="second">{`for ${ageText(sinceMs, now)}`}</span>
        </p>
      ))}
      <table className="breakdown">
        <tbody>
          {ids.map((id) => (
            <RiskRow key={id} id={id} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function RiskRow({ id }: { readonly id: string }): ReactNode {
  const account = useEntity("account", id, (view) => view);
  if (account === undefined) return null;
  const { digit, name, venueTitle, riskState, causes } = account;
  return (
    <tr>
      <th scope="row">
        <AccountName digit={digit} name={name} venue={venueTitle} />
      </th>
      <td className={riskState === "ACTIVE" ? "" : "warn"}>{riskState}</td>
      <td className="words">{causes.join(" ")}</td>
    </tr>
  );
}
