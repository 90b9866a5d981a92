// The machine that a terminal runs on, and the person before it: it starts, crashes, sleeps and starts again over the same disk.
import type { AnswerOf } from "../../src-core/contract/answers.ts";
import type { RequestChannel } from "../../src-core/contract/channels.ts";
import type { RequestOf } from "../../src-core/contract/requests.ts";
import type { AnyEntity, Change, Entities, EntityKind, Frame } from "../../src-core/contract/views.ts";
import { DEFAULT_SETTINGS_FILE, type SettingsFile } from "../../src-core/settings/settings.ts";
import { ccxtVenues } from "../../src-main/adapters/exchange-ccxt/ccxt-venues.ts";
import { journalLog } from "../../src-main/adapters/journal-log/journal-log.ts";
import type { ClockPort } from "../../src-main/ports/clock.ts";
import type { SettingsStorePort } from "../../src-main/ports/settings-store.ts";
import { openTerminal, type Terminal } from "../../src-main/use-cases/open-terminal.ts";
import type { WindowSession } from "../../src-main/use-cases/terminal.ts";
import type { MemoryDisk } from "./memory-disk.ts";
import type { MemoryKeychain } from "./memory-keychain.ts";
import type { Network } from "./network.ts";
import type { Random } from "./random.ts";
import { seededIds } from "./seeded-ids.ts";
import { unclamped } from "./unclamped.ts";
import type { Owner, World } from "./world.ts";

export const JOURNAL = "journal.log";

export interface DeskParts {
  readonly world: World;
  readonly network: Network;
  readonly disk: MemoryDisk;
  readonly keychain: MemoryKeychain;
  readonly chance: Random;
  /** The venue is known to hold reduce-only orders to it. */
  readonly clamps: boolean;
}

/** Who watches the person's side. */
export interface DeskWatch {
  readonly showed: (change: Change) => void;
  readonly asked: (channel: RequestChannel, body: unknown) => void;
  readonly answered: (channel: RequestChannel, body: unknown, answer: { readonly ok: boolean }) => void;
  readonly started: (terminal: Terminal) => void;
  readonly startFailed: (reason: string) => void;
  readonly stopped: (how: "crash" | "close") => void;
}

export class Desk {
  life = 0;
  terminal: Terminal | undefined;
  /** Entities as the window holds them. */
  readonly shown = new Map<string, Change>();
  /** Everything that was ever said to the window. */
  said: string[] = [];
  settingsDamaged = false;
  private readonly parts: DeskParts;
  private readonly watch: DeskWatch;
  /** A process is there, be it starting, running or closing. */
  private alive = false;
  private session: WindowSession | undefined;
  private wallOffsetMs = 0;
  private sleptMs = 0;
  private settings: SettingsFile = DEFAULT_SETTINGS_FILE;

  constructor(parts: DeskParts, watch: DeskWatch) {
    this.parts = parts;
    this.watch = watch;
  }

  get owner(): Owner {
    return `life-${String(this.life)}`;
  }

  get runs(): boolean {
    return this.terminal !== undefined;
  }

  /** The machine's wall clock, whole milliseconds. */
  wallMs(): number {
    return Math.floor(this.parts.world.nowMs() + this.wallOffsetMs);
  }

  jumpWall(ms: number): void {
    this.wallOffsetMs += ms;
  }

  /** How far the wall clock is off true time. */
  get wallErrorMs(): number {
    return this.wallOffsetMs;
  }

  /** Closes the lid for so long. One that is closed already cannot be closed again: two sleeps would add up. */
  sleep(ms: number): void {
    const { world } = this.parts;
    if (world.isAsleep(this.owner)) return;
    this.sleptMs += ms;
    world.sleep(this.owner, ms);
  }

  /** Starts a new life over what is on the disk; nothing while one is there, as the lock on the data folder has it. */
  start(): void {
    if (this.alive) return;
    this.alive = true;
    this.life += 1;
    this.parts.world.schedule(0, this.owner, () => {
      void this.open(this.life).catch((bug: unknown) => this.watch.startFailed(String(bug)));
    });
  }

