import { Decimal } from "../../src-core/money/decimal.ts";
import { startBinance } from "../fixtures/binance-venue.ts";
import { expect, test } from "../fixtures/host.ts";
import { seededRandom } from "../venues/binance-usdm/seeded-random.ts";
import type { TerminalPage } from "../pages/terminal-page.ts";

const LIVES = 10;
/** From the click that submits to the end, at most. */
const LAST_MS = 150;

async function firstLife(terminal: TerminalPage): Promise<void> {
  await terminal.ready(3);
  for (const number of ["1", "2"]) {
    await terminal.addBinance(`Bin ${number}`, `key${number}`, `secret${number}`);
    await terminal.backToTicket();
  }
  await terminal.showEnvironment("LIVE");
  await terminal.groupAll("Live pair");
}

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
  test.setTimeout(300_000);
  const random = seededRandom(20_261_123);
  const venue = await startBinance();
  const options = { allowKeys: true, env: { YOKE_VENUE_RELAY: venue.url } };
  try {
    await firstLife(await host.start(options));
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
      await terminal.submit().click();
      await new Promise((done) => setTimeout(done, random() * LAST_MS));
      await host.kill();
    }
    const ids = (await venue.creates()).map(({ clientId }) => clientId);
    expect(ids.length).toBeGreaterThan(LIVES / 2);
    expect(new Set(ids).size).toBe(ids.length);
  } finally {
    await venue.close();
  }
});
