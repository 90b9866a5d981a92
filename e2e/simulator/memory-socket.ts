// Both ends of a WebSocket in memory: the venue's own, and what ccxt's client takes for its connection. Order is kept, as TCP does.
import type { VenueSocket } from "../venues/binance-usdm/venue.ts";
import type { Owner, World } from "./world.ts";

/** ccxt's WebSocket client, as far as its connection touches it. */
export interface WsClient {
  readonly url: string;
  connection: unknown;
  connectionStarted: number;
  disconnected: (Promise<unknown> & { resolve: (value: unknown) => void }) | undefined;
  setConnectionTimeout: () => void;
  onOpen: () => void;
  onPong: () => void;
  onMessage: (event: { readonly data: string }) => void;
  onError: (error: Error) => void;
  onClose: (event: { readonly code: number }) => void;
}

/** What both ends need of the line between them. */
export interface Line {
  readonly world: World;
  readonly dead: boolean;
  readonly latencyMs: () => number;
  readonly forget: (socket: MemorySocket) => void;
  readonly witness: {
    readonly delivering: (owner: Owner, key: string | undefined, text: string) => void;
    readonly delivered: (owner: Owner, key: string | undefined, text: string) => void;
  };
}

const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 3;

export class MemorySocket implements VenueSocket {
  /** The API key whose private stream this is. */
  account: string | undefined;
  /** What ccxt calls. */
  readyState = CONNECTING;
  readonly owner: Owner;
  private readonly network: Line;
  private readonly client: WsClient;
  private readonly ears: { close: (() => void)[]; message: ((data: unknown) => void)[] } = {
    close: [],
    message: [],
  };
  private lastMs = 0;

  constructor(network: Line, client: WsClient, owner: Owner) {
    this.network = network;
    this.client = client;
    this.owner = owner;
    client.connection = this.clientEnd();
  }

  /** The venue's end. */
  send(text: string): void {
    this.toClient(() => {
      this.network.witness.delivering(this.owner, this.account, text);
      this.client.onMessage({ data: text });
      this.network.world.whenAtRest(this.owner, () =>
        this.network.witness.delivered(this.owner, this.account, text),
      );
    });
  }

  on(event: "close" | "message", hear: (data: unknown) => void): unknown {
    if (event === "close") this.ears.close.push(() => hear(undefined));
    else this.ears.message.push(hear);
    return this;
  }

  terminate(): void {
    this.vanish();
    this.toClient(() => this.end());
  }

  opened(): void {
    this.toClient(() => {
      this.readyState = OPEN;
      this.client.onOpen();
    }, CONNECTING);
  }

  refuse(): void {
    this.toClient(() => {
      this.client.onError(new Error("ECONNREFUSED"));
      this.end();
    }, CONNECTING);
  }

  /** The venue no longer has it. */
  vanish(): void {
    this.network.forget(this);
    for (const hear of this.ears.close.splice(0)) hear();
  }

  private end(): void {
    if (this.readyState === CLOSED) return;
    this.readyState = CLOSED;
    this.client.onClose({ code: 1006 });
  }

  private toClient(run: () => void, inState = OPEN): void {
    const { world } = this.network;
    this.lastMs = Math.max(this.lastMs, world.nowMs() + this.network.latencyMs());
    world.schedule(this.lastMs - world.nowMs(), this.owner, () => {
      if (this.readyState === inState && !this.network.dead) run();
    });
  }

  private toVenue(run: () => void): void {
    this.network.world.schedule(this.network.latencyMs(), "venue", () => {
      if (!this.network.dead) run();
    });
  }

  private clientEnd(): object {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- ccxt reads a state that changes
    const socket = this;
    return {
      get readyState() {
        return socket.readyState;
      },
      send: (text: string, _: unknown, sent: (error?: Error) => void) => {
        this.toVenue(() => {
          for (const hear of this.ears.message) hear(Buffer.from(text));
        });
        sent(this.readyState === OPEN ? undefined : new Error("not open"));
      },
      ping: () => {
        this.toVenue(() => {
          this.toClient(() => this.client.onPong());
        });
      },
      close: () => {
        this.toVenue(() => this.vanish());
        const { world } = this.network;
        world.schedule(this.network.latencyMs(), this.owner, () => this.end());
      },
    };
  }
}
