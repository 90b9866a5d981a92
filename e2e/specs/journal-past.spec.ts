import { expect, test } from "../fixtures/host.ts";

test("after a restart the journal is searched, gone back in to a moment, and left for now", async ({
  host,
}) => {
  const terminal = await host.start();
  await terminal.ready(3);
  await terminal.buyAtMarket("0.5");
  await terminal.submit().click();
  const position = terminal.positions.getByRole("row", { name: /BTC\/USDT:USDT 3 accounts/ });
  await expect(position).toContainText("0.500");
  await host.stop();

  const again = await host.start();
  await again.ready(3);
  await again.buyAtMarket("0.7");
  await again.submit().click();
  await expect(again.positions.getByRole("row", { name: /BTC\/USDT:USDT 3 accounts/ })).toContainText(
    "1.200",
  );

  const { page } = again;
  await again.openTab("Journal");
  const record = page.getByRole("complementary", { name: "The chosen record" });
  const search = page.getByRole("searchbox", { name: "Search the journal" });
  await search.fill("0.5 BTC/USDT");
  const sent = page.getByRole("row", { name: /Plan sent/ });
  await expect(sent).toHaveCount(1);
  await sent.click();
  await expect(record).toContainText("Flat, by every fill in the journal.");
  const sign = page.getByRole("status").filter({ hasText: "The past:" });
  await expect(sign).toBeVisible();
  await search.fill("filled whole");
  await search.fill("");
  await expect(sign).toBeVisible();

  await search.fill("All of it filled");
  const settled = page.getByRole("row", { name: /Every leg is filled/ });
  await expect(settled).toHaveCount(2);
  await settled.last().click();
  await expect(record.getByRole("row")).toHaveCount(3);
  await expect(record).toContainText("Paper three");
  await page.screenshot({ path: "test-results/journal-past.png" });
  await page.keyboard.press("Space");
  await expect(record.getByLabel("The record as it stands in the journal")).toContainText('"plan-settled"');
  await page.screenshot({ path: "test-results/journal-raw.png" });
  await page.getByRole("button", { name: "Back to now" }).click();
  await expect(sign).toHaveCount(0);
  await expect(record).toHaveCount(0);

  await search.fill("");
  const goTo = page.getByRole("textbox", { name: "Go to a moment, UTC" });
  await goTo.fill("2020-01-01");
  await goTo.press("Enter");
  await expect(page.getByText("No record up to then")).toBeVisible();
  await expect(sign).toContainText("2020-01-01 23:59:59.999 UTC");
  await page.screenshot({ path: "test-results/journal-before.png" });
  await goTo.fill("2099-01-01");
  await goTo.press("Enter");
  await expect(record).toContainText("Positions as of");
  await page.getByRole("button", { name: "Back to now" }).click();
  await expect(sign).toHaveCount(0);
  await page.screenshot({ path: "test-results/journal-now.png" });
});
