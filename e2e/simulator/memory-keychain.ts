// A keychain in memory that can be locked, gone, slow, or hold somebody else's key.
import type { SecretReading, SecretStorePort, Secrets } from "../../src-main/ports/secret-store.ts";
import type { World } from "./world.ts";

export type KeychainState = "open" | "locked" | "unavailable" | "missing" | "slow" | "wrong";

const SLOW_MS = 4_000;
const WRONG: Secrets = { apiKey: "somebody-elses-key", secret: "somebody-elses-secret" };

export class MemoryKeychain {
  state: KeychainState = "open";
  private readonly held = new Map<string, Secrets>();
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  port(owner: string): SecretStorePort {
    const wait = (): Promise<void> =>
      new Promise((done) => {
        this.world.schedule(this.state === "slow" ? SLOW_MS : 1, owner, done);
      });
    return {
      read: async (accountId) => {
        await wait();
        return this.read(accountId);
      },
      write: async (accountId, secrets) => {
        await wait();
        const refused = this.refusal();
        if (refused !== undefined) return refused;
        this.held.set(accountId, secrets);
        return { kind: "ok" };
      },
      remove: async (accountId) => {
        await wait();
        const refused = this.refusal();
        if (refused !== undefined) return refused;
        this.held.delete(accountId);
        return { kind: "ok" };
      },
    };
  }

  private read(accountId: string): SecretReading {
    const refused = this.refusal();
    if (refused !== undefined) return refused;
    if (this.state === "wrong") return { kind: "ok", secrets: WRONG };
    const secrets = this.state === "missing" ? undefined : this.held.get(accountId);
    return secrets === undefined ? { kind: "missing" } : { kind: "ok", secrets };
  }

  private refusal(): { readonly kind: "locked" | "unavailable"; readonly reason: string } | undefined {
    if (this.state === "locked") return { kind: "locked", reason: "The keychain is locked." };
    if (this.state === "unavailable") return { kind: "unavailable", reason: "No keychain service answers." };
    return undefined;
  }
}
