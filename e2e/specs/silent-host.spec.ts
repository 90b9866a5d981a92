import { expect, test } from "../fixtures/host.ts";

test("a core that stops answering is named on the screen, and the screen is true again when it is back", async ({
  host,
}, info) => {
  test.skip(info.project.name !== "console", "a desktop's window stops together with its main process");
  const terminal = await host.start();
  await terminal.ready(3);
  process.kill(host.pid(), "SIGSTOP");
  const alarm = terminal.page.getByRole("alert").filter({ hasText: "Yoke's core does not answer" });
  await expect(alarm).toBeVisible();
  process.kill(host.pid(), "SIGCONT");
  await expect(alarm).toHaveCount(0);
  await terminal.ready(3);
});
