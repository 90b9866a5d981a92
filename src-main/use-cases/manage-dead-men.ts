// Turning a dead-man switch on and off: only a person does, for one account at a time.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { DeadManLook } from "../../src-core/contract/dead-man-views.ts";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import type { AccountId } from "../../src-core/portfolio/account.ts";
import { blastRadius, guardedListings } from "../../src-core/risk/dead-man.ts";
import { answer, refusal } from "./answer.ts";
import { applyRecord } from "./apply.ts";
import { keepDeadMan } from "./keep-dead-men.ts";
import type { Runtime } from "./runtime.ts";

/** What the venue would cancel now, and what would be left bare. */
export function lookAtDeadMan({ state }: Runtime, accountId: AccountId): Answer<DeadManLook> {
  const account = state.portfolio.accounts[accountId];
  if (account === undefined) return unknownAccount();
  const guarded = new Set(guardedListings(account));
  const nameOf = (listing: string): string => state.portfolio.listings[listing]?.name ?? listing;
  const held = Object.values(account.positions).filter(({ quantitySigned }) => !quantitySigned.isZero());
  return answer({
    listings: blastRadius(account).map(({ listing, ...counts }) => ({
      name: nameOf(listing),
      guarded: guarded.has(listing),
      ...counts,
    })),
    positions: held.map(({ listing, quantitySigned }) => `${quantitySigned.toString()} ${nameOf(listing)}`),
  });
}

/** On disk before it is answered; the venue's word, and nothing else, says that it runs. */
export async function armDeadMan(
  runtime: Runtime,
  accountId: AccountId,
  windowMs: number,
): Promise<Answer<null>> {
  const { state, ports, keeper } = runtime;
  const account = state.durable.accounts[accountId];
  if (account === undefined) return unknownAccount();
  const venue = ports.venues.get(account.venue);
  if (venue?.countdowns !== true)
    return refusal(
      "no-dead-man",
      "accountId",
      `${venue?.title ?? account.venue} has no timer that cancels orders, so Yoke cannot arm one.`,
    );
  if (!state.sessions.has(accountId))
    return refusal(
      "not-connected",
      "accountId",
      `${account.name} is not connected, so its venue cannot be told.`,
      "Connect it, then arm the switch.",
    );
  const record: JournalRecord = {
    kind: "dead-man-armed",
    accountId,
    windowMs,
    atMs: ports.clock.nowMs(),
  };
  if (!(await keeper.commit([record])))
    return refusal(
      "journal-not-written",
      "journal",
      "The switch is not armed: the journal could not be written.",
    );
  applyRecord(runtime, record);
  keepDeadMan(runtime, accountId);
  return answer(null);
}

/** Passes also while the journal cannot be written: it takes nothing away that a person did not give. Safe to press twice. */
export function disarmDeadMan(runtime: Runtime, accountId: AccountId): Answer<null> {
  const { state, ports, keeper } = runtime;
  if (state.durable.accounts[accountId] === undefined) return unknownAccount();
  const switched = state.durable.deadMen[accountId];
  if (switched?.armed !== undefined || switched?.fired !== undefined) {
    const record: JournalRecord = { kind: "dead-man-disarmed", accountId, atMs: ports.clock.nowMs() };
    keeper.note(record);
    applyRecord(runtime, record);
  }
  keepDeadMan(runtime, accountId);
  return answer(null);
}

function unknownAccount(): Answer<never> {
  return refusal("unknown-account", "accountId", "This account is not known.");
}
