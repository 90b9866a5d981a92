// One way to call a venue: wait for our turn, send once, wait at most so long, and say what really happened.
import type { ClockPort } from "../../ports/clock.ts";
import type { CallResult, SignedWindow } from "./call-result.ts";
import type { CcxtExchange } from "./ccxt-types.ts";
import { beforeDeadline, TOO_LATE } from "./deadline.ts";
import type { LazyExchange } from "./lazy-exchange.ts";
import type { Cost, Priority } from "./limiter.ts";
import type { LimiterQueue } from "./limiter-queue.ts";
import { FORBIDDEN, recorded, type WireRecord } from "./wire.ts";

export interface CallPlan {
  readonly priority: Priority;
  readonly costs: readonly Cost[];
  /** The longest wait for our turn. */
  readonly patienceMs: number;
  /** The longest wait for the complete answer. */
  readonly deadlineMs: number;
  /** Asked when its turn has come: what was called back while it waited does not leave. */
  readonly mayLeave?: () => boolean;
  readonly run: (exchange: CcxtExchange) => Promise<unknown>;
}

/** What the limiter learns from every answer. */
export type Observe = (record: WireRecord, body: unknown) => void;

/** Failures that can only happen while connecting: nothing was written. */
const BEFORE_THE_FIRST_BYTE = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  FORBIDDEN,
]);

export class VenueCaller {
  private readonly source: LazyExchange;
  private readonly clock: ClockPort;
  private readonly limiter: LimiterQueue;
  private readonly observe: Observe;
  private readonly running = new Set<Promise<CallResult>>();

  constructor(source: LazyExchange, clock: ClockPort, limiter: LimiterQueue, observe: Observe) {
    this.source = source;
    this.clock = clock;
    this.limiter = limiter;
    this.observe = observe;
  }

  /** Sends at most once. Never throws for what the network or the venue does. */
  call(plan: CallPlan): Promise<CallResult> {
    const running = this.run(plan);
    this.running.add(running);
    void running.finally(() => this.running.delete(running));
    return running;
  }

  /** Waits until every call that was made has its result. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.running);
  }

  private async run(plan: CallPlan): Promise<CallResult> {
    const exchange = await this.source.get().catch(() => undefined);
    if (exchange === undefined)
      return { kind: "not-sent", reason: "The exchange library could not be loaded." };
    if (!(await this.limiter.acquire(plan.priority, plan.costs, plan.patienceMs))) {
      return { kind: "not-sent", reason: "The venue's request limit is used up for now." };
    }
    if (plan.mayLeave?.() === false)
      return { kind: "not-sent", reason: "It was called back before it left." };
    const record: WireRecord = { abort: new AbortController(), nowMs: () => this.clock.nowMs() };
    const work = recorded(record, () => plan.run(exchange));
    let failed = false;
    try {
      const outcome = await beforeDeadline(this.clock, plan.deadlineMs, work, () => record.abort.abort());
      failed = outcome === TOO_LATE;
    } catch {
      failed = true;
    }
    return this.judge(exchange, record, failed);
  }

  private judge(exchange: CcxtExchange, record: WireRecord, failed: boolean): CallResult {
    const { request, errorCode } = record;
    if (request === undefined || BEFORE_THE_FIRST_BYTE.has(errorCode ?? "")) {
      return { kind: "not-sent", reason: `Nothing was sent (${errorCode ?? "refused by the adapter"}).` };
    }
    const window = signedWindow(request, clockShiftMs(exchange));
    const known = window === undefined ? {} : { window };
    const body: unknown = record.text === undefined ? undefined : exchange.parseJson(record.text);
    this.observe(record, body);
    const { status, sentAtMs, answeredAtMs } = record;
    if (status === undefined || sentAtMs === undefined || answeredAtMs === undefined || body == null) {
      return { kind: "no-answer", reason: brokenReason(record, failed), ...known };
    }
    return { kind: "answered", status, body, sentAtMs, answeredAtMs, ...known };
  }
}

/** How much ccxt takes off our clock before it signs. */
function clockShiftMs(exchange: CcxtExchange): number {
  const shift: unknown = exchange.options["timeDifference"];
  return typeof shift === "number" ? shift : 0;
}

function brokenReason(record: WireRecord, failed: boolean): string {
  const status = record.status === undefined ? "" : ` (HTTP ${record.status})`;
  if (record.text !== undefined) return `The answer could not be read${status}.`;
  if (record.errorCode !== undefined)
    return `The connection broke before the answer was complete (${record.errorCode}).`;
  return failed ? `No complete answer in time${status}.` : `No answer${status}.`;
}

/** Reads the window from the request that was really signed; undefined when it was not signed. */
function signedWindow(
  request: { readonly url: string; readonly body: string },
  shiftMs: number,
): SignedWindow | undefined {
  const query = request.url.split("?")[1] ?? "";
  const parameters = new URLSearchParams(query === "" ? request.body : query);
  const timestamp = Number.parseInt(parameters.get("timestamp") ?? "", 10);
  const windowMs = Number.parseInt(parameters.get("recvWindow") ?? "5000", 10);
  if (!Number.isSafeInteger(timestamp) || !Number.isSafeInteger(windowMs)) return undefined;
  const signedAtMs = timestamp + shiftMs;
  return { signedAtMs, acceptableUntilMs: signedAtMs + windowMs };
}
