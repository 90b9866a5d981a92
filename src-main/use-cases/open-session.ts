// Opens an account's private session: keys from the keychain, the stream, then reconciliation.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { Account } from "../../src-core/portfolio/account.ts";
import type { Secrets } from "../ports/secret-store.ts";
import { answer, refusal } from "./answer.ts";
import { applyPortfolio } from "./apply.ts";
import { setCause } from "./causes.ts";
import { connectLater, holdOff, nextWaitMs, startAfresh } from "./connect-again.ts";
import { hearVenue } from "./hear-venue.ts";
import type { AccountSession, Runtime } from "./runtime.ts";
import { loadListings } from "./watch-market.ts";

type Keys =
  { readonly ok: true; readonly secrets?: Secrets } | { readonly ok: false; readonly problem: string };

/** Connects, or leaves the account visible with the reason why not. Increases stay denied until it is reconciled. */
export async function openSession(runtime: Runtime, account: Account): Promise<void> {
  const { state, ports } = runtime;
  holdOff(runtime, account.id);
  const venue = ports.venues.get(account.venue);
  const sinceMs = ports.clock.nowMs();
  const detail = `${account.name} is not connected yet.`;
  setCause(runtime, { scope: `account:${account.id}`, kind: "sync", detail, sinceMs });
  if (venue === undefined) {
    showProblem(runtime, account, "Its venue is not part of this version.");
    return;
  }
  const keys = await readKeys(runtime, account);
  if (!keys.ok) {
    showProblem(runtime, account, keys.problem);
    return;
  }
  await loadListings(runtime, venue);
  if (!isWanted(runtime, account)) return;
  await closeSession(runtime, account.id);
  if (!isWanted(runtime, account)) return;
  const port = venue.openAccount(account, keys.secrets);
  const session: AccountSession = { account, port, syncing: false };
  state.sessions.set(account.id, session);
  const connected = await port.connect((event) => {
    if (state.sessions.get(account.id) === session) hearVenue(runtime, session, event);
  });
  if (connected.ok) {
    if (state.retries.has(account.id)) applyPortfolio(runtime, { kind: "problem", accountId: account.id });
    startAfresh(runtime, account.id);
    // What only a key can read of a venue's listings, their position tiers, is known from here on.
    await loadListings(runtime, venue);
    return;
  }
  if (state.sessions.get(account.id) !== session) return;
  state.sessions.delete(account.id);
  const seconds = String(nextWaitMs(runtime, account.id) / 1_000);
  const isFirst = !state.retries.has(account.id);
  showProblem(runtime, account, `${connected.failure.message} Next try in ${seconds} s.`, isFirst);
  connectLater(runtime, account.id, () => {
    void openSession(runtime, account);
  });
  await port.close();
}

/** Removed accounts and a closing terminal open nothing, however long a reading took. */
function isWanted({ state }: Runtime, { id }: Account): boolean {
  return !state.closing && state.durable.accounts[id] !== undefined;
}

/** Ends the session of an account, if there is one. */
export async function closeSession(runtime: Runtime, accountId: string): Promise<void> {
  const session = runtime.state.sessions.get(accountId);
  runtime.state.sessions.delete(accountId);
  await session?.port.close();
}

/** `aloud`: a person is told too, beyond what stands at the account. */
function showProblem(runtime: Runtime, account: Account, problem: string, aloud = true): void {
  applyPortfolio(runtime, { kind: "problem", accountId: account.id, problem });
  if (!aloud) return;
  runtime.audience.notice({ level: "warn", text: `${account.name}: ${problem}` });
}

async function readKeys(runtime: Runtime, account: Account): Promise<Keys> {
  if (account.environment === "paper") return { ok: true };
  if (!runtime.host.keysAllowed) {
    return { ok: false, problem: "Started for paper trading only: start with --allow-keys to use it." };
  }
  const reading = await runtime.ports.secrets.read(account.id);
  runtime.state.lockedAccounts.delete(account.id);
  switch (reading.kind) {
    case "ok":
      return { ok: true, secrets: reading.secrets };
    case "missing":
      return { ok: false, problem: "Its key is not in the keychain: add the account again." };
    case "locked":
      runtime.state.lockedAccounts.add(account.id);
      return { ok: false, problem: "The keychain is locked: unlock it, then retry." };
    case "unavailable":
      return { ok: false, problem: `The keychain cannot be reached: ${reading.reason}` };
  }
}

/** Tries again after the person mended what was wrong (unlocked the keychain, came back online). */
export async function retryAccount(runtime: Runtime, accountId: string): Promise<Answer<null>> {
  const account = runtime.state.durable.accounts[accountId];
  if (account === undefined) return refusal("unknown-account", "accountId", "This account is not known.");
  applyPortfolio(runtime, { kind: "problem", accountId });
  startAfresh(runtime, accountId);
  await openSession(runtime, account);
  return answer(null);
}
