// A terminal without a window, over a real journal on a real disk, that trades until it is killed.
// node e2e/crash/trader.ts DATA_FOLDER PORT SEED [settle | AIM]; with `settle` it waits until no order is in doubt, and trades
// nothing; AIM names the step in which it kills itself.
import process from "node:process";
import type { Answer, AnswerOf } from "../../src-core/contract/answers.ts";
import type { RequestChannel } from "../../src-core/contract/channels.ts";
import type { OrderDraft, RequestOf } from "../../src-core/contract/requests.ts";
import type { PlanPreview } from "../../src-core/contract/views.ts";
import { Decimal } from "../../src-core/money/decimal.ts";
import { systemClock } from "../../src-main/adapters/clock-system/clock-system.ts";
import { nodeDisk } from "../../src-main/adapters/disk-node/disk-node.ts";
import { randomIds } from "../../src-main/adapters/id-source-random/id-source-random.ts";
import { journalLog } from "../../src-main/adapters/journal-log/journal-log.ts";
import { openTerminal, type Terminal } from "../../src-main/use-cases/open-terminal.ts";
import { memorySecrets, memorySettings } from "../../src-main/use-cases/testing/memory-ports.ts";
import { beliefOf, UNSETTLED } from "./belief.ts";
import { seededRandom } from "../venues/binance-usdm/seeded-random.ts";
import { remoteVenue } from "./remote-venue.ts";
import { aimOf } from "./stages.ts";
import { watchedDisk, watchedJournal } from "./watched-journal.ts";
import { openWhereabouts } from "./whereabouts.ts";

const LISTING = "paper:BTCUSDT";
const LOT = Decimal.of("0.001");
const LOOK_EVERY_MS = 5;
/** A start that is not ready by then says why. */
const STUCK_MS = 30_000;
/** What a person has to take back. */
const HALTS: readonly string[] = ["person", "journal"];

type Ask = <C extends RequestChannel>(channel: C, body: RequestOf<C>) => Promise<AnswerOf<C>>;

const [folder = "", port = "", seed = "", mode = ""] = process.argv.slice(2);
const random = seededRandom(Number(seed));
const where = openWhereabouts(folder, aimOf(mode));
const venue = await remoteVenue(Number(port), where);
const disk = watchedDisk(nodeDisk(folder), where);
const journal = watchedJournal(journalLog(disk, "journal.log"), venue.intended);
const ports = {
  clock: systemClock(),
  ids: randomIds(),
  secrets: memorySecrets(),
  settings: memorySettings(),
  venues: new Map([[venue.port.venue, venue.port]]),
};
const host = { host: "console", version: "0.0.0", keysAllowed: false } as const;
const opened = await openTerminal(ports, journal, host);
if (!opened.ok) throw new Error(opened.failure.message);
const terminal = opened.value;
const window = terminal.openWindow(() => undefined);
const ask: Ask = async (channel, body) =>
  JSON.parse(await window.request(JSON.stringify({ channel, body }))) as AnswerOf<typeof channel>;
await ask("market/watch", { listing: LISTING, interval: "1m" });
const stuck = setTimeout(() => {
  const { sessions, durable } = terminal.runtime.state;
  const causes = durable.causes.map(({ kind, scope, detail }) => `${kind} of ${scope}: ${detail}`);
  process.stderr.write(`not ready: ${String(sessions.size)} accounts, ${causes.join("; ")}\n`);
}, STUCK_MS);
await until(() => isReady(terminal));
clearTimeout(stuck);
await venue.ready(() => beliefOf(terminal.runtime));
where.trades();
for (;;) await gesture();

/** Mostly group orders and changes of them; now and then everything is cancelled, flattened or halted. */
async function gesture(): Promise<void> {
  const point = random();
  if (isHalted(terminal)) return resume(point < 0.5);
  if (point < 0.45) await submit(await ask("plan/preview-order", { draft: draft() }));
  else if (point < 0.75) await amend();
  else if (point < 0.88)
    for (const plan of terminal.runtime.state.durable.plans.keys())
      await ask("order/cancel", { groupOrderId: plan });
  else if (point < 0.95) await flatten();
  else {
    const halt = await ask("kill/engage", { scope: { kind: "all" } });
    if (halt.ok) where.halted(true);
  }
}

async function submit(preview: Answer<PlanPreview>): Promise<void> {
  if (!preview.ok || preview.value.decision !== "approve") return pause();
  const { planId, hash } = preview.value;
  await ask("plan/submit", { planId, hash });
}

/** Moves a resting order a little, and to another size. */
async function amend(): Promise<void> {
  const resting = [...terminal.runtime.state.durable.orders.values()].filter(
    ({ status, terms }) => (status === "OPEN" || status === "PARTIAL") && terms.price !== undefined,
  );
  const order = resting[Math.floor(random() * resting.length)];
  if (order?.terms.price === undefined) return pause();
  const price = order.terms.price.plus(Decimal.fromInteger(Math.floor(random() * 21) - 10)).toString();
  const quantity = order.terms.quantity.plus(LOT).toString();
  await submit(await ask("plan/preview-amend", { draft: { orderIds: [order.clientId], price, quantity } }));
}

/** What is held goes to zero in part: the rest of the plan is pursued, and dies with the process too. */
async function flatten(): Promise<void> {
  const accounts = Object.keys(terminal.runtime.state.portfolio.accounts);
  const accountId = accounts[Math.floor(random() * accounts.length)] ?? "";
  await submit(await ask("plan/preview-flatten", { scope: { kind: "account", accountId } }));
}

async function resume(flattenFirst: boolean): Promise<void> {
  if (flattenFirst) await flatten();
  where.halted(false);
  await ask("kill/resume", { scope: { kind: "all" } });
}

/** Buys and sells at market, and limits far away that rest; quantities differ, so that no two are the same order. */
function draft(): OrderDraft {
  const side = random() < 0.5 ? "buy" : "sell";
  const quantity = (0.03 + Math.floor(random() * 60) / 1_000).toFixed(3);
  const common = {
    groupId: "paper-group",
    listing: LISTING,
    side,
    quantity,
    postOnly: false,
    reduceOnly: false,
    method: "equal",
    leftover: "redistribute",
    denial: "reject-all",
    failure: "leave",
  } as const;
  if (random() < 0.6) return { ...common, type: "market", timeInForce: "IOC" };
  const quote = terminal.runtime.state.portfolio.quotes.get(LISTING);
  const bps = side === "buy" ? 9_900 + Math.floor(random() * 90) : 10_010 + Math.floor(random() * 90);
  const price = Math.floor(((quote?.mark?.toFloat() ?? 0) * bps) / 10_000);
  return { ...common, type: "limit", timeInForce: "GTC", price: String(price) };
}

function isReady({ runtime }: Terminal): boolean {
  const { sessions, portfolio, durable } = runtime.state;
  const accounts = Object.values(portfolio.accounts);
  const doubtful = [...durable.orders.values()].some(({ status }) => UNSETTLED.includes(status));
  return (
    sessions.size === 3 &&
    accounts.every(({ stream }) => stream === "live") &&
    durable.causes.every(({ kind }) => HALTS.includes(kind)) &&
    portfolio.quotes.get(LISTING)?.mark !== undefined &&
    !(doubtful && mode === "settle")
  );
}

function isHalted({ runtime }: Terminal): boolean {
  return runtime.state.durable.causes.some(({ kind }) => HALTS.includes(kind));
}

function pause(): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, LOOK_EVERY_MS);
  });
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause();
}
