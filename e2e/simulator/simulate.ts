// A range of seeds over worker threads, kept as they are finished, and what came out.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { SimulateOptions } from "./arguments.ts";
import { realMs } from "./virtual-globals.ts";
import { summarise, type SeedReport, type Summary } from "./seed-report.ts";

/** Reports of the range that a file holds; what does not belong to the range or has another length is left alone. */
function kept({ resume, events, from, to }: SimulateOptions): Map<string, SeedReport> {
  if (resume === undefined || !existsSync(resume)) return new Map();
  const lines = readFileSync(resume, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  const reports = lines.map((line) => JSON.parse(line) as SeedReport);
  const wanted = reports.filter(
    ({ seed, asked }) => asked === events && BigInt(seed) >= from && BigInt(seed) <= to,
  );
  return new Map(wanted.map((report) => [report.seed, report]));
}

/** Runs what is not kept yet, as long as there is time. `progress` hears of every finished seed. */
export async function simulate(
  options: SimulateOptions,
  progress: (report: SeedReport) => void,
  nowMs: () => number = realMs,
): Promise<Summary> {
  const reports = kept(options);
  const { least = 0, seconds } = options;
  const untilMs = seconds === undefined ? undefined : nowMs() + seconds * 1000;
  let begun = 0;
  let next = options.from;
  const take = (): string | undefined => {
    while (next <= options.to && reports.has(String(next))) next += 1n;
    if (next > options.to) return undefined;
    if (untilMs !== undefined && begun >= least && nowMs() >= untilMs) return undefined;
    begun += 1;
    next += 1n;
    return String(next - 1n);
  };
  const run = (): Promise<void> =>
    serve(take, options.events, (report) => {
      reports.set(report.seed, report);
      if (options.resume !== undefined) appendFileSync(options.resume, `${JSON.stringify(report)}\n`);
      progress(report);
    });
  await Promise.all(Array.from({ length: options.workers }, run));
  return summarise([...reports.values()]);
}

/** One worker, fed until nothing is left. */
function serve(
  take: () => string | undefined,
  events: number,
  done: (report: SeedReport) => void,
): Promise<void> {
  const first = take();
  if (first === undefined) return Promise.resolve();
  const worker = new Worker(new URL("./worker.ts", import.meta.url));
  return new Promise((resolve, reject) => {
    worker.on("error", reject);
    worker.on("message", (report: SeedReport) => {
      done(report);
      const seed = take();
      if (seed !== undefined) worker.postMessage({ seed, events });
      else void worker.terminate().then(() => resolve());
    });
    worker.postMessage({ seed: first, events });
  });
}
