// Listen keys and the private sockets, with the faults a network may add to their messages.
import type { TruthAccount } from "./truth.ts";
import type { UserMessage, VenueSocket } from "./venue.ts";

/** What happens to the next user message instead of plain delivery. */
export type EventFault = (
  | { readonly kind: "drop" }
  | { readonly kind: "duplicate" }
  | { readonly kind: "delay"; readonly ms: number }
  /** Held back until after the message that follows it. */
  | { readonly kind: "swap" }
) & { readonly name?: string };

export class UserStreams {
  /** Hears the name of every fault that struck a message. */
  onFault: ((name: string | undefined) => void) | undefined;
  private readonly keys = new Map<string, TruthAccount>();
  private readonly sockets = new Map<VenueSocket, TruthAccount>();
  private readonly faults: EventFault[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private held: { readonly account: TruthAccount; readonly message: UserMessage } | undefined;
  private silent = false;
  private issued = 0;

  /** The account's listen key: the same one while it lives, as the venue does. */
  issue(account: TruthAccount): string {
    for (const [key, owner] of this.keys) if (owner === account) return key;
    this.issued += 1;
    const key = `LK${String(this.issued).padStart(6, "0")}${account.apiKey}`;
    this.keys.set(key, account);
    return key;
  }

  isAlive(account: TruthAccount): boolean {
    return [...this.keys.values()].includes(account);
  }

  /** Ends the account's key and its sockets, as an expiry does. */
  expire(account: TruthAccount, atMs: number): void {
    for (const [key, owner] of this.keys) {
      if (owner !== account) continue;
      this.send(account, { e: "listenKeyExpired", E: atMs, listenKey: key });
      this.keys.delete(key);
    }
  }

  /** False when the key is not known: the socket is closed without a message, as the venue does. */
  attach(socket: VenueSocket, listenKey: string | null): boolean {
    const account = this.keys.get(listenKey ?? "");
    if (account === undefined) return false;
    this.sockets.set(socket, account);
    socket.on("close", () => this.sockets.delete(socket));
    return true;
  }

  connected(account: TruthAccount): number {
    return [...this.sockets.values()].filter((owner) => owner === account).length;
  }

  addFault(fault: EventFault, times = 1): void {
    for (let index = 0; index < times; index += 1) this.faults.push(fault);
  }

  clearFaults(): void {
    this.faults.length = 0;
  }

  /** While silent the sockets stay open and nothing is said. */
  setSilent(silent: boolean): void {
    this.silent = silent;
  }

  drop(account?: TruthAccount): void {
    for (const [socket, owner] of this.sockets)
      if (account === undefined || owner === account) socket.terminate();
  }

  deliver(account: TruthAccount, message: UserMessage): void {
    const fault = this.faults.shift();
    if (fault !== undefined) this.onFault?.(fault.name);
    if (fault?.kind === "drop" || this.silent) return;
    if (fault?.kind === "delay") {
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        this.send(account, message);
      }, fault.ms);
      this.timers.add(timer);
      return;
    }
    if (fault?.kind === "swap") {
      this.held = { account, message };
      return;
    }
    this.send(account, message);
    if (fault?.kind === "duplicate") this.send(account, message);
    const { held } = this;
    this.held = undefined;
    if (held !== undefined) this.send(held.account, held.message);
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.drop();
  }

  private send(account: TruthAccount, message: UserMessage): void {
    const text = JSON.stringify(message);
    for (const [socket, owner] of this.sockets) if (owner === account) socket.send(text);
  }
}
