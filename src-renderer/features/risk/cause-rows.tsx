// Why not everything may go, since when, and who or what ends it.
import type { ReactNode } from "react";
import { useEntity } from "../../stores/use-terminal.ts";
import type { Environment } from "../../stores/workspace.ts";
import { clockText } from "../../ui/time-text.ts";

export function CauseRows({ environment }: { readonly environment: Environment }): ReactNode {
  const causes = useEntity("risk", environment, (view) => view.causes) ?? [];
  return causes.map((cause) => (
    <div key={`${cause.scope} ${cause.kind}`} className={`cause ${cause.state}`} role="status">
      <p className="cause-head">
        <b>{cause.state}</b>
        <span>{cause.label}</span>
        <span className="second">{clockText(cause.sinceMs)}</span>
      </p>
      <p>{cause.detail}</p>
      <p className="second">
        {cause.ends}
        {cause.byPerson ? " Open the kill switch to resume." : ""}
      </p>
    </div>
  ));
}
