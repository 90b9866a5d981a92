// Chromium's debugging protocol over two pipes: texts that end with a zero byte.
import { EventEmitter } from "node:events";
import type { Readable, Writable } from "node:stream";
import type { CDPSession } from "@playwright/test";

/** One session: commands out, events in, typed as Playwright types them. */
export type CdpSession = Pick<CDPSession, "send" | "on">;

export interface CdpPipe {
  readonly browser: CdpSession;
  /** The session of an attached target. */
  session(sessionId: string): CdpSession;
}

interface Incoming {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Waiting {
  readonly method: string;
  resolve(result: unknown): void;
  reject(problem: Error): void;
}

/** Speaks the protocol over the pipes of a started Chromium. A command that Chromium refuses rejects by its name. */
export function cdpPipe(out: Writable, input: Readable): CdpPipe {
  const waiting = new Map<number, Waiting>();
  const sessions = new Map<string, { readonly emitter: EventEmitter; readonly session: CdpSession }>();
  let lastId = 0;

  function send(sessionId: string, method: string, params: unknown): Promise<unknown> {
    lastId += 1;
    const id = lastId;
    const address = sessionId === "" ? {} : { sessionId };
    return new Promise((resolve, reject) => {
      waiting.set(id, { method, resolve, reject });
      out.write(`${JSON.stringify({ id, method, params, ...address })}\0`);
    });
  }

  function open(sessionId: string) {
    const known = sessions.get(sessionId);
    if (known !== undefined) return known;
    const emitter = new EventEmitter();
    const commands = (method: string, params?: unknown) => send(sessionId, method, params ?? {});
    const session = { send: commands, on: emitter.on.bind(emitter) } as unknown as CdpSession;
    const opened = { emitter, session };
    sessions.set(sessionId, opened);
    return opened;
  }

  function hear(text: string): void {
    const { id, sessionId = "", method = "", params, result, error } = JSON.parse(text) as Incoming;
    if (id === undefined) {
      open(sessionId).emitter.emit(method, params);
      return;
    }
    const one = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) one?.resolve(result);
    else one?.reject(new Error(`${one.method}: ${error.message}`));
  }

  readTexts(input, hear);
  return { browser: open("").session, session: (sessionId) => open(sessionId).session };
}

function readTexts(input: Readable, hear: (text: string) => void): void {
  let rest = "";
  input.setEncoding("utf8");
  input.on("data", (chunk: string) => {
    const texts = (rest + chunk).split("\0");
    rest = texts.pop() ?? "";
    for (const text of texts) hear(text);
  });
}
