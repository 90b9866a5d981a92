// How a request can go wrong: whether the venue acts on it, and what the caller gets to see.

export type FaultAnswer =
  /** The true answer. */
  | { readonly kind: "normal" }
  /** Nothing, ever. */
  | { readonly kind: "hang" }
  /** The socket is destroyed before the headers. */
  | { readonly kind: "reset" }
  /** Headers and half of the true body, then the socket is destroyed. */
  | { readonly kind: "reset-mid-body" }
  /** Headers and half of the true body, then nothing. */
  | { readonly kind: "hang-mid-body" }
  /** Half of the true body as if it were all. */
  | { readonly kind: "truncated" }
  | {
      readonly kind: "http";
      readonly status: number;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

export interface Fault {
  /** What a test counts it under. */
  readonly name?: string;
  readonly execute: boolean;
  /** Acts only after this time, while the answer goes out at once. */
  readonly executeAfterMs?: number;
  readonly answerAfterMs?: number;
  readonly answer: FaultAnswer;
}

function http(status: number, code: number, msg: string, headers?: Record<string, string>): FaultAnswer {
  const body = JSON.stringify({ code, msg });
  return { kind: "http", status, body, ...(headers === undefined ? {} : { headers }) };
}

const UNKNOWN = http(503, -1000, "Unknown error, please check your request or try again later.");
const TIMEOUT = http(
  408,
  -1007,
  "Timeout waiting for response from backend server. Send status unknown; execution status unknown.",
);
const HTML: FaultAnswer = {
  kind: "http",
  status: 200,
  body: "<html><body>Just a moment</body></html>",
  headers: { "content-type": "text/html" },
};

/** The misbehaviours that tests and specs call by name. */
export const FAULTS = {
  hang: { execute: false, answer: { kind: "hang" } },
  "execute-then-hang": { execute: true, answer: { kind: "hang" } },
  "hang-then-execute-late": { execute: true, executeAfterMs: 300, answer: { kind: "hang" } },
  reset: { execute: false, answer: { kind: "reset" } },
  "execute-then-reset": { execute: true, answer: { kind: "reset" } },
  "execute-then-reset-mid-body": { execute: true, answer: { kind: "reset-mid-body" } },
  "execute-then-hang-mid-body": { execute: true, answer: { kind: "hang-mid-body" } },
  "503-unknown": { execute: false, answer: UNKNOWN },
  "execute-then-503-unknown": { execute: true, answer: UNKNOWN },
  "503-overloaded": {
    execute: false,
    answer: http(503, -1008, "Request throttled by system-level protection."),
  },
  "1007": { execute: false, answer: TIMEOUT },
  "execute-then-1007": { execute: true, answer: TIMEOUT },
  "429": { execute: false, answer: http(429, -1003, "Too many requests.", { "retry-after": "1" }) },
  "418": {
    execute: false,
    answer: http(418, -1003, "Way too many requests; IP banned.", { "retry-after": "2" }),
  },
  html: { execute: false, answer: HTML },
  "execute-then-html": { execute: true, answer: HTML },
  "403-waf": { execute: false, answer: { ...HTML, status: 403 } },
  truncated: { execute: true, answer: { kind: "truncated" } },
  empty: { execute: true, answer: { kind: "http", status: 200, body: "" } },
  "duplicate-id": { execute: true, answer: http(400, -4116, "ClientOrderId is duplicated.") },
  "unheard-of-code": { execute: false, answer: http(400, -9999, "A new reason.") },
} as const satisfies Record<string, Fault>;
export type FaultName = keyof typeof FAULTS;

/** A fault that refuses with a code, without acting. */
export function refuseWith(code: number, msg: string, status = 400): Fault {
  return { execute: false, answer: http(status, code, msg) };
}

/** Which requests a fault is for: a method and path, or one of these words for all endpoints of a kind. */
export type FaultTarget = "create" | "cancel" | "query" | "read" | `${string} /${string}`;

function kindOf(method: string, path: string): FaultTarget {
  const orders = path.endsWith("/order") || path.endsWith("/algoOrder");
  if (orders && method === "POST") return "create";
  if (orders && method === "DELETE") return "cancel";
  return orders && method === "GET" ? "query" : "read";
}

export class FaultQueue {
  private readonly waiting: { readonly target: FaultTarget; readonly fault: Fault; left: number }[] = [];

  add(target: FaultTarget, fault: Fault, times = 1): void {
    this.waiting.push({ target, fault, left: times });
  }

  clear(): void {
    this.waiting.length = 0;
  }

  /** The fault for this request, used up by asking. */
  take(method: string, path: string): Fault | undefined {
    const kind = kindOf(method, path);
    const found = this.waiting.find(
      (it) => it.left > 0 && (it.target === kind || it.target === `${method} ${path}`),
    );
    if (found === undefined) return undefined;
    found.left -= 1;
    return found.fault;
  }
}
