// Hold to fire: 600 ms under pointer, Space or Enter; letting go, leaving or Escape takes it back.
import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";

export const HOLD_MS = 600;

export interface Hold {
  readonly holding: boolean;
  readonly begin: () => void;
  readonly end: () => void;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerUp: () => void;
    readonly onPointerLeave: () => void;
    readonly onPointerCancel: () => void;
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onKeyUp: () => void;
    readonly onBlur: () => void;
  };
}

/** Calls `fire` once for each full hold; `started` at its beginning. */
export function useHold(fire: () => void, started?: () => void): Hold {
  const [holding, setHolding] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const end = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    setHolding(false);
  }, []);
  const begin = useCallback(() => {
    if (timer.current !== undefined) return;
    setHolding(true);
    timer.current = setTimeout(() => {
      end();
      fire();
    }, HOLD_MS);
    started?.();
  }, [end, fire, started]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button === 0) begin();
    },
    onPointerUp: end,
    onPointerLeave: end,
    onPointerCancel: end,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === "Escape") end();
      if ((event.key === " " || event.key === "Enter") && !event.repeat) begin();
    },
    onKeyUp: end,
    onBlur: end,
  };
  return { holding, begin, end, handlers };
}
