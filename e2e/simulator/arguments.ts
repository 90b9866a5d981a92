// The words after `simulate`.

export interface SimulateOptions {
  readonly from: bigint;
  readonly to: bigint;
  readonly events: number;
  readonly json: boolean;
  readonly workers: number;
  /** Once this many are done, no seed is begun after `seconds`. */
  readonly least?: number;
  readonly seconds?: number;
  /** Where reports are kept, one a line, so that a long range can go on later. */
  readonly resume?: string;
}

const USAGE =
  "simulate --seeds A..B | --fresh N | --commit N [--events N] [--workers N] [--least N --seconds S] [--resume FILE] [--json]: A and B are integers, A not above B; --fresh takes N seeds of this minute, --commit N of this commit.";

const WITH_A_VALUE = [
  "--seeds",
  "--fresh",
  "--commit",
  "--events",
  "--workers",
  "--least",
  "--seconds",
  "--resume",
] as const;

/** What chooses seeds that nobody named. */
export interface Origin {
  /** Of the fresh seeds: runs of different minutes share none. */
  readonly nowMs: number;
  /** The hash of the commit that is checked out; absent where there is no git. */
  readonly commit?: string;
}

/** The options, or how to write them. */
export function readArguments(words: readonly string[], origin: Origin): SimulateOptions | string {
  const given = new Map<string, string>();
  let json = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (word === "--json") json = true;
    else if (WITH_A_VALUE.some((name) => name === word) && words[at + 1] !== undefined) {
      given.set(word, words[at + 1] ?? "");
      at += 1;
    } else return USAGE;
  }
  const chosen = [
    given.get("--seeds"),
    thousand(given.get("--fresh"), minute(origin)),
    thousand(given.get("--commit"), commitNumber(origin)),
  ].filter((range) => range !== undefined);
  const seeds = /^(-?\d+)(?:\.\.(-?\d+))?$/.exec(chosen[0] ?? "");
  const least = /^\d{1,7}$/.exec(given.get("--least") ?? "0");
  const seconds = /^\d{1,7}$/.exec(given.get("--seconds") ?? "0");
  const events = /^[1-9]\d{0,6}$/.exec(given.get("--events") ?? "2000");
  const workers = /^[1-9]\d?$/.exec(given.get("--workers") ?? "2");
  if (seeds?.[1] === undefined || events === null || workers === null || least === null || seconds === null)
    return USAGE;
  if (chosen.length !== 1) return USAGE;
  const from = BigInt(seeds[1]);
  const to = BigInt(seeds[2] ?? seeds[1]);
  if (to < from) return USAGE;
  const resume = given.get("--resume");
  return {
    from,
    to,
    events: Number(events[0]),
    json,
    workers: Number(workers[0]),
    ...(given.has("--seconds") ? { least: Number(least[0]), seconds: Number(seconds[0]) } : {}),
    ...(resume === undefined ? {} : { resume }),
  };
}

/** The first so many of the thousand seeds that belong to a number; empty when the count is not understood. */
function thousand(count: string | undefined, number: bigint): string | undefined {
  if (count === undefined) return undefined;
  if (!/^([1-9]\d{0,2}|1000)$/.test(count)) return "";
  const from = number * 1000n;
  return `${String(from)}..${String(from + BigInt(count) - 1n)}`;
}

function minute({ nowMs }: Origin): bigint {
  return BigInt(Math.floor(nowMs / 60_000));
}

/** Forty bits of its hash; one where there is none: then every run plays the same seeds. */
function commitNumber({ commit }: Origin): bigint {
  const hash = /^[0-9a-f]{10}/.exec(commit ?? "")?.[0];
  return hash === undefined ? 1n : BigInt(`0x${hash}`);
}
