// What a record costs: writing and reading its text, and folding it into journals of growing size. Run: node bench/journal.ts
import { cpus } from "node:os";
import process from "node:process";
import { decodeRecord, encodeRecord } from "../src-core/journal/codec.ts";
import { foldRecord, recover } from "../src-core/journal/fold.ts";
import type { JournalRecord } from "../src-core/journal/record.ts";
import { samplePlan, sampleSubmit } from "../src-core/journal/samples.ts";
import { filledBy, reported, SENDING } from "../src-core/orders/samples.ts";

const ACCOUNTS = Array.from({ length: 10 }, (_, index) => `account-${String(index)}`);
const ROUNDS = 9;

/** Group orders over ten accounts, each order sent, opened and filled in part: 3.1 records for an order. */
function journalOf(orders: number): readonly JournalRecord[] {
  return Array.from({ length: orders / ACCOUNTS.length }, (_, index) => {
    const submit = sampleSubmit(samplePlan(`plan-${String(index)}`, ACCOUNTS));
    const events = submit.intents.flatMap(({ clientId }) =>
      [SENDING, reported("open"), filledBy(clientId, "4")].map((event): JournalRecord => ({
        kind: "order",
        clientId,
        event,
        atMs: event.atMs,
      })),
    );
    return [submit, ...events];
  }).flat();
}

/** Median of the rounds, microseconds for one of `count`. */
function medianUs(count: number, run: () => void): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const startedMs = performance.now();
    run();
    return ((performance.now() - startedMs) * 1_000) / count;
  });
  return rounds.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}

function show(name: string, us: number, unit: string): void {
  console.log(`${name.padEnd(52)}${us.toFixed(1).padStart(10)} us per ${unit}`);
}

console.log(`Node ${process.versions.node}, ${cpus()[0]?.model ?? "unknown processor"}`);
const records = journalOf(3_000);
const texts = records.map(encodeRecord);
const characters = texts.reduce((total, text) => total + text.length, 0);
console.log(
  `${String(records.length)} records, ${String(Math.round(characters / records.length))} characters each`,
);
show(
  "write a record's text",
  medianUs(records.length, () => void records.map(encodeRecord)),
  "record",
);
show(
  "read a record's text",
  medianUs(records.length, () => void texts.map(decodeRecord)),
  "record",
);
for (const orders of [100, 1_000, 10_000]) {
  const journal = journalOf(orders);
  const size = `${String(journal.length)} records, ${String(orders)} orders`;
  show(
    `recover: ${size}`,
    medianUs(journal.length, () => void recover(journal)),
    "record",
  );
  const state = recover(journal);
  const news = journal.flatMap((record, index): readonly JournalRecord[] =>
    record.kind === "order" && index % 31 === 7
      ? [{ ...record, event: filledBy(`late-${record.clientId}`, "1") }]
      : [],
  );
  const fold = () => {
    for (const record of news) foldRecord(state, record);
  };
  show(`one more order event on top of ${String(orders)} orders`, medianUs(news.length, fold), "event");
}
