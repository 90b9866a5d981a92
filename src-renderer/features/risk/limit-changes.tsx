// What was changed in limits, newest first, with old and new value as the journal has them.
import { useEffect, useState, type ReactNode } from "react";
import type { LimitChangeView } from "../../../src-core/contract/risk-views.ts";
import { useTerminal } from "../../stores/use-terminal.ts";
import { clockText } from "../../ui/time-text.ts";

/** Asked for again with each `version`. */
export function LimitChanges({ version }: { readonly version: number }): ReactNode {
  const { client } = useTerminal();
  const [changes, setChanges] = useState<readonly LimitChangeView[]>([]);
  useEffect(() => {
    let wanted = true;
    void client.request("limits/changes", {}).then((answer) => {
      if (wanted && answer.ok) setChanges(answer.value);
    });
    return () => {
      wanted = false;
    };
  }, [client, version]);
  if (changes.length === 0) return null;
  return (
    <section className="limit-changes" aria-label="Changes of limits">
      <p className="risk-head">Changes</p>
      {changes.map(({ atMs, label, lines }, index) => (
        <div key={`${String(atMs)} ${String(index)}`} className="limit-change">
          <p className="second">
            {new Date(atMs).toISOString().slice(0, 10)} {clockText(atMs)} {label}
          </p>
          {lines.length === 0 ? <p>Saved as it was.</p> : lines.map((line) => <p key={line}>{line}</p>)}
        </div>
      ))}
    </section>
  );
}
