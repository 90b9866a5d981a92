// What each venue still takes: used, the budget of new orders, what is kept for cancels, and until when it takes nothing.
import type { ReactNode } from "react";
import type { BucketView } from "../../../src-core/contract/risk-views.ts";
import { useEntity } from "../../stores/use-terminal.ts";
import type { Environment } from "../../stores/workspace.ts";
import { amountText } from "../../ui/amount-text.ts";
import { Icon } from "../../ui/icon.tsx";
import { clockText } from "../../ui/time-text.ts";
import { RoomBar } from "./room-bar.tsx";

export function BucketRows({ environment }: { readonly environment: Environment }): ReactNode {
  const buckets = useEntity("risk", environment, (view) => view.buckets) ?? [];
  if (buckets.length === 0) return null;
  return (
    <>
      <p className="risk-head">Venue request limits</p>
      <ul className="limit-rows" aria-label="Venue request limits">
        {buckets.map((bucket) => (
          <BucketRow key={bucket.id} bucket={bucket} />
        ))}
      </ul>
    </>
  );
}

function BucketRow({ bucket }: { readonly bucket: BucketView }): ReactNode {
  const { venue, title, account, used, usedByOthers, capacity, keptForCancels, stoppedUntilMs } = bucket;
  const budget = capacity - keptForCancels;
  const isEaten = used > budget;
  const tone = stoppedUntilMs !== undefined ? "stop" : isEaten ? "warn" : "";
  const others = usedByOthers > 0 ? `, ${amountText(String(usedByOthers))} by others` : "";
  const about = `${String(used)} of ${String(capacity)} used${others}; ${String(keptForCancels)} kept for cancels`;
  return (
    <li className={`limit-row ${tone}`} title={about}>
      <span className="limit-name">
        {title}
        <span className="second">{account ?? venue}</span>
      </span>
      <span className="limit-reading">
        {tone === "" ? null : <Icon name="warn" />}
        {stoppedUntilMs === undefined ? amountText(String(used)) : `until ${clockText(stoppedUntilMs)}`}
      </span>
      <span className="limit-limit">{amountText(String(budget))}</span>
      {isEaten && stoppedUntilMs === undefined ? (
        <span className="limit-missing">{`Into what cancels need${others}`}</span>
      ) : null}
      <RoomBar percent={(used / capacity) * 100} tone={tone} keptFrom={(budget / capacity) * 100} />
    </li>
  );
}
