// The terminal as a host sees it: opened once over the ports, then windows that ask and are shown.
import { REQUESTS } from "../../src-core/contract/requests.ts";
import { REQUEST_CHANNELS, type RequestChannel } from "../../src-core/contract/channels.ts";
import type { Answer } from "../../src-core/contract/answers.ts";
import { MAX_REQUEST_LENGTH } from "../../src-core/contract/wire.ts";
import { refusal, refuse } from "./answer.ts";
import { handlers, type Handlers, type WindowContext } from "./handlers.ts";
import type { Runtime } from "./runtime.ts";

/** One window of a host: texts in, texts out. */
export interface WindowSession {
  /** Never rejects: what is wrong with the request is in the answer. */
  request(text: string): Promise<string>;
  close(): void;
}

/** Answers a window's requests, each checked against its channel's schema before anything looks at it. */
export function windowSession(runtime: Runtime, window: WindowContext): WindowSession {
  const table = handlers(runtime, window);
  return {
    request: async (text) => JSON.stringify(await answerText(table, runtime, text)),
    close: window.close,
  };
}

async function answerText(table: Handlers, runtime: Runtime, text: string): Promise<Answer<unknown>> {
  const message = readMessage(text);
  if (message === undefined) return refusal("bad-request", "request", "The request is not a request.");
  const parsed = REQUESTS[message.channel].safeParse(message.body);
  if (!parsed.success) {
    return refuse(
      ...parsed.error.issues.slice(0, 8).map((issue) => ({
        code: "bad-field",
        place: issue.path.map(String).join(".") || "request",
        message: issue.message,
      })),
    );
  }
  try {
    const handle = table[message.channel] as (body: unknown) => Promise<Answer<unknown>> | Answer<unknown>;
    return await handle(parsed.data);
  } catch (bug) {
    const detail = bug instanceof Error ? bug.message : "unknown";
    runtime.audience.notice({
      level: "stop",
      text: `A fault in Yoke itself (${message.channel}): ${detail}`,
    });
    return refusal(
      "fault",
      "request",
      "A fault in Yoke itself. Nothing more is known of this request.",
      "See the journal.",
    );
  }
}

function readMessage(text: string): { readonly channel: RequestChannel; readonly body: unknown } | undefined {
  if (text.length > MAX_REQUEST_LENGTH) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null || !("channel" in value)) return undefined;
  const channel = REQUEST_CHANNELS.find((known) => known === value.channel);
  return channel === undefined ? undefined : { channel, body: "body" in value ? value.body : undefined };
}
