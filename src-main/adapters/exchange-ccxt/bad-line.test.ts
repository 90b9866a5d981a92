// Real ccxt over real sockets on a bad line: whatever happens to an answer, an order reaches the venue at most once, and in the
// end the terminal holds what the venue holds.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  openFaultProxy,
  type FaultProxy,
  type LineFault,
} from "../../../e2e/venues/fault-proxy/fault-proxy.ts";
import { start, type RunningVenue } from "../../../e2e/venues/binance-usdm/start.ts";
import { BTC, d, openKit, type LoopbackKit } from "./testing/loopback-kit.ts";

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const CREATE = "POST /fapi.binance.com/fapi/v1/order";
const CANCEL = "DELETE /fapi.binance.com/fapi/v1/order";

let venue: RunningVenue;
let line: FaultProxy;
let kit: LoopbackKit;

beforeEach(async () => {
  venue = await start({ accounts: [{ apiKey: "k1", secret: "s1", usdt: d("20000") }] });
  line = await openFaultProxy(venue.url);
  kit = await openKit(line.url);
  await kit.connect();
});

afterEach(async () => {
  await kit.close();
  await line.close();
  await venue.close();
});

const FAULTS: readonly (readonly [string, LineFault])[] = [
  ["comes late", { kind: "latency", ms: 40 }],
  ["comes byte by byte", { kind: "slice", bytes: 7 }],
  ["is reset before it begins", { kind: "reset", afterBytes: 0 }],
  ["is reset in its first line", { kind: "reset", afterBytes: 9 }],
  ["is reset in its body", { kind: "reset", afterBytes: 240 }],
  ["ends in its headers", { kind: "truncate", afterBytes: 40 }],
  ["ends in its body", { kind: "truncate", afterBytes: 240 }],
  ["stops after its headers", { kind: "hang-after-headers" }],
  ["never comes", { kind: "silence" }],
  ["is for a request that never arrived", { kind: "lost-request" }],
];

/** Answers that arrive whole in the end leave no doubt. */
const HARMLESS = new Set(["latency", "slice"]);

/** What the sockets bring in this time is on the line; after it only deadlines end a call. */
const LINE_PATIENCE_MS = 400;
const STEP_MS = 500;

/** The call under way. Time stands still while bytes may come, then moves past every deadline. */
async function settled<T>(call: Promise<T>): Promise<T> {
  const state = { isDone: false };
  const ended = call.finally(() => {
    state.isDone = true;
  });
  const startedMs = performance.now();
  while (!state.isDone) {
    kit.clock.advance(performance.now() - startedMs < LINE_PATIENCE_MS ? 1 : STEP_MS);
    await new Promise((turn) => setTimeout(turn, 2));
  }
  return ended;
}

describe("a create whose answer", () => {
  it.each(FAULTS)("%s is accepted or unknown, never failed, and is not sent again", async (_, fault) => {
    line.arm(CREATE, fault);
    const clientId = kit.nextId();
    const { answer } = await settled(kit.create({}, clientId));
    expect(line.struck).toBe(1);
    expect(HARMLESS.has(fault.kind) ? ["report"] : ["unknown"]).toContain(answer.kind);
    const arrived = venue.truth.creates.filter((create) => create.clientId === clientId);
    expect(arrived).toHaveLength(fault.kind === "lost-request" ? 0 : 1);
    const asked = await settled(kit.account.query({ listing: BTC, type: "limit", clientId }));
    expect(asked.kind).toBe(fault.kind === "lost-request" ? "not-found" : "found");
  });
});

describe("a cancel whose answer", () => {
  it.each(FAULTS)("%s frees nothing that the venue still works", async (_, fault) => {
    const clientId = kit.nextId();
    await settled(kit.create({}, clientId));
    line.arm(CANCEL, fault);
    const reference = { listing: BTC, type: "limit", clientId } as const;
    const answer = await settled(kit.account.cancel(reference));
    expect(line.struck).toBe(1);
    if (!HARMLESS.has(fault.kind)) expect(answer.kind).toBe("unknown");
    const order = [...(venue.truth.accounts.get("k1")?.orders.values() ?? [])][0];
    expect(order?.status).toBe(fault.kind === "lost-request" ? "NEW" : "CANCELED");
    const asked = await settled(kit.account.query(reference));
    expect(asked).toMatchObject({ kind: "found" });
  });
});

describe("a reading whose answer", () => {
  it.each(FAULTS)("%s is whole or a failure, never half", async (_, fault) => {
    await settled(kit.create());
    line.arm("/fapi/v1/openOrders", fault);
    const reading = await settled(kit.account.snapshot());
    expect(line.struck).toBe(1);
    if (reading.ok) expect(reading.value.openOrders).toHaveLength(1);
    else expect(HARMLESS.has(fault.kind)).toBe(false);
  });
});
