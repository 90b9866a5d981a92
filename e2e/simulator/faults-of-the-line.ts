// What can happen to one request and its answer.
import type { Fault, FaultAnswer, FaultTarget } from "../venues/binance-usdm/faults.ts";
import type { Random } from "./random.ts";
import type { PlayFault } from "./play-fault.ts";
import type { Trader } from "./trader.ts";

function meet({ scene }: Trader, target: FaultTarget, fault: Fault, times = 1): void {
  scene.venue.control.failNext(target, fault, times);
}

/** Mostly what matters most. */
function target(chance: Random): FaultTarget {
  return chance.pick(["create", "create", "create", "cancel", "query", "read"]);
}

function http(
  status: number,
  code: number,
  msg: string,
  headers?: Readonly<Record<string, string>>,
): FaultAnswer {
  return {
    kind: "http",
    status,
    body: JSON.stringify({ code, msg }),
    ...(headers === undefined ? {} : { headers }),
  };
}

const HTML: FaultAnswer = { kind: "http", status: 200, body: "<html><body>Maintenance</body></html>" };
const UNKNOWN = http(503, -1000, "Unknown error, please check your request or try again later.");
const TIMEOUT = http(408, -1007, "Timeout waiting for response from backend server.");
const BACKEND = http(200, -1001, "Internal error; unable to process your request.");

/** Cut before anything left. */
const F1: PlayFault = ({ scene }, chance) => {
  scene.network.refused += chance.between(1, 2);
};

/** Taken, and the line is cut before the answer. */
const F2: PlayFault = (trader, chance) => {
  meet(trader, target(chance), { name: "F2", execute: true, answer: { kind: "reset" } });
};

/** Taken, and the answer is lost. */
const F3: PlayFault = (trader, chance) => {
  meet(trader, target(chance), { name: "F3", execute: true, answer: { kind: "hang" } });
};

/** Taken only after we have asked and heard "not found"; the venue answers late, or refuses late, or never. */
const F4: PlayFault = (trader, chance) => {
  const answer = chance.pick<FaultAnswer>([{ kind: "hang" }, { kind: "reset" }]);
  const late = { name: "F4", execute: true, executeAfterMs: chance.between(5_500, 9_000), answer };
  const refused = {
    name: "F4",
    execute: false,
    answerAfterMs: chance.between(5_000, 7_500),
    answer: http(400, -2019, "Margin is insufficient."),
  };
  meet(trader, "create", chance.chance(0.7) ? late : refused);
};

/** Never taken, and nobody says so. */
const F5: PlayFault = (trader, chance) => {
  meet(trader, target(chance), { name: "F5", execute: false, answer: { kind: "hang" } });
};

/** Taken, and the answer breaks off in its middle. */
const F6: PlayFault = (trader, chance) => {
  const kind = chance.pick(["reset-mid-body", "hang-mid-body", "truncated"]);
  meet(trader, target(chance), { name: "F6", execute: true, answer: { kind } });
};

/** Too many requests, with and without a word on how long to wait. */
const F14: PlayFault = (trader, chance) => {
  const headers = chance.chance(0.6) ? { "retry-after": String(chance.between(1, 20)) } : {};
  meet(trader, target(chance), {
    name: "F14",
    execute: false,
    answer: http(429, -1003, "Too many requests.", headers),
  });
};

/** The address is banned for two minutes. */
const F15: PlayFault = (trader, chance) => {
  if (!chance.chance(0.1)) return;
  const headers = chance.chance(0.7) ? { "retry-after": "120" } : {};
  meet(trader, target(chance), {
    name: "F15",
    execute: false,
    answer: http(418, -1003, "IP banned.", headers),
  });
};

/** Maintenance: errors, pages, error bodies with status 200, and empty lists. */
const F17: PlayFault = (trader, chance) => {
  const { scene } = trader;
  if (chance.chance(0.2)) {
    scene.venue.control.maintenance(true);
    scene.happened("F17");
    scene.world.schedule(chance.between(5_000, 40_000), "script", () =>
      scene.venue.control.maintenance(false),
    );
    return;
  }
  const answer = chance.pick([UNKNOWN, TIMEOUT, HTML, BACKEND, { ...HTML, status: 502 }]);
  meet(trader, target(chance), { name: "F17", execute: chance.chance(0.5), answer }, chance.between(1, 3));
};

export const LINE_FAULTS = { F1, F2, F3, F4, F5, F6, F14, F15, F17 } as const;
