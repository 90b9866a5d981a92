// One limit: what it limits, the reading, the limit, and the row's own line as the bar between them.
import type { ReactNode } from "react";
import { Decimal } from "../../../src-core/money/decimal.ts";
import type { LimitReadingView } from "../../../src-core/contract/risk-views.ts";
import { LIMIT_NEAR } from "../../stores/latches.ts";
import type { Environment } from "../../stores/workspace.ts";
import { Amount } from "../../ui/amount.tsx";
import { Icon } from "../../ui/icon.tsx";
import { isFloor, limitWord } from "./limit-words.ts";
import { RoomBar } from "./room-bar.tsx";

const NEAR_PERCENT = LIMIT_NEAR.enter.toFloat();

interface LimitRowProps {
  readonly limit: LimitReadingView;
  readonly environment: Environment;
}

export function LimitRow({ limit, environment }: LimitRowProps): ReactNode {
  const { key, scope, label, of, reading, missing } = limit;
  const word = limitWord(key);
  const used = Decimal.parse(limit.usedPercent)?.toFloat();
  const tone = toneOf(used);
  const whose = [of, scope === `environment:${environment}` ? undefined : label].filter(
    (it) => it !== undefined,
  );
  return (
    <li className={`limit-row ${tone}`} title={explanation(limit)}>
      <span className="limit-name">
        {of === undefined ? word.label : (word.short ?? word.label)}
        {whose.length === 0 ? null : <span className="second">{whose.join(", ")}</span>}
      </span>
      <span className="limit-reading">
        {tone === "" ? null : <Icon name="warn" />}
        <Amount value={reading} digits={digitsOf(word.unit)} suffix={suffixOf(word.unit)} />
      </span>
      <span className="limit-limit">
        {isFloor(key) ? "min " : ""}
        <Amount value={limit.limit} suffix={suffixOf(word.unit)} />
      </span>
      {missing === undefined ? null : <span className="limit-missing">Not known: {missing}</span>}
      <RoomBar percent={used} tone={tone} />
    </li>
  );
}

function toneOf(used: number | undefined): "unknown" | "stop" | "warn" | "" {
  if (used === undefined) return "unknown";
  if (used >= 100) return "stop";
  return used >= NEAR_PERCENT ? "warn" : "";
}

function explanation({ key, label, usedPercent, missing }: LimitReadingView): string {
  const whose = `Set for ${label}`;
  if (usedPercent === undefined)
    return `${whose}. Not known: ${missing ?? "the reading"}. Increases are denied.`;
  return isFloor(key)
    ? `${whose}. ${usedPercent} % of the way to the floor.`
    : `${whose}. ${usedPercent} % used.`;
}

function digitsOf(unit: string): number | undefined {
  if (unit === "USD") return 0;
  if (unit === "%") return 1;
  return unit === "" ? undefined : 2;
}

function suffixOf(unit: string): "%" | "×" | undefined {
  return unit === "%" || unit === "×" ? unit : undefined;
}
