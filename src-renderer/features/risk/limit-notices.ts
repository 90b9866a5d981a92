// Tells of a limit that comes near and of one that is reached, once each, until it is clearly left again.
import { useEffect } from "react";
import type { LimitReadingView, RiskView } from "../../../src-core/contract/risk-views.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";
import type { Told, ToldAct } from "../../stores/attention-rules.ts";
import { createLatches, type Latches, LIMIT_NEAR, LIMIT_REACHED } from "../../stores/latches.ts";
import { useTerminal } from "../../stores/use-terminal.ts";
import { amountText } from "../../ui/amount-text.ts";
import { isFloor, limitWord } from "./limit-words.ts";

/** Watches the limits of every environment as long as the workspace stands. */
export function useLimitNotices(): void {
  const { entities, attention } = useTerminal();
  useEffect(() => {
    const latches = createLatches();
    const hear = (views: readonly RiskView[]): void => {
      for (const view of views) for (const told of limitsTold(view, latches)) attention.tell(told);
    };
    hear(Object.values(entities.risk.getState().byId));
    return entities.risk.subscribe(({ byId }, before) => {
      hear(Object.values(byId).filter((view) => before.byId[view.id] !== view));
    });
  }, [entities, attention]);
}

/** What is new about the limits of one environment. */
export function limitsTold({ limits }: RiskView, latches: Latches): readonly Told[] {
  return limits.flatMap((limit) => {
    const id = `${limit.scope} ${limit.key}`;
    const used = Decimal.parse(limit.usedPercent);
    const near = latches.turned(`near ${id}`, used, LIMIT_NEAR);
    if (latches.turned(`reached ${id}`, used, LIMIT_REACHED)) return [reached(limit)];
    return near ? [nearing(limit)] : [];
  });
}

function reached(limit: LimitReadingView): Told {
  return {
    kind: "limit",
    level: "stop",
    text: `Limit reached. ${words(limit)}`,
    remedy: "What would add to it is refused. Make it smaller, or change the limit.",
    act: changing(limit),
  };
}

function nearing(limit: LimitReadingView): Told {
  return {
    kind: "limit",
    level: "warn",
    text: `Limit near. ${words(limit)}`,
    remedy: isFloor(limit.key)
      ? "Below it, increases are refused."
      : "At the limit, what would add to it is refused.",
    act: changing(limit),
  };
}

function words({ key, label, of, reading, limit }: LimitReadingView): string {
  const { label: name, unit } = limitWord(key);
  const unitText = unit === "%" || unit === "×" ? unit : unit === "" ? "" : ` ${unit}`;
  const figure = (text: string | undefined): string => `${amountText(text)}${unitText}`;
  const whose = [label, of].filter((each) => each !== undefined).join(", ");
  const against = isFloor(key) ? "at least" : "of";
  return `${name}, ${whose}: ${figure(reading)}, ${against} ${figure(limit)}.`;
}

function changing({ scope, label }: LimitReadingView): ToldAct {
  return { words: "Limits", side: { kind: "limits", scope, title: label } };
}
