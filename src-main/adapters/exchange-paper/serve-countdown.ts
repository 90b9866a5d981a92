// A setting of a countdown as the paper venue decides it, inside one step.
import type { ListingKey } from "../../../src-core/market/listing.ts";
import type { CountdownAnswer } from "../../../src-core/orders/countdown.ts";
import type { Account } from "../../../src-core/portfolio/account.ts";
import type { ClockPort } from "../../ports/clock.ts";
import { type Draft, write } from "./draft.ts";
import type { PaperEngine } from "./paper-engine.ts";

export interface CountdownRequest {
  readonly account: Account;
  readonly listing: ListingKey;
  readonly windowMs: number;
  readonly acceptableUntilMs: number;
}

type Refused = Exclude<CountdownAnswer, { readonly kind: "set" }>;

/** What the account hears of it, with the times of the way there and back. */
export async function timedCountdown(
  clock: ClockPort,
  serve: () => Promise<{ readonly answer: Refused | undefined }>,
): Promise<CountdownAnswer> {
  const sentAtMs = clock.nowMs();
  const { answer } = await serve();
  return answer ?? { kind: "set", sentAtMs, answeredAtMs: clock.nowMs() };
}

/** Sets it anew, or takes it back for a window of 0; undefined when it is done. */
export async function serveCountdown(
  engine: PaperEngine,
  request: CountdownRequest,
): Promise<Refused | undefined> {
  const { acceptableUntilMs } = request;
  const served = await engine.step((draft) => refusalOf(draft, request));
  if (served.kind === "doubtful")
    return { kind: "unknown", reason: "The paper venue's log failed during it.", acceptableUntilMs };
  if (served.kind === "lost") return { kind: "refused", reason: served.reason };
  return served.answer === undefined ? undefined : { kind: "refused", reason: served.answer };
}

function refusalOf(draft: Draft, request: CountdownRequest): string | undefined {
  const { account, listing, windowMs, acceptableUntilMs } = request;
  const { nowMs } = draft.view;
  if (nowMs > acceptableUntilMs) return "-1021 Timestamp for this request is outside of the recvWindow.";
  if (!draft.state.accounts.has(account.id)) return "This paper account is not open yet: connect it first.";
  if (draft.view.listing(listing) === undefined) return "-1121 Invalid symbol.";
  const until = windowMs === 0 ? {} : { untilMs: nowMs + windowMs };
  write(draft, { kind: "countdown", accountId: account.id, listing, ...until, atMs: nowMs });
  return undefined;
}
