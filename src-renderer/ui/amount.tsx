// The one component that shows an amount. Unknown is a question mark, never zero.
import { useEffect, useRef, type ReactNode } from "react";
import { amountText, signOf, type AmountStyle } from "./amount-text.ts";
import { markTicked } from "./ticked.ts";

interface AmountProps extends AmountStyle {
  readonly value: string | undefined;
  /** `pnl` colours by sign; zero stays grey. */
  readonly tone?: "plain" | "pnl";
  /** Percent and times stay with the number; other units belong to the head of the column. */
  readonly suffix?: "%" | "×" | undefined;
  /** Shown for a value that is absent because it does not apply. */
  readonly none?: boolean;
  readonly flash?: boolean;
  readonly className?: string;
  /** How the amount comes about, read on hover. */
  readonly title?: string | undefined;
}

export function Amount(props: AmountProps): ReactNode {
  const { value, tone = "plain", suffix = "", none = false, flash = false, className = "", title } = props;
  const element = useRef<HTMLSpanElement>(null);
  useFlash(element, value, flash);
  if (value === undefined) {
    return none ? (
      <span className={`amount none ${className}`}>none</span>
    ) : (
      <span className={`amount unknown ${className}`} title="Not known">
        ?
      </span>
    );
  }
  const text = amountText(value, props);
  return (
    <span
      ref={element}
      title={title}
      className={`amount ${tone === "pnl" ? TONES[signOf(value, props.digits) + 1] : ""} ${className}`}
    >
      {text}
      {suffix}
    </span>
  );
}

const TONES = ["down", "flat", "up"];

function useFlash(
  element: React.RefObject<HTMLElement | null>,
  value: string | undefined,
  flash: boolean,
): void {
  const last = useRef(value);
  useEffect(() => {
    if (last.current === value) return;
    last.current = value;
    if (flash && element.current !== null) markTicked(element.current);
  }, [element, value, flash]);
}
