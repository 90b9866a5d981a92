// The clock, timers and chance that ccxt takes from the process, given to the world while one runs. Must be imported before ccxt:
// it keeps the functions that it finds when it is loaded.
import type { World } from "./world.ts";

interface Held {
  readonly world: World;
  /** The wall clock of the machine that the terminal runs on. */
  readonly wallMs: () => number;
  readonly random: () => number;
}

let held: Held | undefined;

interface Handle {
  readonly cancel: () => void;
  readonly ref: () => Handle;
  readonly unref: () => Handle;
  readonly hasRef: () => boolean;
}

type Run = (...args: unknown[]) => void;

const real = {
  Date: globalThis.Date,
  setTimeout: globalThis.setTimeout,
  setInterval: globalThis.setInterval,
  clearTimeout: globalThis.clearTimeout,
  clearInterval: globalThis.clearInterval,
  random: Math.random,
};

function handleOf(cancel: () => void): Handle {
  const handle: Handle = { cancel, ref: () => handle, unref: () => handle, hasRef: () => true };
  return handle;
}

function later({ world }: Held, run: Run, delayMs: number, args: readonly unknown[]): Handle {
  return handleOf(world.schedule(delayMs, world.owner, () => run(...args)));
}

function repeated({ world }: Held, run: Run, everyMs: number, args: readonly unknown[]): Handle {
  const { owner } = world;
  let cancel = (): void => undefined;
  const beat = (): void => {
    cancel = world.schedule(Math.max(1, everyMs), owner, beat);
    run(...args);
  };
  cancel = world.schedule(Math.max(1, everyMs), owner, beat);
  return handleOf(() => cancel());
}

function cancelled(handle: unknown): boolean {
  if (typeof handle !== "object" || handle === null || !("cancel" in handle)) return false;
  (handle as Handle).cancel();
  return true;
}

class VirtualDate extends real.Date {
  constructor(...args: unknown[]) {
    if (args.length === 0) super(nowMs());
    else super(...(args as [number]));
  }

  static override now(): number {
    return nowMs();
  }
}

function nowMs(): number {
  return held === undefined ? real.Date.now() : held.wallMs();
}

const replaced = {
  Date: VirtualDate,
  setTimeout: (run: Run, delayMs = 0, ...args: unknown[]) =>
    held === undefined ? real.setTimeout(run, delayMs, ...args) : later(held, run, delayMs, args),
  setInterval: (run: Run, everyMs = 0, ...args: unknown[]) =>
    held === undefined ? real.setInterval(run, everyMs, ...args) : repeated(held, run, everyMs, args),
  clearTimeout: (handle: unknown) => {
    if (!cancelled(handle)) real.clearTimeout(handle as number);
  },
  clearInterval: (handle: unknown) => {
    if (!cancelled(handle)) real.clearInterval(handle as number);
  },
};

Object.assign(globalThis, replaced);
Math.random = () => (held === undefined ? real.random() : held.random());

/** Gives the process's clock, timers and chance to a world until it is released. */
export function hold(next: Held): void {
  held = next;
}

/** The process has its own time again. */
export function release(): void {
  held = undefined;
}

/** The process's own clock, to measure how fast the simulator is. */
export function realMs(): number {
  return real.Date.now();
}
