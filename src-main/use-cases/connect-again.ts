// An account whose venue could not be reached is connected again by itself, ever more seldom, until it is or is removed.
import type { AccountId } from "../../src-core/portfolio/account.ts";
import type { Runtime } from "./runtime.ts";

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 300_000;

/** How long to wait before the next try; it doubles with every try that failed in a row. */
export function nextWaitMs({ state }: Runtime, accountId: AccountId): number {
  const { failures } = state.retries.get(accountId) ?? { failures: 0 };
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
}

/** Tries again after the wait, unless someone does before, the account is removed, or the terminal closes. */
export function connectLater(runtime: Runtime, accountId: AccountId, connect: () => void): void {
  const { retries } = runtime.state;
  const waitMs = nextWaitMs(runtime, accountId);
  const { failures } = retries.get(accountId) ?? { failures: 0 };
  holdOff(runtime, accountId);
  const stop = runtime.ports.clock.after(waitMs, connect);
  retries.set(accountId, { failures: failures + 1, stop });
}

/** Cancels the try that is due; how often it failed so far is remembered. */
export function holdOff({ state }: Runtime, accountId: AccountId): void {
  state.retries.get(accountId)?.stop();
}

/** Forgets earlier failures: the account is connected, is removed, or a person asks for it now. */
export function startAfresh(runtime: Runtime, accountId: AccountId): void {
  holdOff(runtime, accountId);
  runtime.state.retries.delete(accountId);
}
