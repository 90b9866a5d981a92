// The typed client of the contract: one request in flight is one text out and one text back.
// Requests are checked against the contract's schema before they leave; answers come back as values, never as throws.
import type { Answer, AnswerOf } from "../../src-core/contract/answers.ts";
import type { RequestChannel } from "../../src-core/contract/channels.ts";
import type { RequestOf } from "../../src-core/contract/requests.ts";
import { REQUESTS } from "../../src-core/contract/requests.ts";
import type { HostBridge, RequestMessage } from "../../src-core/contract/wire.ts";

/** What a refused request answers with, one for each thing that is wrong. */
export type Failure = Extract<Answer<never>, { readonly ok: false }>["failures"][number];

/** Code of the failure that says nothing about what the host did: it may have acted, or not. */
export const NO_ANSWER = "no-answer";

export interface Client {
  readonly host: HostBridge["host"];
  request<C extends RequestChannel>(channel: C, body: RequestOf<C>): Promise<AnswerOf<C>>;
  onFrame(hear: (text: string) => void): () => void;
}

/** Wraps the bridge that the host put on the window; `hearSilence` is told of each request that got no answer. */
export function createClient(bridge: HostBridge, hearSilence: () => void): Client {
  return {
    host: bridge.host,
    request: async (channel, body) => {
      const answer = await ask(bridge, channel, body);
      if (!answer.ok && answer.failures.some(({ code }) => code === NO_ANSWER)) hearSilence();
      return answer;
    },
    onFrame: (hear) => bridge.onFrame(hear),
  };
}

async function ask<C extends RequestChannel>(
  bridge: HostBridge,
  channel: C,
  body: RequestOf<C>,
): Promise<AnswerOf<C>> {
  const checked = REQUESTS[channel].safeParse(body);
  if (!checked.success) return refused(checked.error.issues.map(issueFailure));
  const message: RequestMessage = { channel, body: checked.data };
  try {
    return readAnswer(await bridge.request(JSON.stringify(message))) as AnswerOf<C>;
  } catch {
    return refused([gone()]);
  }
}

/** Reads an answer's text; what is no answer counts as none. */
export function readAnswer(text: string): Answer<unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused([gone()]);
  }
  return isAnswer(value) ? value : refused([gone()]);
}

function isAnswer(value: unknown): value is Answer<unknown> {
  if (typeof value !== "object" || value === null || !("ok" in value)) return false;
  if (value.ok === true) return "value" in value;
  return value.ok === false && "failures" in value && isFailures(value.failures);
}

function isFailures(value: unknown): value is readonly Failure[] {
  if (!Array.isArray(value) || value.length === 0) return false;
  return value.every(
    (entry: unknown) =>
      typeof entry === "object" &&
      entry !== null &&
      "code" in entry &&
      "place" in entry &&
      "message" in entry,
  );
}

function refused(failures: readonly Failure[]): Answer<never> {
  return { ok: false, failures };
}

function gone(): Failure {
  return {
    code: NO_ANSWER,
    place: "request",
    message: "Yoke's core did not answer.",
    remedy: "What was asked may have happened. Check positions and orders before you do it again.",
  };
}

function issueFailure(issue: { readonly path: readonly PropertyKey[]; readonly message: string }): Failure {
  const place = issue.path.at(-1);
  return {
    code: "malformed-request",
    place: place === undefined ? "request" : String(place),
    message: `Not accepted: ${issue.message}`,
  };
}
