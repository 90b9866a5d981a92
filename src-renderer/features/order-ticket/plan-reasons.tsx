// Why a plan is refused, each rule with its number against its limit; or the one warning; or that all is well.
import type { ReactNode } from "react";
import type { PlanPreview } from "../../../src-core/contract/views.ts";
import type { PlanDesk } from "../../stores/plan-desk.ts";
import { HoldButton } from "../../ui/buttons.tsx";
import { Reason } from "../../ui/messages.tsx";

type Reading = PlanPreview["readings"][number];

interface Located {
  readonly reading: Reading;
  readonly account: string | undefined;
}

export function PlanReasons({
  preview,
  desk,
}: {
  readonly preview: PlanPreview;
  readonly desk: PlanDesk;
}): ReactNode {
  const located = locate(preview);
  const denials = located.filter(({ reading }) => reading.outcome === "deny");
  const warning = located.find(({ reading }) => reading.outcome === "warn");
  return (
    <div className="reasons">
      {denials.map(({ reading, account }) => (
        <Reason
          key={`${reading.rule} ${account ?? ""} ${reading.message}`}
          tone="stop"
          title={account === undefined ? "Plan refused" : `${account} refused`}
          rule={reading.rule}
        >
          {sentence(reading)}
        </Reason>
      ))}
      {preview.needsConfirmation ? <DuplicateHold desk={desk} /> : null}
      {denials.length === 0 && warning !== undefined ? (
        <Reason tone="warn" title={warning.account ?? "Whole plan"} rule={warning.reading.rule}>
          {sentence(warning.reading)}
        </Reason>
      ) : null}
      {located.every(({ reading }) => reading.outcome === "pass") ? (
        <p className="all-pass">{nearest(located)}</p>
      ) : null}
    </div>
  );
}

function DuplicateHold({ desk }: { readonly desk: PlanDesk }): ReactNode {
  return (
    <HoldButton className="wide-hold" onFire={() => desk.confirmDuplicate()}>
      Hold: yes, the same order again
    </HoldButton>
  );
}

function locate(preview: PlanPreview): readonly Located[] {
  const ofPlan = preview.readings.map((reading) => ({ reading, account: undefined }));
  const ofLegs = preview.legs.flatMap((leg) =>
    leg.readings.map((reading) => ({ reading, account: leg.name })),
  );
  return [...ofPlan, ...ofLegs];
}

function sentence({ message, reading, limit }: Reading): string {
  if (reading === undefined || limit === undefined || message.includes(limit)) return message;
  return `${message} ${reading} against ${limit}.`;
}

function nearest(located: readonly Located[]): string {
  const rules = new Set(located.map(({ reading }) => reading.rule)).size;
  return rules === 0 ? "No rule objects." : `${rules} ${rules === 1 ? "rule passes" : "rules pass"}.`;
}
