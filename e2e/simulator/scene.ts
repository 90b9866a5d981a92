// Everything of one run in one place: the world, the venue and its truth, the line, the machine, and who watches.
import { Decimal } from "../../src-core/money/decimal.ts";
import type { Change } from "../../src-core/contract/views.ts";
import type { RequestChannel } from "../../src-core/contract/channels.ts";
import type { Terminal } from "../../src-main/use-cases/open-terminal.ts";
import { openVenue, type OpenVenue } from "../venues/binance-usdm/open-venue.ts";
import type { Outgoing } from "../venues/binance-usdm/outgoing.ts";
import type { RawRequest } from "../venues/binance-usdm/signature.ts";
import { useNetwork } from "./beneath-ccxt.ts";
import { Desk } from "./desk.ts";
import { MemoryDisk } from "./memory-disk.ts";
import { MemoryKeychain } from "./memory-keychain.ts";
import { Network } from "./network.ts";
import { random, type Random } from "./random.ts";
import { Trace } from "./trace.ts";
import type { Owner } from "./world.ts";
import { World } from "./world.ts";

export interface Violation {
  readonly invariant: string;
  readonly detail: string;
}

/** What a judge may hear of. Every member is optional: it hears what it needs. */
export interface Watch {
  readonly leaving?: (request: RawRequest, owner: Owner) => void;
  readonly arrived?: (request: RawRequest, owner: Owner, status: number) => void;
  readonly answered?: (request: RawRequest, owner: Owner, answer: Outgoing) => void;
  readonly taken?: (request: RawRequest, owner: Owner) => void;
  readonly delivering?: (key: string | undefined, text: string) => void;
  readonly delivered?: (key: string | undefined, text: string) => void;
  readonly dialled?: (host: string) => void;
  readonly showed?: (change: Change) => void;
  /** A person asks; the answer may come late, and after that of a later question. */
  readonly asked?: (channel: RequestChannel, body: unknown) => void;
  readonly told?: (channel: RequestChannel, body: unknown, answer: { readonly ok: boolean }) => void;
  readonly started?: (terminal: Terminal) => void;
  readonly stopped?: (how: "crash" | "close") => void;
  readonly journalDamaged?: () => void;
  readonly heardHostile?: (answer: string) => void;
  /** Somebody else traded on an account, or the venue did. */
  readonly stranger?: (key: string) => void;
  /** After faults have stopped and time has passed: everything must agree. */
  readonly quiet?: () => void;
}

export interface TradingAccount {
  readonly name: string;
  readonly apiKey: string;
  readonly secret: string;
  readonly hedge: boolean;
  /** Yoke's id, once connected. */
  id: string;
}

/** 2026-11-23 12:00 UTC: twelve hours to the next day's baseline. */
const START_MS = Date.UTC(2026, 10, 23, 12);

export class Scene {
  readonly seed: number | bigint;
  readonly world = new World(START_MS);
  readonly trace = new Trace(this.world);
  readonly venue: OpenVenue;
  readonly network: Network;
  readonly disk: MemoryDisk;
  readonly keychain: MemoryKeychain;
  readonly desk: Desk;
  readonly accounts: readonly TradingAccount[];
  readonly violations: Violation[] = [];
  readonly faults = new Map<string, number>();
  readonly watches: Watch[] = [];
  /** Client ids of ours that somebody else has used. */
  readonly reused = new Set<string>();
  /** True from when faults have stopped. */
  calm = false;
  /** Runs once, when the next create leaves. */
  onNextCreate: (() => void) | undefined;

  constructor(seed: number | bigint) {
    this.seed = seed;
    this.accounts = accountsOf(random(seed, "accounts"));
    const seeds = this.accounts.map(({ apiKey, secret, hedge }, index) => ({
      apiKey,
      secret,
      hedge,
      usdt: Decimal.fromInteger(100_000 - index * 30_000),
    }));
    const reduceOnly = random(seed, "reduce-only").pick(["at-once", "at-once", "late", "never"]);
    this.venue = openVenue({ accounts: seeds, reduceOnly }, () => Math.floor(this.world.nowMs()));
    this.disk = new MemoryDisk(this.world, random(seed, "disk"));
    this.keychain = new MemoryKeychain(this.world);
    this.network = new Network(this.world, this.venue, random(seed, "network"), this.witness());
    const { world, network, disk, keychain } = this;
    const machine = { world, network, disk, keychain, clamps: reduceOnly === "at-once" };
    this.desk = new Desk({ ...machine, chance: random(seed, "ids") }, this.deskWatch());
    this.venue.streams.onFault = (name) => this.happened(name);
    useNetwork(this.network);
  }

  /** A fault has really struck. */
  happened(name: string | undefined): void {
    if (name === undefined) return;
    this.faults.set(name, (this.faults.get(name) ?? 0) + 1);
    this.trace.add("fault", name);
  }

