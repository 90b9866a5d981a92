// The diagnostic log as lines of JSON in `logs/yoke.log`, moved aside when it is full; the oldest files are deleted.
import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { createStream } from "rotating-file-stream";
import type { ClockPort } from "../../ports/clock.ts";
import type { DiagnosticFacts, DiagnosticsPort } from "../../ports/diagnostics.ts";

const FILE = "yoke.log";
/** Together at most 30 MB. */
const MAX_FILE_BYTES = 5 * 1024 * 1024;
const KEPT_FILES = 5;
/** A fact is a word or a sentence; what is longer is not for a log. */
const MAX_FACT_LENGTH = 2_000;
/** More waiting notes than this are dropped, and the next line says how many. */
const MAX_WAITING_BYTES = 1024 * 1024;

export interface DiagnosticsFileOptions {
  readonly clock: ClockPort;
  readonly maxFileBytes?: number;
}

/** The log below a data folder; files are private to the user. */
export function diagnosticsFile(dataFolder: string, options: DiagnosticsFileOptions): DiagnosticsPort {
  const { clock, maxFileBytes = MAX_FILE_BYTES } = options;
  const folder = join(dataFolder, "logs");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stream = createStream(FILE, {
    path: folder,
    size: `${maxFileBytes}B`,
    maxFiles: KEPT_FILES,
    mode: 0o600,
  });
  let isBroken = false;
  let dropped = 0;
  const lose = () => {
    isBroken = true;
  };
  stream.on("error", lose);
  stream.on("warning", () => undefined);

  return {
    note(event, facts = {}) {
      if (isBroken) return;
      if (stream.writableLength > MAX_WAITING_BYTES) {
        dropped += 1;
        return;
      }
      stream.write(line(clock, event, dropped === 0 ? facts : { ...facts, droppedBefore: dropped }));
      dropped = 0;
    },
    last(event, facts = {}) {
      try {
        appendFileSync(join(folder, FILE), line(clock, event, facts), { mode: 0o600 });
      } catch {
        lose();
      }
    },
    close: () =>
      new Promise((done) => {
        if (isBroken || stream.destroyed) done();
        else stream.end(done);
      }),
  };
}

function line(clock: ClockPort, event: string, facts: DiagnosticFacts): string {
  const short = Object.entries(facts).map(([name, value]) => [
    name,
    typeof value === "string" ? value.slice(0, MAX_FACT_LENGTH) : value,
  ]);
  return `${JSON.stringify({ at: new Date(clock.nowMs()).toISOString(), event, ...Object.fromEntries(short) })}\n`;
}
