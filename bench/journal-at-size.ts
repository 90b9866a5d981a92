// A whole data folder's journal at size: start, index, search. Run: node bench/journal-at-size.ts [records] [folder]
// The work is that of all threads; main's own is what could have kept the screen waiting. Waits for a busy machine are in the time only.
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { decodeRecord, encodeRecord } from "../src-core/journal/codec.ts";
import { recover } from "../src-core/journal/fold.ts";
import type { JournalRecord } from "../src-core/journal/record.ts";
import { samplePlan, sampleSubmit } from "../src-core/journal/samples.ts";
import { filledBy, reported, SENDING } from "../src-core/orders/samples.ts";
import { sampleAccount } from "../src-core/portfolio/samples.ts";
import { nodeDisk } from "../src-main/adapters/disk-node/disk-node.ts";
import { frame, GENESIS } from "../src-main/adapters/journal-log/frame.ts";
import { journalLog } from "../src-main/adapters/journal-log/journal-log.ts";
import { journalIndex } from "../src-main/adapters/journal-log/search/journal-index.ts";
import type { JournalQuery } from "../src-main/ports/journal-index.ts";

const [countText = "1000000", given] = process.argv.slice(2);
const RECORDS = Number.parseInt(countText, 10);
const folder = given ?? mkdtempSync(join(tmpdir(), "yoke-journal-index-"));
const journal = join(folder, "journal.log");
const indexPath = join(folder, "journal-index.db");
const ACCOUNTS = Array.from({ length: 10 }, (_, index) => `account-${String(index)}`);
const THREAD = new URL("../src-main/adapters/journal-log/search/search-thread.ts", import.meta.url);

/** Group orders over ten accounts, each order sent, opened and filled: 3.1 records for an order. */
function* recordsOf(): Generator<JournalRecord> {
  for (const id of ACCOUNTS) yield { kind: "account-saved", account: sampleAccount(id), atMs: 1 };
  for (let plan = 0; ; plan += 1) {
    const atMs = 1_700_000_000_000 + plan * 60_000;
    const submit = sampleSubmit(samplePlan(`plan-${String(plan)}`, ACCOUNTS), atMs);
    yield submit;
    for (const { clientId } of submit.intents)
      for (const event of [SENDING, reported("open"), filledBy(clientId, "4", String(100 + (plan % 900)))])
        yield { kind: "order", clientId, event: { ...event, atMs }, atMs };
  }
}

function writeJournal(): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(journal, "");
  let previous: Uint8Array = GENESIS;
  let parts: Uint8Array[] = [];
  let count = 0;
  for (const record of recordsOf()) {
    const framed = frame(encodeRecord(record), previous);
    previous = framed.hash;
    parts.push(framed.bytes);
    count += 1;
    if (parts.length < 5_000 && count < RECORDS) continue;
    appendFileSync(journal, Buffer.concat(parts));
    parts = [];
    if (count === RECORDS) return;
  }
}

const index = (): ReturnType<typeof journalIndex> =>
  journalIndex({
    files: { journal, index: indexPath, titles: {} },
    program: THREAD,
    note: (event, about) => {
      console.log(event, about);
    },
  });

async function timed(name: string, run: () => Promise<string | boolean | undefined>): Promise<void> {
  const mainBefore = process.threadCpuUsage();
  const cpuBefore = process.cpuUsage();
  const startedMs = performance.now();
  const found = await run();
  const tookMs = performance.now() - startedMs;
  const own = process.threadCpuUsage(mainBefore);
  const mains = ((own.user + own.system) / 1_000).toFixed(0);
  const { user, system } = process.cpuUsage(cpuBefore);
  const worked = ((user + system) / 1_000).toFixed(0);
  const figures = `${tookMs.toFixed(1).padStart(10)} ms (work ${worked} ms, of it main's own ${mains} ms)`;
  console.log(`${name.padEnd(50)}${figures} ${String(found)}`);
}

async function whole(open: ReturnType<typeof journalIndex>): Promise<void> {
  while (open.reach.kind === "indexing") await pause(20);
}

/** All pages of a search until it has a screenful, as the panel asks. */
async function searched(
  open: ReturnType<typeof journalIndex>,
  query: Partial<JournalQuery>,
): Promise<string> {
  let before: number | undefined;
  let hits = 0;
  let questions = 0;
  for (;;) {
    const page = await open.page({ limit: 100, ...query, before });
    if (!page.ok) throw new Error(page.failure.code);
    questions += 1;
    hits += page.value.hits.length;
    before = page.value.next;
    if (before === undefined || hits >= 100) return `(${String(hits)} hits, ${String(questions)} questions)`;
  }
}

/**
 * What this machine needs for a known piece of work, to read the other figures by. Where it took 41 us, 1,000,000 records (550 MB)
 * were 23.5 s of work and 2.0 GB of memory at a start, 59 s to index (276 MB), 1.0 s to open again, 10 ms a page, 0.27 s for a
 * search of everything; main's own part of a search was 2 ms at most.
 */
function anchorUs(): number {
  const text = encodeRecord(sampleSubmit(samplePlan("plan", ACCOUNTS)));
  const before = process.cpuUsage();
  for (let round = 0; round < 2_000; round += 1) JSON.parse(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 2_000;
}

console.log(
  `Node ${process.versions.node}, ${cpus()[0]?.model ?? "unknown processor"}, ${String(RECORDS)} records`,
);
console.log(`anchor: JSON.parse of one plan's record takes ${anchorUs().toFixed(1)} us of work`);
if (!existsSync(journal)) writeJournal();
await timed("read, check, decode and fold it, as a start does", async () => {
  const log = journalLog(nodeDisk(folder), "journal.log");
  const { entries } = await log.open();
  const records = entries
    .map(({ text }) => decodeRecord(text))
    .flatMap((read) => (read.ok ? [read.value] : []));
  const { orders } = recover(records);
  await log.close();
  const megabytes = Math.round(process.memoryUsage.rss() / 1e6);
  return `(${String(orders.size)} orders, the process holds ${String(megabytes)} MB)`;
});
for (const suffix of ["", "-wal", "-shm"]) rmSync(`${indexPath}${suffix}`, { force: true });
let open = index();
await timed("build the index from nothing", async () => {
  open.follow(RECORDS);
  await whole(open);
});
await open.close();
console.log(
  `journal ${String(statSync(journal).size)} bytes, index ${String(statSync(indexPath).size)} bytes`,
);
open = index();
await timed("open it again, until the first page", async () => {
  open.follow(RECORDS);
  return searched(open, {});
});
await timed("newest page", () => searched(open, {}));
await timed("a page from the middle", () => searched(open, { before: Math.floor(RECORDS / 2) }));
await timed("jump to a time", () => searched(open, { untilMs: 1_700_000_000_000 + 3_600_000 }));
await timed("one account, one kind", () => searched(open, { accountId: "account-3", kind: "submitted" }));
await timed("text that many records say", () => searched(open, { text: "filled" }));
await timed("text that one old record says", () => searched(open, { text: "plan-3-7" }));
await timed("text that no record says", () => searched(open, { text: "no such words" }));
await timed("one order's records", () => searched(open, { orderId: "plan-3-7" }));
await timed("positions at a moment in the middle", async () => {
  const held = await open.heldAt(Math.floor(RECORDS / 2));
  return held.ok ? `(${String(held.value.length)} positions)` : held.failure.code;
});
await timed("one record in full", () => open.record(77).then((record) => record.ok));
await open.close();
console.log(`memory of the process: ${String(Math.round(process.memoryUsage.rss() / 1e6))} MB`);
if (given === undefined) rmSync(folder, { recursive: true });
