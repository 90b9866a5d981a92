// Accounts come and go: checked, keyed, journaled, connected; the venue's answer decides, not the form.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { RequestOf } from "../../src-core/contract/requests.ts";
import type { ConnectionCheck } from "../../src-core/contract/views.ts";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import type { Account, AccountId } from "../../src-core/portfolio/account.ts";
import type { KeyPermissions, VenuePort } from "../ports/exchange.ts";
import type { Secrets } from "../ports/secret-store.ts";
import { answer, refusal } from "./answer.ts";
import { applyPortfolio, applyRecord } from "./apply.ts";
import { isCounting } from "./keep-dead-men.ts";
import { startAfresh } from "./connect-again.ts";
import { openSession } from "./open-session.ts";
import type { Runtime } from "./runtime.ts";

type ConnectRequest = RequestOf<"account/connect">;
type Connected = { readonly accountId: string; readonly check: ConnectionCheck };

/** Adds an account: proves the keys at the venue, refuses keys that may withdraw, stores them in the keychain, journals the account. */
export async function connectAccount(runtime: Runtime, request: ConnectRequest): Promise<Answer<Connected>> {
  const venue = runtime.ports.venues.get(request.venue);
  if (venue === undefined) return refusal("unknown-venue", "venue", "This venue is not known here.");
  const problem = whyNot(runtime, venue, request);
  if (problem !== undefined) return problem;
  const account = newAccount(runtime, venue, request);
  const secrets = request.secrets === undefined ? undefined : trimmed(request.secrets);
  const trial = await tryKeys(venue, account, secrets);
  if (!trial.ok) return trial;
  if (secrets !== undefined) {
    const written = await runtime.ports.secrets.write(account.id, secrets);
    if (written.kind !== "ok") {
      return refusal(
        `keychain-${written.kind}`,
        "keychain",
        written.reason,
        "Unlock the system keychain, then try again.",
      );
    }
  }
  const saved = { ...account, positionMode: trial.value.positionMode };
  const record: JournalRecord = { kind: "account-saved", account: saved, atMs: runtime.ports.clock.nowMs() };
  if (!(await runtime.keeper.commit([record]))) {
    await runtime.ports.secrets.remove(account.id);
    return refusal(
      "journal-not-written",
      "journal",
      "The account was not added: the journal could not be written.",
    );
  }
  applyRecord(runtime, record);
  applyPortfolio(runtime, { kind: "account-saved", account: saved });
  void openSession(runtime, saved);
  return answer({ accountId: account.id, check: trial.value.check });
}

function whyNot(runtime: Runtime, venue: VenuePort, request: ConnectRequest): Answer<Connected> | undefined {
  const accounts = Object.values(runtime.state.durable.accounts);
  if (accounts.some((account) => account.name === request.name)) {
    return refusal(
      "name-taken",
      "name",
      `There is an account called ${request.name} already.`,
      "Choose another name.",
    );
  }
  const isPaperVenue = venue.secretFields.length === 0;
  if (isPaperVenue !== (request.environment === "paper")) {
    return refusal(
      "wrong-environment",
      "environment",
      `${venue.title} has no ${request.environment} accounts.`,
    );
  }
  if (isPaperVenue) return undefined;
  if (!runtime.host.keysAllowed) {
    return refusal(
      "keys-not-allowed",
      "venue",
      "This terminal was started for paper trading only.",
      "Start it again with --allow-keys to connect live accounts.",
    );
  }
  return wrongSecret(venue, request.secrets);
}

function wrongSecret(venue: VenuePort, secrets: ConnectRequest["secrets"]): Answer<Connected> | undefined {
  for (const field of venue.secretFields) {
    const text = secrets?.[field]?.trim() ?? "";
    if (text === "") return refusal("secret-missing", field, "This is needed to sign in at the venue.");
    if (/[\s\p{Cc}]/u.test(text)) {
      return refusal(
        "secret-malformed",
        field,
        "There is a space or a line break inside it.",
        "Copy it again, whole and alone.",
      );
    }
  }
  return undefined;
}

