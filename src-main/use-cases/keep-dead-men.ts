// Dead-man switches: the venue's countdowns follow our working orders, are kept alive, and end when they are not wanted.
// As long as the venue answers, this terminal is in control: neither a broken stream nor a halt lets a countdown run out.
import type { JournalRecord } from "../../src-core/journal/record.ts";
import type { ListingKey } from "../../src-core/market/listing.ts";
import { own } from "../../src-core/money/own.ts";
import {
  countdownAnswered,
  countdownAsked,
  isKept,
  mayRun,
  newCountdown,
  nextSetting,
  recoveredCountdown,
  withoutLapse,
  type Countdown,
  type CountdownSetting,
} from "../../src-core/orders/countdown.ts";
import type { AccountId } from "../../src-core/portfolio/account.ts";
import { guardedListings } from "../../src-core/risk/dead-man.ts";
import { applyRecord } from "./apply.ts";
import { every } from "./every.ts";
import type { AccountSession, CountdownWatch, Runtime } from "./runtime.ts";

const BEAT_MS = 1_000;
/** A reading asks for every unsettled order; by then the answers are here. */
const READING_SETTLES_MS = 10_000;

/** Looks once a second; the answer stops it. */
export function watchDeadMen(runtime: Runtime): () => void {
  return every(runtime.ports.clock, BEAT_MS, () => {
    keepDeadMen(runtime);
  });
}

/** Countdowns that an earlier run left behind may still run: they are taken up as they may stand. */
export function takeUpCountdowns({ state, ports }: Runtime, lastSeenMs: number): void {
  const nowMs = ports.clock.nowMs();
  for (const [accountId, { running }] of Object.entries(state.durable.deadMen))
    for (const [listing, windowMs] of Object.entries(running))
      watchesOf(state, accountId).set(listing, {
        countdown: recoveredCountdown(windowMs, Math.min(lastSeenMs, nowMs), nowMs),
      });
}

/** Asks for what is due of every account whose switch is armed or has something left to end. */
function keepDeadMen(runtime: Runtime): void {
  const { state } = runtime;
  const accounts = new Set([...Object.keys(state.durable.deadMen), ...state.countdowns.keys()]);
  for (const accountId of accounts) keepDeadMan(runtime, accountId);
}

/** The same for one account, at once: a person has just turned its switch. */
export function keepDeadMan(runtime: Runtime, accountId: AccountId): void {
  const { state, ports } = runtime;
  const armed = own(state.durable.deadMen, accountId)?.armed;
  const account = state.portfolio.accounts[accountId];
  const wanted = armed === undefined || account === undefined ? [] : guardedListings(account);
  const watches = watchesOf(state, accountId);
  for (const listing of wanted)
    if (!watches.has(listing)) watches.set(listing, { countdown: newCountdown(armed?.windowMs ?? 0) });
  for (const [listing, watch] of watches) {
    const isWanted = wanted.includes(listing);
    if (isWanted && armed !== undefined) watch.countdown = { ...watch.countdown, windowMs: armed.windowMs };
    settle(runtime, accountId, listing, watch, isWanted);
    const setting = nextSetting(watch.countdown, isWanted, ports.clock.nowMs());
    if (setting !== undefined) ask(runtime, accountId, listing, watch, setting);
    // Nothing but time makes a countdown lapse: what the screen says of it moves with the beat.
    if (!isKept(watch.countdown, ports.clock.nowMs())) runtime.audience.touchAccount(accountId);
  }
}

/** Whether the venue may still cancel orders of the account because of a countdown. */
export function isCounting({ state, ports }: Runtime, accountId: AccountId): boolean {
  const nowMs = ports.clock.nowMs();
  return [...(state.countdowns.get(accountId)?.values() ?? [])].some(
    ({ countdown }) => countdown.asking || mayRun(countdown, nowMs),
  );
}

/**
 * Ends every countdown, once, for an orderly end of the terminal: the switches stay armed for the next start, and what works
 * goes on working, as without a switch. One that the venue does not confirm in time runs out.
 */
export async function stopCountdowns(runtime: Runtime): Promise<void> {
  const all = [...runtime.state.countdowns].flatMap(([accountId, watches]) =>
    [...watches].map(async ([listing, watch]) => {
      await watch.answered;
      if (!mayRun(watch.countdown, runtime.ports.clock.nowMs())) return;
      ask(runtime, accountId, listing, watch, "stop");
      await watch.answered;
    }),
  );
  await Promise.all(all);
}

