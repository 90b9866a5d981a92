// Damage of the journal halts, whenever the power fails while a start deals with it.
import { expect, test } from "vitest";
import { DEFAULT_SETTINGS_FILE, type SettingsFile } from "../../src-core/settings/settings.ts";
import { journalLog } from "../../src-main/adapters/journal-log/journal-log.ts";
import { openTerminal, type Terminal } from "../../src-main/use-cases/open-terminal.ts";
import { countingIds, memorySecrets } from "../../src-main/use-cases/testing/memory-ports.ts";
import { scriptedVenue } from "../../src-main/use-cases/testing/scripted-venue.ts";
import { MemoryDisk } from "./memory-disk.ts";
import { random } from "./random.ts";
import { World } from "./world.ts";

const JOURNAL = "journal.log";

class Machine {
  readonly world = new World(0);
  readonly disk: MemoryDisk;
  settings: SettingsFile = DEFAULT_SETTINGS_FILE;
  private lives = 0;

  constructor(seed: number) {
    this.disk = new MemoryDisk(this.world, random(seed, "disk"));
  }

  /** Starts a terminal; undefined when the power failed after so many steps of the machine. */
  async start(steps = Number.POSITIVE_INFINITY): Promise<Terminal | undefined> {
    this.lives += 1;
    const owner = `life-${String(this.lives)}`;
    const { world } = this;
    const clock = {
      nowMs: () => Math.floor(world.nowMs()),
      monotonicMs: () => world.nowMs(),
      after: (delayMs: number, run: () => void) => world.schedule(delayMs, owner, run),
    };
    const venue = scriptedVenue(clock);
    const ports = {
      clock,
      ids: countingIds(this.lives),
      secrets: memorySecrets(),
      settings: { read: () => ({ settings: this.settings }), write: () => true },
      venues: new Map([[venue.venue, venue]]),
    };
    let terminal: Terminal | undefined;
    const host = { host: "console", version: "0.0.0", keysAllowed: true } as const;
    world.schedule(0, owner, () => {
      void openTerminal(ports, journalLog(this.disk.port(owner), JOURNAL), host).then((opened) => {
        if (opened.ok) terminal = opened.value;
      });
    });
    let done = 0;
    await world.runUntil(world.nowMs() + 100, () => (done += 1) >= steps);
    world.bury(owner);
    this.disk.crash();
    return terminal;
  }

  async put(path: string, bytes: Uint8Array): Promise<void> {
    const written = this.disk.port("hand").replace(path, bytes);
    await this.world.runUntil(this.world.nowMs() + 10);
    await written;
  }
}

function halts(terminal: Terminal | undefined): boolean {
  return terminal?.runtime.state.durable.causes.some(({ kind }) => kind === "journal") === true;
}

/** A journal whose last record is torn. */
async function damaged(seed: number): Promise<Machine> {
  const machine = new Machine(seed);
  await machine.start();
  await machine.put(JOURNAL, machine.disk.durable(JOURNAL).subarray(0, -5));
  return machine;
}

test("I13 a journal without damage does not halt, and damage does, at every later start too", async () => {
  const well = new Machine(1);
  expect(halts(await well.start())).toBe(false);
  expect(halts(await well.start())).toBe(false);
  const machine = await damaged(1);
  expect(halts(await machine.start())).toBe(true);
  expect(halts(await machine.start())).toBe(true);
});

test("I13 whenever the power fails, once or twice, while a start sets damage aside, a later start halts", async () => {
  for (let seed = 1; seed <= 6; seed += 1)
    for (let steps = 1; steps <= 14; steps += 1) {
      const machine = await damaged(seed);
      await machine.start(steps);
      await machine.start(1 + ((steps * seed) % 9));
      expect(halts(await machine.start()), `seed ${String(seed)}, ${String(steps)} steps`).toBe(true);
    }
});

test("I13 whatever part of a start's first records reached the disk, the next start halts", async () => {
  const machine = await damaged(2);
  const torn = machine.disk.durable(JOURNAL);
  await machine.start();
  const after = Buffer.from(machine.disk.durable(JOURNAL));
  const [kept] = (await machine.disk.port("hand").list(".")).filter((name) => name !== JOURNAL);
  const good = torn.length - Number(kept?.split("-").at(-1));
  for (let length = good; length <= after.length; length += 1) {
    const again = new Machine(length);
    await again.put(kept ?? "", torn.subarray(good));
    await again.put(JOURNAL, after.subarray(0, length));
    expect(halts(await again.start()), `${String(length - good)} bytes`).toBe(true);
  }
});

test("a data folder that was used and has no journal says so and makes no newcomer's accounts, at later starts too", async () => {
  const machine = new Machine(3);
  machine.settings = { ...DEFAULT_SETTINGS_FILE, lastListing: "paper:BTCUSDT" };
  for (const start of ["first", "second"]) {
    const terminal = await machine.start();
    expect(halts(terminal), start).toBe(true);
    expect(terminal?.runtime.state.durable.accounts).toEqual({});
  }
  const newcomer = await new Machine(3).start();
  expect(Object.keys(newcomer?.runtime.state.durable.accounts ?? {})).toHaveLength(3);
});

test("damage that cannot be kept, because the disk is full, is not cut off until it can", async () => {
  const machine = await damaged(4);
  const before = Buffer.from(machine.disk.durable(JOURNAL));
  machine.disk.state = "full";
  expect(halts(await machine.start())).toBe(true);
  expect(machine.disk.durable(JOURNAL)).toEqual(before);
  machine.disk.state = "well";
  expect(halts(await machine.start())).toBe(true);
  expect(await machine.disk.port("hand").list(".")).toHaveLength(2);
});
