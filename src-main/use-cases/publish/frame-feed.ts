// One window's stream of frames: numbered, conflated while one is unacknowledged, replaced by a snapshot when it falls behind.
import type { Change, Frame } from "../../../src-core/contract/views.ts";

/** A window that lags behind by more changes than this gets a snapshot instead. */
export const MAX_PENDING_CHANGES = 20_000;

export interface FrameFeed {
  /** The first frame, and what a window gets when it lost count. */
  snapshot(changes: readonly Change[]): Frame;
  push(change: Change): void;
  acknowledge(sequence: number): void;
  /** The next frame if one is due: changes wait and none is unacknowledged. */
  take(): Frame | undefined;
  /** True when too much waits: the caller sends a snapshot. */
  readonly overflowed: boolean;
}

/**
 * A feed that is silent until its first snapshot, then keeps only the latest change of each entity, in the order of
 * their first changes.
 */
export function frameFeed(): FrameFeed {
  let sequence = 0;
  let acknowledged = 0;
  let overflowed = false;
  const pending = new Map<string, Change>();

  function next(changes: readonly Change[], isSnapshot: boolean): Frame {
    sequence += 1;
    return { sequence, snapshot: isSnapshot, changes };
  }

  return {
    snapshot(changes) {
      pending.clear();
      overflowed = false;
      return next(changes, true);
    },
    push(change) {
      if (overflowed || sequence === 0) return;
      pending.set(`${change[0]} ${change[1]}`, change);
      if (pending.size > MAX_PENDING_CHANGES) {
        overflowed = true;
        pending.clear();
      }
    },
    acknowledge(seen) {
      if (seen > acknowledged && seen <= sequence) acknowledged = seen;
    },
    take() {
      if (pending.size === 0 || acknowledged < sequence) return undefined;
      const changes = [...pending.values()];
      pending.clear();
      return next(changes, false);
    },
    get overflowed() {
      return overflowed;
    },
  };
}
