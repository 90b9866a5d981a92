import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type TestHost } from "../fixtures/host.ts";

/** Lets the running host's files grow no further than `bytes`: the system then fails its writes as a full disk would. */
function limitFiles(host: TestHost, bytes: number | "unlimited"): void {
  execFileSync("prlimit", ["--pid", String(host.pid()), `--fsize=${String(bytes)}:unlimited`]);
}

test("a journal that cannot be written sends nothing, says so, loses nothing, and trading goes on when it can", async ({
  host,
}) => {
  test.skip(process.platform !== "linux", "prlimit is Linux's");
  const terminal = await host.start();
  await terminal.ready(3);
  await terminal.buyAtMarket("0.3");
  await terminal.submit().click();
  const position = terminal.positions.getByRole("row", { name: /BTC\/USDT:USDT 3 accounts/ });
  await expect(position).toContainText("0.300");

  await terminal.buyAtMarket("0.2");
  await expect(terminal.submit()).toBeEnabled();
  limitFiles(host, statSync(join(host.dataFolder, "journal.log")).size);
  await terminal.submit().click();
  await expect(terminal.page.getByText("Nothing was sent: the journal could not be written")).toBeVisible();
  await expect(terminal.page.getByText(/The journal cannot be written \(EFBIG\)/).first()).toBeVisible();
  await expect(position).toContainText("0.300");

  limitFiles(host, "unlimited");
  await expect(async () => {
    await terminal.page.getByRole("button", { name: "Preview", exact: true }).click();
    await expect(terminal.submit()).toBeEnabled({ timeout: 1_000 });
  }).toPass();
  await terminal.submit().click();
  await expect(position).toContainText("0.500");
  await host.stop();
  const again = await host.start();
  await again.ready(3);
  await expect(again.positions.getByRole("row", { name: /BTC\/USDT:USDT 3 accounts/ })).toContainText(
    "0.500",
  );
});