function trimmed(secrets: NonNullable<ConnectRequest["secrets"]>): Secrets {
  const { apiKey, secret, passphrase } = secrets;
  const keys = { apiKey: apiKey.trim(), secret: secret.trim() };
  return passphrase === undefined ? keys : { ...keys, passphrase: passphrase.trim() };
}

function newAccount(runtime: Runtime, venue: VenuePort, request: ConnectRequest): Account {
  const taken = new Set(Object.values(runtime.state.durable.accounts).map((account) => account.digit));
  let digit = 1;
  while (taken.has(digit)) digit += 1;
  const id = runtime.ports.ids.id();
  return {
    id,
    name: request.name,
    digit,
    venue: venue.venue,
    environment: request.environment,
    owner: "me",
    master: id,
    positionMode: "one-way",
  };
}

type Trial = Answer<{ readonly check: ConnectionCheck; readonly positionMode: Account["positionMode"] }>;

async function tryKeys(venue: VenuePort, account: Account, secrets: Secrets | undefined): Promise<Trial> {
  const port = venue.openAccount(account, secrets);
  try {
    const connected = await port.connect(() => undefined);
    if (!connected.ok) return { ok: false, failures: [connected.failure] };
    const bad = dangerous(connected.value);
    if (bad !== undefined) return bad;
    const mode = await port.positionMode();
    if (!mode.ok) return { ok: false, failures: [mode.failure] };
    return answer({ check: connected.value, positionMode: mode.value });
  } finally {
    await port.close();
  }
}

function dangerous(permissions: KeyPermissions): Trial | undefined {
  if (permissions.withdraw === true) {
    return refusal(
      "key-may-withdraw",
      "apiKey",
      "This key may withdraw money, so it is refused.",
      "Make a key without withdrawal rights and bind it to your IP address.",
    );
  }
  if (permissions.trade === false) {
    return refusal(
      "key-may-not-trade",
      "apiKey",
      "This key may not trade.",
      "Allow trading for it at the venue.",
    );
  }
  return undefined;
}

/** Forgets an account: its session, its keys, its place in groups. Its journal stays. */
export async function removeAccount(runtime: Runtime, accountId: AccountId): Promise<Answer<null>> {
  const { state, ports } = runtime;
  const account = state.durable.accounts[accountId];
  if (account === undefined) return refusal("unknown-account", "accountId", "This account is not known.");
  const group = Object.values(state.durable.groups).find((held) =>
    held.members.some((member) => member.accountId === accountId),
  );
  if (group !== undefined) {
    return refusal(
      "account-in-group",
      "accountId",
      `${account.name} is in the group ${group.name}.`,
      "Take it out first.",
    );
  }
  const working = Object.keys(state.portfolio.accounts[accountId]?.working ?? {}).length;
  if (working > 0) {
    return refusal(
      "account-has-orders",
      "accountId",
      `${account.name} has ${String(working)} working orders.`,
      "Cancel them first: after removal they would work unseen.",
    );
  }
  if (state.durable.deadMen[accountId]?.armed !== undefined || isCounting(runtime, accountId)) {
    return refusal(
      "account-has-countdown",
      "accountId",
      `The dead-man switch of ${account.name} is on, or its countdown may still run at the venue.`,
      "Turn it off, and wait until it says so.",
    );
  }
  const record: JournalRecord = { kind: "account-removed", accountId, atMs: ports.clock.nowMs() };
  if (!(await runtime.keeper.commit([record]))) {
    return refusal(
      "journal-not-written",
      "journal",
      "The account was not removed: the journal could not be written.",
    );
  }
  startAfresh(runtime, accountId);
  const session = state.sessions.get(accountId);
  state.sessions.delete(accountId);
  await session?.port.close();
  if (account.environment !== "paper") await ports.secrets.remove(accountId);
  applyRecord(runtime, record);
  applyPortfolio(runtime, { kind: "account-removed", accountId });
  return answer(null);
}
