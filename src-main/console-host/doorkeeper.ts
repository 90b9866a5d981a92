// Who may open a socket: one token for this run, and one-time codes that are exchanged for it.
import { randomBytes, timingSafeEqual } from "node:crypto";

/** A code is good once and this long: enough for a browser to start. */
const CODE_MS = 60_000;

export interface Doorkeeper {
  /** The token of this run: 256 random bits. */
  readonly token: string;
  /** A fresh one-time code for a browser that is started with a file instead of a token. */
  code(): string;
  /** The token that the window keeps for a reload; undefined: turned away. */
  admit(presented: string): string | undefined;
}

/** A doorkeeper of one run; `nowMs` is any steady clock. */
export function doorkeeper(nowMs: () => number): Doorkeeper {
  const token = randomBytes(32).toString("base64url");
  const codes = new Map<string, number>();
  return {
    token,
    code() {
      const code = randomBytes(32).toString("base64url");
      codes.set(code, nowMs() + CODE_MS);
      return code;
    },
    admit(presented) {
      if (same(presented, token)) return token;
      const code = [...codes.keys()].find((known) => same(presented, known));
      if (code === undefined) return undefined;
      const validUntilMs = codes.get(code) ?? 0;
      codes.delete(code);
      return nowMs() <= validUntilMs ? token : undefined;
    },
  };
}

function same(presented: string, known: string): boolean {
  const a = Buffer.from(presented);
  const b = Buffer.from(known);
  return a.length === b.length && timingSafeEqual(a, b);
}
