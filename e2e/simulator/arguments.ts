// The words after `simulate`.

export interface SimulateOptions {
  readonly from: bigint;
  readonly to: bigint;
  readonly events: number;
  readonly json: boolean;
  readonly workers: number;
  /** Where reports are kept, one a line, so that a long range can go on later. */
  readonly resume?: string;
}

const USAGE =
  "simulate --seeds A..B [--events N] [--workers N] [--resume FILE] [--json]: A and B are integers, A not above B.";

/** The options, or how to write them. */
export function readArguments(words: readonly string[]): SimulateOptions | string {
  const given = new Map<string, string>();
  let json = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (word === "--json") json = true;
    else if (["--seeds", "--events", "--workers", "--resume"].includes(word) && words[at + 1] !== undefined) {
      given.set(word, words[at + 1] ?? "");
      at += 1;
    } else return USAGE;
  }
  const seeds = /^(-?\d+)(?:\.\.(-?\d+))?$/.exec(given.get("--seeds") ?? "");
  const events = /^[1-9]\d{0,6}$/.exec(given.get("--events") ?? "2000");
  const workers = /^[1-9]\d?$/.exec(given.get("--workers") ?? "2");
  if (seeds?.[1] === undefined || events === null || workers === null) return USAGE;
  const from = BigInt(seeds[1]);
  const to = BigInt(seeds[2] ?? seeds[1]);
  if (to < from) return USAGE;
  const resume = given.get("--resume");
  const options = { from, to, events: Number(events[0]), json, workers: Number(workers[0]) };
  return resume === undefined ? options : { ...options, resume };
}