/** Sends one setting unless nobody is there to send it: then the countdown lapses, and is shown as what it is. */
function ask(
  runtime: Runtime,
  accountId: AccountId,
  listing: ListingKey,
  watch: CountdownWatch,
  setting: CountdownSetting,
): void {
  const session = runtime.state.sessions.get(accountId);
  if (session?.port.setCountdown === undefined) return;
  watch.countdown = countdownAsked(watch.countdown, setting, runtime.ports.clock.nowMs());
  watch.answered = send(runtime, session, listing, watch, setting);
}

async function send(
  runtime: Runtime,
  { account, port }: AccountSession,
  listing: ListingKey,
  watch: CountdownWatch,
  setting: CountdownSetting,
): Promise<void> {
  const { windowMs } = watch.countdown;
  const answer = await port.setCountdown?.(listing, setting === "run" ? windowMs : 0);
  if (answer === undefined) return;
  const nowMs = runtime.ports.clock.nowMs();
  watch.countdown = countdownAnswered(watch.countdown, setting, answer, nowMs);
  if (answer.kind === "set") noteAnswer(runtime, account.id, listing, watch.countdown, setting);
  runtime.audience.touchAccount(account.id);
}

function noteAnswer(
  runtime: Runtime,
  accountId: AccountId,
  listing: ListingKey,
  countdown: Countdown,
  setting: CountdownSetting,
): void {
  const { windowMs } = countdown;
  const atMs = runtime.ports.clock.nowMs();
  const noted = own(own(runtime.state.durable.deadMen, accountId)?.running ?? {}, listing);
  if (setting === "run" && noted !== windowMs)
    keep(runtime, { kind: "countdown-started", accountId, listing, windowMs, atMs });
  if (setting === "stop" && noted !== undefined && !mayRun(countdown, atMs))
    keep(runtime, { kind: "countdown-ended", accountId, listing, atMs });
}

/** Forgets what is over: a lapse that a reading has settled, and a countdown of which nothing can still run. */
function settle(
  runtime: Runtime,
  accountId: AccountId,
  listing: ListingKey,
  watch: CountdownWatch,
  isWanted: boolean,
): void {
  const nowMs = runtime.ports.clock.nowMs();
  const { countdown } = watch;
  if (
    countdown.lapsedAtMs !== undefined &&
    isKept(countdown, nowMs) &&
    wasReadSince(runtime, accountId, countdown.lapsedAtMs)
  )
    watch.countdown = withoutLapse(countdown);
  if (isWanted || countdown.asking || mayRun(countdown, nowMs)) return;
  if (countdown.lapsedAtMs !== undefined && !wasReadSince(runtime, accountId, countdown.lapsedAtMs)) return;
  if (countdown.cancelsAtMs !== undefined && !wasReadSince(runtime, accountId, countdown.cancelsAtMs)) return;
  const watches = watchesOf(runtime.state, accountId);
  watches.delete(listing);
  if (watches.size === 0) runtime.state.countdowns.delete(accountId);
  if (own(own(runtime.state.durable.deadMen, accountId)?.running ?? {}, listing) !== undefined)
    keep(runtime, { kind: "countdown-ended", accountId, listing, atMs: nowMs });
  runtime.audience.touchAccount(accountId);
}

/** A complete reading that began after this moment has been applied, with the answers that it asked for. */
function wasReadSince({ state, ports }: Runtime, accountId: AccountId, sinceMs: number): boolean {
  const session = state.sessions.get(accountId);
  if (session === undefined || session.syncing) return false;
  const readAtMs = session.readAtMs ?? 0;
  return readAtMs > sinceMs && ports.clock.nowMs() - readAtMs >= READING_SETTLES_MS;
}

function watchesOf({ countdowns }: Runtime["state"], accountId: AccountId): Map<ListingKey, CountdownWatch> {
  const known = countdowns.get(accountId) ?? new Map<ListingKey, CountdownWatch>();
  countdowns.set(accountId, known);
  return known;
}

function keep(runtime: Runtime, record: JournalRecord): void {
  runtime.keeper.note(record);
  applyRecord(runtime, record);
}
