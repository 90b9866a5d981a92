// What the venue says a key may do. Unknown is never shown as safe.
import type { ReactNode } from "react";
import type { ConnectionCheck } from "../../../src-core/contract/views.ts";
import { Icon } from "../../ui/icon.tsx";

interface Right {
  readonly title: string;
  readonly state: boolean | "unknown";
  readonly good: boolean;
  readonly fine: string;
  readonly bad: string;
  readonly unknown: string;
}

export function KeyRights({ check }: { readonly check: ConnectionCheck }): ReactNode {
  return (
    <ul className="rights">
      {rightsOf(check).map((right) => {
        const fine = right.state === right.good;
        return (
          <li key={right.title}>
            <span>{right.title}</span>
            <span className={fine ? "second" : "mark warn"}>
              <Icon name={fine ? "check" : "warn"} />
              {right.state === "unknown" ? right.unknown : fine ? right.fine : right.bad}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function rightsOf({ trade, withdraw, ipBound }: ConnectionCheck): readonly Right[] {
  return [
    {
      title: "Trade",
      state: trade,
      good: true,
      fine: "yes",
      bad: "no: orders will be rejected",
      unknown: "unknown: the first order will tell",
    },
    {
      title: "Withdraw",
      state: withdraw,
      good: false,
      fine: "off",
      bad: "on: make a key without it",
      unknown: "unknown: check it at the venue",
    },
    {
      title: "Bound to an address",
      state: ipBound,
      good: true,
      fine: "yes",
      bad: "no: anyone with the key can use it",
      unknown: "unknown: bind it at the venue",
    },
  ];
}
