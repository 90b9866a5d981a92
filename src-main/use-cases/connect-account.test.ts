import { describe, expect, test } from "vitest";
import type { RequestOf } from "../../src-core/contract/requests.ts";
import { succeed } from "../../src-core/money/outcome.ts";
import type { KeyPermissions, VenuePort } from "../ports/exchange.ts";
import type { Secrets } from "../ports/secret-store.ts";
import { openTerminal } from "./open-terminal.ts";
import { manualClock } from "./testing/manual-clock.ts";
import { countingIds, memoryJournal, memorySecrets, memorySettings } from "./testing/memory-ports.ts";
import { scriptedVenue } from "./testing/scripted-venue.ts";

type ConnectRequest = RequestOf<"account/connect">;

const GOOD: KeyPermissions = { trade: true, withdraw: false, ipBound: true };
const KEYS: Secrets = { apiKey: "the-api-key", secret: "the-secret" };
const REQUEST: ConnectRequest = {
  venue: "keyed",
  name: "Main",
  environment: "live",
  secrets: { ...KEYS, apiKey: `  ${KEYS.apiKey}\n` },
};

/** A terminal with one venue that asks for keys; `opened` are the keys with which sessions were opened. */
async function keyedTerminal(permissions = GOOD, keysAllowed = true, texts: string[] = []) {
  const clock = manualClock();
  const secrets = memorySecrets();
  const journal = memoryJournal(texts);
  const opened: (Secrets | undefined)[] = [];
  const scripted = scriptedVenue(clock);
  const { offline: _, ...online } = scripted;
  const venue: VenuePort = {
    ...online,
    venue: "keyed",
    title: "Keyed",
    secretFields: ["apiKey", "secret"],
    openAccount: (account, held) => {
      opened.push(held);
      const port = scripted.openAccount(account, held);
      return {
        ...port,
        connect: async (hear) => {
          await port.connect(hear);
          return succeed(permissions);
        },
      };
    },
  };
  const ports = {
    clock,
    ids: countingIds(texts.length),
    secrets,
    settings: memorySettings(),
    venues: new Map([[venue.venue, venue]]),
  };
  const answer = await openTerminal(ports, journal, { host: "console", version: "0.0.0", keysAllowed });
  if (!answer.ok) throw new Error(answer.failure.message);
  const { runtime, openWindow } = answer.value;
  const frames: string[] = [];
  const session = openWindow((text) => frames.push(text));
  const connect = (body: ConnectRequest = REQUEST) =>
    session.request(JSON.stringify({ channel: "account/connect", body }));
  await clock.pass(50);
  const live = () =>
    Object.values(runtime.state.durable.accounts).filter(({ environment }) => environment === "live");
  return { clock, secrets, journal, opened, frames, connect, live, runtime };
}

describe("an account with keys", () => {
  test("is proven, kept in the keychain without the blanks around it, journaled and opened with its keys", async () => {
    const at = await keyedTerminal();
    expect(JSON.parse(await at.connect())).toMatchObject({ ok: true, value: { check: GOOD } });
    await at.clock.pass(100);
    expect([...at.secrets.held.values()]).toEqual([KEYS]);
    expect(at.live()).toHaveLength(1);
    expect(at.opened).toEqual([KEYS, KEYS]);
  });

  test.each<[string, KeyPermissions, string]>([
    ["withdraw", { ...GOOD, withdraw: true }, "key-may-withdraw"],
    ["not trade", { ...GOOD, trade: false }, "key-may-not-trade"],
  ])("is refused when its key may %s, and leaves nothing behind", async (_, permissions, code) => {
    const at = await keyedTerminal(permissions);
    expect(JSON.parse(await at.connect())).toMatchObject({ ok: false, failures: [{ code }] });
    await at.clock.pass(100);
    expect(at.secrets.held.size).toBe(0);
    expect(at.live()).toEqual([]);
  });

  test("is refused where the host may not hold keys: nothing is even tried with them", async () => {
    const at = await keyedTerminal(GOOD, false);
    expect(JSON.parse(await at.connect())).toMatchObject({ failures: [{ code: "keys-not-allowed" }] });
    expect(at.opened).toEqual([]);
  });

  test("is refused, and its key taken out of the keychain again, when the journal cannot be written", async () => {
    const at = await keyedTerminal();
    at.journal.failing = "ENOSPC";
    expect(JSON.parse(await at.connect())).toMatchObject({ failures: [{ code: "journal-not-written" }] });
    expect(at.secrets.held.size).toBe(0);
    expect(at.live()).toEqual([]);
  });

  test.each([
    ["blank", { apiKey: "  ", secret: KEYS.secret }, "secret-missing"],
    ["broken by a blank", { apiKey: "the api", secret: KEYS.secret }, "secret-malformed"],
  ])("is refused at the field when a secret is %s", async (_, secrets, code) => {
    const at = await keyedTerminal();
    const answer = await at.connect({ ...REQUEST, secrets });
    expect(JSON.parse(answer)).toMatchObject({ failures: [{ code, place: "apiKey" }] });
    expect(at.opened).toEqual([]);
  });

  test("is not opened at a start when the keychain has no key of it, and says so", async () => {
    const before = await keyedTerminal();
    await before.connect();
    await before.clock.pass(100);
    const [account] = before.live();
    const after = await keyedTerminal(GOOD, true, [...before.journal.texts]);
    await after.clock.pass(100);
    expect(after.opened).toEqual([]);
    const { problem } = after.runtime.state.portfolio.accounts[account?.id ?? ""] ?? {};
    expect(problem).toMatch(/not in the keychain/);
  });

  test("its keys are in no answer, no frame and no record", async () => {
    const at = await keyedTerminal();
    const answers = [await at.connect(), await at.connect()];
    await at.clock.pass(2_000);
    const said = [...answers, ...at.frames, ...at.journal.texts].join("\n");
    for (const secret of Object.values(KEYS)) expect(said).not.toContain(secret);
  });
});
