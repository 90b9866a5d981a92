import { expect, test } from "vitest";
import { fail, succeed } from "../../src-core/money/outcome.ts";
import { manualClock } from "./testing/manual-clock.ts";
import { scriptedVenue } from "./testing/scripted-venue.ts";
import { testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

const ID = "paper-2";

/** Opened while the network is away for one account; `tries` counts, `back` brings it back. */
async function cutOff() {
  const clock = manualClock();
  const venue = scriptedVenue(clock);
  const seen = { tries: 0, back: false };
  venue.account(ID).onConnect = async () => {
    seen.tries += 1;
    return seen.back
      ? succeed({ trade: true, withdraw: false, ipBound: true })
      : fail("unreachable", "venue", "The venue cannot be reached.");
  };
  const at = await testTerminal([], 0, undefined, { clock, venue });
  return { at, seen };
}

const stateOf = (at: TestTerminal) => at.terminal.runtime.state.portfolio.accounts[ID];

test("is tried after 5, 10, 20 seconds and so on, at most every five minutes, and says when", async () => {
  const { at, seen } = await cutOff();
  expect(seen.tries).toBe(1);
  expect(stateOf(at)?.problem).toBe("The venue cannot be reached. Next try in 5 s.");
  await at.clock.pass(5_000);
  expect(seen.tries).toBe(2);
  expect(stateOf(at)?.problem).toContain("Next try in 10 s.");
  await at.clock.pass(30_000);
  expect(seen.tries).toBe(4);
  await at.clock.pass(3_600_000);
  expect(stateOf(at)?.problem).toContain("Next try in 300 s.");
  expect(seen.tries).toBeLessThan(20);
  const told = at.shown("notice").filter((notice) => JSON.stringify(notice).includes("cannot be reached"));
  expect(told).toHaveLength(1);
});

test("is found again when the network comes back, in sync and without its problem", async () => {
  const { at, seen } = await cutOff();
  seen.back = true;
  await at.clock.pass(6_000);
  expect(stateOf(at)).toMatchObject({ stream: "live" });
  expect(stateOf(at)?.problem).toBeUndefined();
  expect(stateOf(at)?.syncedAtMs).toBeDefined();
  await at.clock.pass(600_000);
  expect(seen.tries).toBe(2);
});

test("a person's own try takes the place of the one that was due", async () => {
  const { at, seen } = await cutOff();
  await at.ask("account/retry", { accountId: ID });
  expect(seen.tries).toBe(2);
  await at.clock.pass(5_000);
  expect(seen.tries).toBe(3);
});

test("ends when the account is removed, also while a try is under way", async () => {
  const { at, seen } = await cutOff();
  let answer = (): void => undefined;
  at.venue.account(ID).onConnect = () => {
    seen.tries += 1;
    return new Promise((resolve) => {
      answer = () => {
        resolve(fail("unreachable", "venue", "The venue cannot be reached."));
      };
    });
  };
  await at.clock.pass(5_000);
  expect(seen.tries).toBe(2);
  await at.ask("group/remove", { groupId: "paper-group" });
  expect(await at.ask("account/remove", { accountId: ID })).toMatchObject({ ok: true });
  answer();
  await at.clock.pass(600_000);
  expect(seen.tries).toBe(2);
  expect(at.terminal.runtime.state.sessions.has(ID)).toBe(false);
});

test("ends with the terminal, which waits for no venue longer than two seconds", async () => {
  const { at, seen } = await cutOff();
  at.venue.account("paper-1").onClose = () => new Promise<void>(() => undefined);
  let closed = false;
  void at.terminal.close().then(() => {
    closed = true;
  });
  await at.clock.pass(1_900);
  expect(closed).toBe(false);
  await at.clock.pass(200);
  expect(closed).toBe(true);
  expect(at.journal.writable).toBe(false);
  await at.clock.pass(600_000);
  expect(seen.tries).toBe(1);
});
