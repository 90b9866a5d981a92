// A position that is smaller than before and that no fill made smaller is not believed at once: the drop-copy comparison.
import { isExplained, isShrunk, READING_SPREAD_MS } from "../../src-core/portfolio/explained-change.ts";
import { positionKey, type PositionKey } from "../../src-core/portfolio/portfolio.ts";
import { ZERO } from "../../src-core/money/decimal.ts";
import type { AccountSnapshot, Fill, VenuePosition } from "../../src-core/order-terms/venue-event.ts";
import { setCause } from "./causes.ts";
import { hearFill } from "./hear-fill.ts";
import type { AccountSession, Runtime } from "./runtime.ts";

/** Readings in a row that must say the same before a change without a cause is taken over. */
const READINGS_TO_BELIEVE = 4;

/**
 * Whether a reading's positions may be taken over. False while one of them shrank without a fill: the account is then read
 * again. What stays so is believed after four readings, and the account is REDUCING until a person has seen it.
 */
export async function believesPositions(
  runtime: Runtime,
  session: AccountSession,
  snapshot: AccountSnapshot,
): Promise<boolean> {
  const odd: PositionKey[] = [];
  for (const [key, before] of Object.entries(session.lastReading?.positions ?? {})) {
    const after = snapshot.positions.find((row) => positionKey(row.listing, row.positionSide) === key);
    if (!isShrunk(before.quantitySigned, after?.quantitySigned ?? ZERO)) continue;
    if (!(await accountedFor(runtime, session, snapshot, before))) odd.push(key);
  }
  if (odd.length > 0 && !sameForLong(session, snapshot, odd)) return false;
  for (const key of odd) alarm(runtime, session, key);
  const positions = snapshot.positions.map(
    (row) => [positionKey(row.listing, row.positionSide), row] as const,
  );
  session.lastReading = { atMs: snapshot.atMs, positions: Object.fromEntries(positions) };
  delete session.oddReading;
  return true;
}

/** By the fills that we have heard of, else by those that the venue shows when asked; these are then applied. */
async function accountedFor(
  runtime: Runtime,
  session: AccountSession,
  snapshot: AccountSnapshot,
  before: VenuePosition,
): Promise<boolean> {
  const { listing, positionSide } = before;
  const atMs = session.lastReading?.atMs ?? 0;
  const after = snapshot.positions.find(
    (row) => row.listing === listing && row.positionSide === positionSide,
  );
  const explains = (fills: readonly Fill[]): boolean =>
    isExplained(
      { quantitySigned: before.quantitySigned, atMs },
      { quantitySigned: after?.quantitySigned ?? ZERO, atMs: snapshot.atMs },
      fills.filter((fill) => fill.listing === listing && fill.positionSide === positionSide),
    );
  const heard = runtime.state.fills.filter(({ accountId }) => accountId === session.account.id);
  if (explains(heard.map(({ fill }) => fill))) return true;
  const read = await session.port.fillsSince(listing, atMs - READING_SPREAD_MS);
  if (!read.ok) return false;
  for (const fill of read.value) hearFill(runtime, session, fill);
  return explains(read.value);
}

/** Counts readings that show the same oddities in a row. */
function sameForLong(
  session: AccountSession,
  snapshot: AccountSnapshot,
  odd: readonly PositionKey[],
): boolean {
  const shown = odd.map((key) => {
    const row = snapshot.positions.find((held) => positionKey(held.listing, held.positionSide) === key);
    return `${key} ${(row?.quantitySigned ?? ZERO).toString()}`;
  });
  const text = shown.join(", ");
  const times = session.oddReading?.text === text ? session.oddReading.times + 1 : 1;
  session.oddReading = { text, times };
  return times >= READINGS_TO_BELIEVE;
}

function alarm(runtime: Runtime, session: AccountSession, key: PositionKey): void {
  const { account } = session;
  const [listing = key] = key.split("|");
  const name = runtime.state.portfolio.listings[listing]?.name ?? listing;
  const detail = `${account.name}: the position in ${name} became smaller at the venue, and no fill shows why.`;
  const sinceMs = runtime.ports.clock.nowMs();
  setCause(runtime, { scope: `account:${account.id}`, kind: "liquidation", detail, sinceMs });
  runtime.audience.notice({
    level: "stop",
    text: detail,
    remedy: "Check the account at the venue, then resume.",
  });
}
