// The wall clock as a store that moves once a second, so that ages and expiries have one source.
import { createStore, type StoreApi } from "zustand/vanilla";

export interface Clock {
  now(): number;
  /** Calls once after the delay; the answer takes it back. */
  after(delayMs: number, act: () => void): () => void;
}

export interface ClockState {
  readonly nowMs: number;
}

/** The machine's own clock and timers. */
export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  after: (delayMs, act) => {
    const timer = setTimeout(act, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** A store that follows the clock in whole seconds, until the window closes. */
export function createClockStore(clock: Clock): StoreApi<ClockState> {
  const store = createStore<ClockState>(() => ({ nowMs: clock.now() }));
  const tick = (): void => {
    const nowMs = clock.now();
    store.setState({ nowMs });
    clock.after(1000 - (nowMs % 1000), tick);
  };
  clock.after(1000, tick);
  return store;
}
