// From what the wire says to what it proves: the answers of create, cancel and query, and readings.
import { fail, type Outcome } from "../../../../src-core/money/outcome.ts";
import type { CountdownAnswer } from "../../../../src-core/orders/countdown.ts";
import type {
  AmendAnswer,
  CancelAnswer,
  CreateAnswer,
  QueryAnswer,
} from "../../../../src-core/orders/order-event.ts";
import type { VenueOrder } from "../../../../src-core/order-terms/venue-event.ts";
import type { CallResult, VenueError } from "../call-result.ts";
import { integerOf, isJson, textOf } from "../json-fields.ts";
import {
  AMEND_REJECTIONS,
  CREDENTIALS_REFUSED,
  DEFINITIVE_REJECTIONS,
  ORDER_NOT_FOUND,
} from "./rejections.ts";

/** The venue's error in an answer: a negative code, with any status. */
export function venueError(result: CallResult): VenueError | undefined {
  if (result.kind !== "answered" || !isJson(result.body)) return undefined;
  const code = integerOf(result.body["code"]);
  if (code === undefined || code >= 0) return undefined;
  return { status: result.status, code, message: textOf(result.body["msg"]) ?? "" };
}

function isSuccess(result: CallResult): result is CallResult & { readonly kind: "answered" } {
  return (
    result.kind === "answered" &&
    result.status >= 200 &&
    result.status < 300 &&
    venueError(result) === undefined
  );
}

function isClientError(error: VenueError): boolean {
  return error.status >= 400 && error.status < 500;
}

/** What a failed call says, in words that hold no address, key or signature. */
function reasonOf(result: CallResult): string {
  if (result.kind !== "answered") return result.reason;
  const error = venueError(result);
  if (error === undefined) return `The venue's answer was not understood (HTTP ${result.status}).`;
  return `${error.message} (${error.code}, HTTP ${error.status})`;
}

/** The answer to a create. Only a listed code of a client error is a rejection; all else that left is unknown. */
export function classifyCreate(result: CallResult, order: VenueOrder | undefined): CreateAnswer {
  if (result.kind === "not-sent") return { kind: "not-sent", reason: result.reason };
  const error = venueError(result);
  if (error !== undefined && isClientError(error) && DEFINITIVE_REJECTIONS.has(error.code)) {
    return { kind: "rejected", code: String(error.code), reason: error.message };
  }
  if (isSuccess(result) && order !== undefined) return { kind: "report", order };
  return { kind: "unknown", reason: reasonOf(result) };
}

/**
 * The answer to an amend. "No need to modify" (-5027) proves nothing of what was asked before: a query shows the terms.
 */
export function classifyAmend(result: CallResult, order: VenueOrder | undefined): AmendAnswer {
  if (result.kind === "not-sent") return { kind: "rejected", reason: result.reason };
  const error = venueError(result);
  if (error !== undefined && isClientError(error)) {
    if (ORDER_NOT_FOUND.has(error.code)) return { kind: "not-found", reason: error.message };
    if (DEFINITIVE_REJECTIONS.has(error.code) || AMEND_REJECTIONS.has(error.code))
      return { kind: "rejected", reason: reasonOf(result) };
  }
  if (isSuccess(result) && order !== undefined) return { kind: "amended", order };
  return { kind: "unknown", reason: reasonOf(result) };
}

/** The answer to a cancel; `order` is what the venue showed of it, if it showed it. */
export function classifyCancel(result: CallResult, order: VenueOrder | undefined): CancelAnswer {
  if (result.kind === "not-sent") return { kind: "rejected", reason: result.reason };
  const error = venueError(result);
  if (error !== undefined && isClientError(error)) {
    if (ORDER_NOT_FOUND.has(error.code)) return { kind: "not-found", reason: error.message };
    if (DEFINITIVE_REJECTIONS.has(error.code)) return { kind: "rejected", reason: reasonOf(result) };
  }
  if (!isSuccess(result)) return { kind: "unknown", reason: reasonOf(result) };
  return order === undefined ? { kind: "canceled" } : { kind: "canceled", order };
}

/** The answer to a setting of a countdown; `echoed`: the venue repeated this very setting. All else that left is unknown. */
export function classifyCountdown(result: CallResult, echoed: boolean): CountdownAnswer {
  if (result.kind === "not-sent") return { kind: "refused", reason: result.reason };
  const error = venueError(result);
  if (error !== undefined && isClientError(error) && DEFINITIVE_REJECTIONS.has(error.code))
    return { kind: "refused", reason: reasonOf(result) };
  if (isSuccess(result) && echoed)
    return { kind: "set", sentAtMs: result.sentAtMs, answeredAtMs: result.answeredAtMs };
  const acceptableUntilMs = result.window?.acceptableUntilMs;
  const reason = reasonOf(result);
  return acceptableUntilMs === undefined
    ? { kind: "unknown", reason }
    : { kind: "unknown", reason, acceptableUntilMs };
}

/** The answer to a query by id. "Not found" only when the venue said exactly that. */
export function classifyQuery(result: CallResult, order: VenueOrder | undefined): QueryAnswer {
  const error = venueError(result);
  if (error !== undefined && isClientError(error) && ORDER_NOT_FOUND.has(error.code))
    return { kind: "not-found" };
  if (isSuccess(result) && order !== undefined) return { kind: "found", order };
  return { kind: "unknown", reason: reasonOf(result) };
}

/** The body of a good answer, or why there is none. `place` names what was read. */
export function readBody<T>(
  result: CallResult,
  place: string,
  read: (body: unknown) => T | undefined,
): Outcome<T> {
  if (!isSuccess(result)) return readFailure(result, place);
  const value = read(result.body);
  if (value !== undefined) return { ok: true, value };
  return fail(
    "venue-answer-unreadable",
    place,
    `Binance answered ${place} in a form that Yoke does not know.`,
  );
}

function readFailure(result: CallResult, place: string): Outcome<never> {
  const error = venueError(result);
  if (error !== undefined && CREDENTIALS_REFUSED.has(error.code)) {
    const remedy =
      "Check the key, its permissions and its IP list at Binance, then connect the account again.";
    return fail("credentials-refused", place, `Binance refused the key: ${reasonOf(result)}`, remedy);
  }
  const code = result.kind === "not-sent" ? "venue-unreachable" : "venue-read-failed";
  return fail(
    code,
    place,
    `Could not read ${place}: ${reasonOf(result)}`,
    "Check the connection. What runs in the background is tried again by itself.",
  );
}