  /** Each finding is written once. */
  violate(invariant: string, detail: string): void {
    const known = this.violations.some((it) => it.invariant === invariant && it.detail === detail);
    if (known) return;
    this.violations.push({ invariant, detail });
    this.trace.add("VIOLATED", `${invariant} ${detail}`);
  }

  random(name: string): Random {
    return random(this.seed, name);
  }

  strangerOn(apiKey: string): void {
    for (const watch of this.watches) watch.stranger?.(apiKey);
  }

  /** Bytes that had been safe are gone. */
  journalDamaged(): void {
    for (const watch of this.watches) watch.journalDamaged?.();
  }

  /** What the terminal said to a window that is not ours. */
  heardHostile(answer: string): void {
    for (const watch of this.watches) watch.heardHostile?.(answer);
  }

  /** Everything that was broken is whole again, from now on. */
  heal(): void {
    this.calm = true;
    const { control } = this.venue;
    control.clearFaults();
    control.silence(false);
    control.maintenance(false);
    control.clockOffset(0);
    for (const { apiKey } of this.accounts) control.revokeKey(apiKey, false);
    for (const { instrument } of this.venue.venue.market.all())
      control.setStatus(instrument.symbol, "TRADING");
    Object.assign(this.network, { dead: false, refused: 0, slowMs: 0 });
    Object.assign(this.disk, { state: "well", trap: undefined });
    this.keychain.state = "open";
    this.onNextCreate = undefined;
    this.desk.jumpWall(-this.desk.wallErrorMs);
    this.world.cancelAll("script");
    if (!this.desk.runs) this.desk.start();
  }

  private witness() {
    const tell = (run: (watch: Watch) => void): void => {
      for (const watch of this.watches) run(watch);
    };
    return {
      leaving: (request: RawRequest, owner: Owner) => {
        tell((it) => it.leaving?.(request, owner));
        if (!isCreate(request)) return;
        const next = this.onNextCreate;
        this.onNextCreate = undefined;
        next?.();
      },
      arrived: (request: RawRequest, owner: Owner, status: number, fault?: string) => {
        this.happened(fault);
        this.trace.add(
          "request",
          `${owner} ${request.method} ${request.path} ${told(request)} ${String(status)}`,
        );
        tell((it) => it.arrived?.(request, owner, status));
      },
      answered: (request: RawRequest, owner: Owner, answer: Outgoing) => {
        this.trace.add("answer", `${request.method} ${request.path} ${answer.body.slice(0, 160)}`);
        tell((it) => it.answered?.(request, owner, answer));
      },
      taken: (request: RawRequest, owner: Owner) => tell((it) => it.taken?.(request, owner)),
      delivering: (_: Owner, key: string | undefined, text: string) => {
        if (key !== undefined) this.trace.add("message", `${key.slice(0, 6)} ${text.slice(0, 200)}`);
        tell((it) => it.delivering?.(key, text));
      },
      delivered: (_: Owner, key: string | undefined, text: string) => tell((it) => it.delivered?.(key, text)),
      dialled: (_: Owner, host: string) => tell((it) => it.dialled?.(host)),
      refused: () => this.happened("F1"),
    };
  }

  private deskWatch() {
    const tell = (run: (watch: Watch) => void): void => {
      for (const watch of this.watches) run(watch);
    };
    return {
      showed: (change: Change) => tell((it) => it.showed?.(change)),
      asked: (channel: RequestChannel, body: unknown) => tell((it) => it.asked?.(channel, body)),
      answered: (channel: RequestChannel, body: unknown, answer: { readonly ok: boolean }) => {
        this.trace.add("told", `${channel} ${answer.ok ? "ok" : JSON.stringify(answer).slice(0, 200)}`);
        tell((it) => it.told?.(channel, body, answer));
      },
      started: (terminal: Terminal) => {
        this.trace.add("started", this.desk.owner);
        tell((it) => it.started?.(terminal));
      },
      startFailed: (reason: string) => this.violate("start", `Yoke did not start: ${reason}`),
      stopped: (how: "crash" | "close") => {
        this.trace.add("stopped", how);
        tell((it) => it.stopped?.(how));
      },
    };
  }
}

/** Whether a request makes an order. */
export function isCreate({ method, path }: RawRequest): boolean {
  return method === "POST" && (path === "/fapi/v1/order" || path === "/fapi/v1/algoOrder");
}

function told(request: RawRequest): string {
  return `${request.rawQuery} ${request.rawBody}`.replace(/&?signature=[^& ]*/, "").trim();
}

function accountsOf(chance: Random): readonly TradingAccount[] {
  const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
  const text = (length: number): string =>
    Array.from({ length }, () => letters.charAt(chance.between(0, letters.length - 1))).join("");
  return [false, false, true].map((hedge, index) => ({
    name: `Account ${String(index + 1)}`,
    apiKey: `key${text(40)}`,
    secret: `sec${text(40)}`,
    hedge,
    id: "",
  }));
}
