// The private stream of one account: its listen key, its socket, and an honest word on whether anything was missed.
import type { StreamState } from "../../../../src-core/order-terms/venue-event.ts";
import type { Stop } from "../../../ports/exchange.ts";
import { isJson, textOf } from "../json-fields.ts";
import { keepSocket, type KeptSocket } from "../kept-socket.ts";
import type { BinanceSession } from "./binance-session.ts";
import { venueError } from "./classify.ts";
import { readUserEvent, type UserNews } from "./read-user-event.ts";

export interface StreamEars {
  readonly news: (news: UserNews) => void;
  readonly state: (state: StreamState) => void;
}

/** A listen key lives an hour. */
const KEEP_EVERY_MS = 1_500_000;
const KEEP_AGAIN_MS = 60_000;
const OPEN_WITHIN_MS = 15_000;
/** Orders made by triggers are remembered so long as there are no more than these. */
const MOST_ALIASES = 2_000;

export class UserStream {
  private readonly session: BinanceSession;
  private readonly ears: StreamEars;
  private readonly aliases = new Map<string, string>();
  private socket: KeptSocket | undefined;
  private cancelKeeping: Stop | undefined;
  private current: StreamState = "down";
  private whenOpened: () => void = () => undefined;
  /** How often a connection was made; a snapshot begun under the same number misses nothing. */
  private connections = 0;

  constructor(session: BinanceSession, ears: StreamEars) {
    this.session = session;
    this.ears = ears;
  }

  get connection(): number {
    return this.connections;
  }

  /** Opens the stream and waits for it; false when it did not open in time, and then it is not tried any longer. */
  async start(): Promise<boolean> {
    this.run();
    const opened = new Promise<boolean>((resolve) => {
      const cancel = this.session.context.clock.after(OPEN_WITHIN_MS, () => resolve(false));
      this.whenOpened = () => {
        cancel();
        resolve(true);
      };
    });
    if (await opened) return true;
    this.stop();
    return false;
  }

  private run(): void {
    const { source, context } = this.session;
    this.socket = keepSocket(source, context.clock, {
      address: () => this.address(),
      connecting: () => this.become("connecting"),
      opened: () => this.opened(),
      heard: (message) => this.hear(message),
      closed: () => {
        this.cancelKeeping?.();
        this.become("down");
      },
    });
  }

  stop(): void {
    this.cancelKeeping?.();
    this.socket?.stop();
    this.current = "down";
  }

  /** A complete snapshot was begun under this connection: from now on nothing is missing. */
  complete(connection: number): void {
    if (connection === this.connections && this.current === "gap") this.become("live");
  }

  private async address(): Promise<string | undefined> {
    const result = await this.session.ask("listenKey", {}, "ask");
    if (result.kind !== "answered" || !isJson(result.body)) return undefined;
    const key = textOf(result.body["listenKey"]);
    if (key === undefined || key === "") return undefined;
    return (await this.session.source.get()).getPrivateWsUrl("future", key);
  }

  private opened(): void {
    this.connections += 1;
    this.keepLater(KEEP_EVERY_MS);
    // Before the first connection nothing was promised; after a later one, events may be missing until a snapshot.
    this.become(this.connections === 1 ? "live" : "gap");
    this.whenOpened();
  }

  private keepLater(delayMs: number): void {
    this.cancelKeeping?.();
    this.cancelKeeping = this.session.context.clock.after(delayMs, () => void this.keep());
  }

  private async keep(): Promise<void> {
    const result = await this.session.ask("keepListenKey", {}, "ask");
    const lost = venueError(result);
    if (lost !== undefined) this.socket?.reconnect();
    else this.keepLater(result.kind === "answered" ? KEEP_EVERY_MS : KEEP_AGAIN_MS);
  }

  private hear(message: unknown): void {
    for (const news of readUserEvent(message, this.aliases)) {
      if (news.kind === "alias") this.remember(news.venueOrderId, news.clientId);
      else if (news.kind === "key-expired") this.socket?.reconnect();
      else if (news.kind === "unreadable") this.missed();
      else this.ears.news(news);
    }
  }

  /** Something was said that we could not read: only a snapshot can tell what it was. */
  private missed(): void {
    if (this.current === "live") this.become("gap");
  }

  private remember(venueOrderId: string, clientId: string): void {
    this.aliases.set(venueOrderId, clientId);
    const [oldest] = this.aliases.keys();
    if (this.aliases.size > MOST_ALIASES && oldest !== undefined) this.aliases.delete(oldest);
  }

  private become(state: StreamState): void {
    if (state === this.current) return;
    this.current = state;
    this.ears.state(state);
  }
}
