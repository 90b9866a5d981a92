import { expect, test } from "vitest";
import type { AlertView, NoticeView } from "../../src-core/contract/views.ts";
import { testTerminal } from "./testing/test-terminal.ts";

test("an alert waits for its level, fires once, says so, and is there for the next window", async () => {
  const { ask, venue, clock, shown } = await testTerminal();
  const saved = await ask("alert/save", { listing: venue.listing.key, level: "61000", repeats: false });
  expect(saved.ok).toBe(true);
  venue.quote("60500");
  await clock.pass(50);
  expect(shown("alert").map((alert) => (alert as AlertView).state)).toEqual(["below"]);
  venue.quote("61010");
  venue.quote("60000");
  venue.quote("61010");
  await clock.pass(50);
  const told = shown("notice").filter((notice) => (notice as NoticeView).kind === "alert");
  expect(told.map((notice) => (notice as NoticeView).text)).toEqual([
    expect.stringContaining("came to 61000"),
  ]);
  expect(shown("alert").map((alert) => (alert as AlertView).state)).toEqual(["fired"]);
});

test("a window that saves its preferences does not bring a removed alert back", async () => {
  const { ask, venue, clock, shown, terminal } = await testTerminal();
  const saved = await ask("alert/save", { listing: venue.listing.key, level: "61000", repeats: true });
  const opened = await ask("session/open", {});
  if (!saved.ok || !opened.ok) throw new Error("refused");
  await ask("alert/remove", { alertId: saved.value.alertId });
  await ask("settings/save", { settings: opened.value.settings });
  await clock.pass(50);
  expect(shown("alert")).toEqual([]);
  expect(terminal.runtime.ports.settings.read().settings.alerts).toEqual([]);
});

test.each(["0", "-1", "abc", "1e9999"])("a level of %s is refused at its field", async (level) => {
  const { ask, venue } = await testTerminal();
  const refused = await ask("alert/save", { listing: venue.listing.key, level, repeats: false });
  expect(refused).toMatchObject({ ok: false, failures: [{ place: "level" }] });
});

test("an alert that is moved keeps its id, and one that fired waits again at its new level", async () => {
  const { ask, venue, clock, shown } = await testTerminal();
  const { key } = venue.listing;
  const saved = await ask("alert/save", { listing: key, level: "61000", repeats: false });
  if (!saved.ok) throw new Error("refused");
  venue.quote("61010");
  await clock.pass(50);
  const { alertId } = saved.value;
  const moved = await ask("alert/save", { alertId, listing: key, level: "62000", repeats: false });
  expect(moved).toEqual({ ok: true, value: { alertId } });
  await clock.pass(50);
  expect(shown("alert")).toMatchObject([{ id: alertId, level: "62000", state: "below" }]);
  await ask("alert/remove", { alertId });
  const gone = await ask("alert/save", { alertId, listing: key, level: "63000", repeats: false });
  expect(gone).toMatchObject({ ok: false, failures: [{ code: "alert-gone" }] });
  await clock.pass(50);
  expect(shown("alert")).toEqual([]);
});