  /** The process ends at once; what was not synced is the disk's to keep or lose. */
  crash(): void {
    if (!this.alive) return;
    const { world, network, disk } = this.parts;
    world.bury(this.owner);
    network.hangUp(this.owner);
    disk.crash();
    this.gone("crash");
  }

  /** Ends in order; answers when the terminal has closed. */
  async close(): Promise<void> {
    const { terminal, owner } = this;
    this.terminal = undefined;
    await terminal?.close();
    this.parts.world.bury(owner);
    this.parts.network.hangUp(owner);
    this.gone("close");
  }

  /** A window's request, as text, and its answer. Never settles when the life ends first. */
  async ask<C extends RequestChannel>(channel: C, body: RequestOf<C>): Promise<AnswerOf<C>> {
    this.watch.asked(channel, body);
    const answer = JSON.parse(await this.askText(JSON.stringify({ channel, body }))) as AnswerOf<C>;
    this.watch.answered(channel, body, answer);
    return answer;
  }

  async askText(text: string): Promise<string> {
    const answer = await (this.session?.request(text) ?? new Promise<string>(() => undefined));
    this.said.push(answer);
    return answer;
  }

  /** Closes the window and opens another, as after a crash of the renderer. */
  reopenWindow(): void {
    this.session?.close();
    if (this.terminal !== undefined) this.openWindow(this.terminal);
  }

  entities<K extends EntityKind>(kind: K): readonly Entities[K][] {
    const all = [...this.shown.values()].filter((change) => change[0] === kind && change[2] !== null);
    return all.map((change) => change[2] as AnyEntity as Entities[K]);
  }

  private gone(how: "crash" | "close"): void {
    this.alive = false;
    this.terminal = undefined;
    this.session = undefined;
    this.shown.clear();
    this.watch.stopped(how);
  }

  private async open(life: number): Promise<void> {
    const { disk, keychain, chance, clamps } = this.parts;
    const clock = this.clock();
    const venues = ccxtVenues({ clock }).map((venue) => (clamps ? venue : unclamped(venue)));
    const ports = {
      clock,
      ids: seededIds(chance),
      secrets: keychain.port(this.owner),
      settings: this.settingsStore(),
      venues: new Map(venues.map((venue) => [venue.venue, venue])),
    };
    const journal = journalLog(disk.port(this.owner), JOURNAL);
    const opened = await openTerminal(ports, journal, {
      host: "console",
      version: "0.1.0",
      keysAllowed: true,
    });
    if (life !== this.life) return;
    if (!opened.ok) {
      this.watch.startFailed(opened.failure.message);
      return;
    }
    this.terminal = opened.value;
    this.openWindow(opened.value);
    this.watch.started(opened.value);
  }

  private openWindow(terminal: Terminal): void {
    this.shown.clear();
    const session = terminal.openWindow((text) => this.hearFrame(session, text));
    this.session = session;
    void this.askText(JSON.stringify({ channel: "session/open", body: {} })).then((text) => {
      const answer = JSON.parse(text) as AnswerOf<"session/open">;
      if (answer.ok) this.take(session, answer.value.frame);
    });
  }

  private hearFrame(session: WindowSession, text: string): void {
    if (session !== this.session) return;
    this.said.push(text);
    this.take(session, JSON.parse(text) as Frame);
  }

  private take(session: WindowSession, frame: Frame): void {
    if (frame.snapshot) this.shown.clear();
    for (const change of frame.changes) {
      this.shown.set(`${change[0]} ${change[1]}`, change);
      this.watch.showed(change);
    }
    const body = { sequence: frame.sequence };
    void session.request(JSON.stringify({ channel: "frames/acknowledge", body }));
  }

  private clock(): ClockPort {
    const { world } = this.parts;
    const { owner } = this;
    return {
      nowMs: () => this.wallMs(),
      monotonicMs: () => world.nowMs() - this.sleptMs,
      after: (delayMs, run) => world.schedule(delayMs, owner, run),
    };
  }

  private settingsStore(): SettingsStorePort {
    const damaged = this.settingsDamaged;
    this.settingsDamaged = false;
    return {
      read: () =>
        damaged
          ? { settings: DEFAULT_SETTINGS_FILE, setAside: "settings.json.damaged" }
          : { settings: this.settings },
      write: (next) => {
        this.settings = next;
        return true;
      },
    };
  }
}
