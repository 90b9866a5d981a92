import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startBinance, type BinanceVenue } from "../fixtures/binance-venue.ts";
import { expect, test } from "../fixtures/host.ts";

let venue: BinanceVenue;
test.beforeEach(async () => {
  venue = await startBinance();
});
test.afterEach(async () => {
  await venue.close();
});

test("a group order over two Binance accounts arrives as previewed, and stands after a restart", async ({
  host,
}) => {
  const options = { allowKeys: true, env: { YOKE_VENUE_RELAY: venue.url } };
  const terminal = await host.start(options);
  await terminal.ready(3);
  await terminal.connectBinance(2, "Live pair");
  await terminal.buyAtMarket("0.1");
  const previewed = await terminal.previewedLegs();
  await terminal.submit().click();
  await expect.poll(() => terminal.positionLegs()).toEqual(previewed);
  const received = await venue.creates();
  expect(received.map(({ terms }) => terms["quantity"]).sort()).toEqual(
    previewed.map(({ quantity }) => quantity).sort(),
  );
  expect(new Set(received.map(({ clientId }) => clientId)).size).toBe(2);
  await terminal.page.screenshot({ path: "test-results/binance.png" });
  await host.stop();

  const again = await host.start(options);
  await again.showEnvironment("LIVE");
  await again.ready(2);
  await expect.poll(() => again.positionLegs()).toEqual(previewed);
  expect(await venue.creates()).toHaveLength(2);
  for (const name of readdirSync(host.dataFolder, { recursive: true, encoding: "utf8" })) {
    if (!/\.(log|json)$/.test(name)) continue;
    expect(readFileSync(join(host.dataFolder, name), "latin1")).not.toMatch(/secret[12]|key[12]/);
  }
});

test("a key with a line break inside is refused at its field, and nothing is kept", async ({ host }) => {
  const terminal = await host.start({ allowKeys: true, env: { YOKE_VENUE_RELAY: venue.url } });
  await terminal.ready(3);
  await terminal.addBinance("Bin", "key 1", "secret1");
  await expect(terminal.page.getByText(/a space or a line break inside/)).toBeVisible();
  await expect(terminal.page.getByRole("button", { name: /^LIVE/ })).toHaveCount(0);
});
