import { Decimal } from "../../src-core/money/decimal.ts";
import { startBinance } from "../fixtures/binance-venue.ts";
import { expect, test } from "../fixtures/host.ts";
import { openFaultProxy, type LineFault } from "../venues/fault-proxy/fault-proxy.ts";
import { seededRandom } from "../venues/binance-usdm/seeded-random.ts";
import type { TerminalPage } from "../pages/terminal-page.ts";

const LIVES = 10;
/** What the line does to the first order of a life; of the later lives the line is good. */
const LINE_FAULTS: readonly LineFault[] = [
  { kind: "latency", ms: 100 },
  { kind: "slice", bytes: 7 },
  { kind: "reset", afterBytes: 0 },
  { kind: "reset", afterBytes: 240 },
  { kind: "truncate", afterBytes: 240 },
  { kind: "hang-after-headers" },
  { kind: "silence" },
  { kind: "lost-request" },
];
/** From the click that submits to the end, at most. */
const LAST_MS = 150;

/** What the screen says each account holds, by its key at the venue. */
async function shownPositions(terminal: TerminalPage): Promise<Readonly<Record<string, string>>> {
  const legs = await terminal.positionLegs();
  return Object.fromEntries(
    legs.map(({ account, quantity }) => [account.replace("Bin ", "key"), shortest(quantity)]),
  );
}

/** Without the zeros that a lot's places add. */
function shortest(quantity: string): string {
  return String(Decimal.of(quantity));
}

test("killed ten times while a group order leaves, it comes back each time with what the venue has, and nothing was sent twice", async ({
  host,
}, info) => {
  test.skip(info.project.name !== "console", "the process to kill is the console host");
  test.setTimeout(420_000);
  const random = seededRandom(20_261_123);
  const venue = await startBinance();
  const line = await openFaultProxy(venue.url);
  const options = { allowKeys: true, env: { YOKE_VENUE_RELAY: line.url } };
  try {
    const first = await host.start(options);
    await first.ready(3);
    await first.connectBinance(2, "Live pair");
    await host.kill();
    for (let life = 0; life < LIVES; life += 1) {
      const terminal = await host.start(options);
      await terminal.showEnvironment("LIVE");
      await terminal.ready(2);
      const held = Object.entries(await venue.positions());
      const expected: Readonly<Record<string, string>> = Object.fromEntries(
        held.map(([key, quantity]) => [key.split(" ")[0] ?? key, shortest(quantity)] as const),
      );
      await expect.poll(() => shownPositions(terminal)).toEqual(expected);
      await terminal.buyAtMarket(`0.0${String(10 + life)}`);
      const fault = LINE_FAULTS[life];
      if (fault !== undefined) line.arm("POST /fapi.binance.com/fapi/v1/order", fault);
      await terminal.submit().click();
      await new Promise((done) => setTimeout(done, random() * LAST_MS));
      await host.kill();
    }
    const ids = (await venue.creates()).map(({ clientId }) => clientId);
    expect(ids.length).toBeGreaterThan(LIVES / 2);
    expect(line.struck).toBeGreaterThan(LIVES / 4);
    expect(new Set(ids).size).toBe(ids.length);
  } finally {
    await line.close();
    await venue.close();
  }
});
