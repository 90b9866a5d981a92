// Keys in the operating system's keychain, through keytar. Nothing here falls back to a file.
import type { SecretReading, SecretStorePort, SecretWriting, Secrets } from "../../ports/secret-store.ts";

const SERVICE = "Yoke";
/** A locked keychain on a desktop waits for its prompt: long enough to type a password, not for ever. */
const PROMPT_MS = 60_000;
/** Written and read back to learn whether the keychain is open: keytar reads a locked one as empty. */
const PROBE = "keychain-probe";

/** The three calls of keytar that are used. `findCredentials` ends the process on a locked Secret Service (7.9.0, 7.10.6): never called. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

type Trouble = { readonly kind: "locked" | "unavailable"; readonly reason: string };

/** Opens the keychain; `load` answers keytar or why its native part cannot be loaded. */
export function keychainSecrets(load: () => Promise<Keytar> = loadKeytar): SecretStorePort {
  let loading: Promise<Keytar> | undefined;
  const keytar = () => (loading ??= load());

  async function write(accountId: string, secrets: Secrets): Promise<SecretWriting> {
    const text = JSON.stringify(secrets);
    return guarded(async () => {
      const chain = await keytar();
      await chain.setPassword(SERVICE, accountId, text);
      const back = await chain.getPassword(SERVICE, accountId);
      return back === text
        ? { kind: "ok" as const }
        : { kind: "unavailable" as const, reason: "The keychain did not keep what was written." };
    });
  }

  async function read(accountId: string): Promise<SecretReading> {
    return guarded(async () => {
      const chain = await keytar();
      const text = await chain.getPassword(SERVICE, accountId);
      if (text !== null) return parsed(text);
      await chain.setPassword(SERVICE, PROBE, "open");
      return { kind: "missing" as const };
    });
  }

  async function remove(accountId: string): Promise<SecretWriting> {
    return guarded(async () => {
      await (await keytar()).deletePassword(SERVICE, accountId);
      const left = await read(accountId);
      if (left.kind === "missing") return { kind: "ok" as const };
      return left.kind === "ok" ? { kind: "unavailable" as const, reason: "The key is still there." } : left;
    });
  }

  return { read, write, remove };
}

async function loadKeytar(): Promise<Keytar> {
  return (await import("keytar")).default;
}

function parsed(text: string): SecretReading {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && "apiKey" in value && "secret" in value) {
      return { kind: "ok", secrets: value as Secrets }; // written by `write` above and nobody else
    }
  } catch {
    // falls through: an entry that is not ours
  }
  return { kind: "unavailable", reason: "The entry in the keychain is not one of Yoke's." };
}

async function guarded<T>(run: () => Promise<T | Trouble>): Promise<T | Trouble> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Trouble>((done) => {
    timer = setTimeout(() => {
      done({ kind: "locked", reason: "The keychain is waiting to be unlocked." });
    }, PROMPT_MS);
  });
  try {
    return await Promise.race([run(), late]);
  } catch (error) {
    return trouble(error instanceof Error ? error.message : "The keychain gave no reason.");
  } finally {
    clearTimeout(timer);
  }
}

/** Messages of libsecret, as seen on a Secret Service that is locked, has no login keyring yet, or is not there. */
function trouble(message: string): Trouble {
  const locked = /locked collection|IsLocked|prompt was dismissed/i.test(message);
  return { kind: locked ? "locked" : "unavailable", reason: message };
}
