// What may leave the machine at all, and how often.
import { readCreate } from "./create-on-the-wire.ts";
import type { Judge } from "./judge.ts";

const MINUTE_MS = 60_000;
/** 80% of the venue's 2,400 a minute; requests overtake each other on the line by a few. */
const MOST_WITHOUT_CANCELS = 1_920 + 80;
const HOSTS = new Set(["fapi.binance.com", "api.binance.com", "fstream.binance.com"]);
const MOVES_MONEY = /withdraw|transfer|capital|borrow|repay|convert/i;

/** I9 Nothing leaves for an address before the time that it asked us to wait for; a fifth of a minute's weight is left for cancels. */
export const i9: Judge = (scene) => {
  const closed = new Map<string, number>();
  let spent: { readonly atMs: number; readonly weight: number }[] = [];
  return {
    stopped: () => {
      closed.clear();
      spent = [];
    },
    answered: (request, _, answer) => {
      if (answer.status !== 429 && answer.status !== 418) return;
      const seconds = Number(answer.headers["retry-after"] ?? 0);
      const untilMs = scene.world.nowMs() + seconds * 1000;
      closed.set(request.host, Math.max(untilMs, closed.get(request.host) ?? 0));
    },
    leaving: (request) => {
      const untilMs = closed.get(request.host) ?? 0;
      if (scene.world.nowMs() < untilMs - 1)
        scene.violate(
          "I9",
          `${request.method} ${request.path} left ${String(Math.round(untilMs - scene.world.nowMs()))} ms before ${request.host} wanted it`,
        );
    },
    arrived: (request) => {
      if (request.method === "DELETE") return;
      const nowMs = scene.world.nowMs();
      const weight = scene.venue.truth.requests.at(-1)?.weight ?? 0;
      spent = [...spent.filter(({ atMs }) => atMs > nowMs - MINUTE_MS), { atMs: nowMs, weight }];
      const sum = spent.reduce((total, it) => total + it.weight, 0);
      if (sum > MOST_WITHOUT_CANCELS)
        scene.violate("I9", `${String(sum)} of a minute's weight went to what is no cancel`);
    },
  };
};

/** How old a price may be when an order leaves: the gate's own bound, and the longest wait for a turn. */
const PRICE_FRESH_MS = 3_000 + 2_000 + 1_500;

/** I10 Nothing that could open leaves without a fresh price and a reading of the account by this very process. */
export const i10: Judge = (scene) => {
  const priced = new Map<string, number>();
  const read = new Set<string>();
  return {
    stopped: () => {
      priced.clear();
      read.clear();
    },
    delivering: (key, text) => {
      if (key !== undefined) return;
      const symbol = /"s":"([A-Z]+)"/.exec(text)?.[1];
      if (symbol !== undefined) priced.set(symbol, scene.world.nowMs());
    },
    answered: (request, _, answer) => {
      if (request.path === "/fapi/v3/account" && answer.status === 200) read.add(request.apiKey ?? "");
    },
    leaving: (request) => {
      const create = readCreate(request);
      if (create === undefined || create.closes) return;
      const ageMs = scene.world.nowMs() - (priced.get(create.symbol) ?? 0);
      if (ageMs > PRICE_FRESH_MS)
        scene.violate("I10", `${create.clientId} left on a price ${String(Math.round(ageMs))} ms old`);
      if (!read.has(create.apiKey))
        scene.violate("I10", `${create.clientId} left before its account was read`);
    },
  };
};

/** I17 Only the venue's own hosts are contacted. */
export const i17: Judge = (scene) => {
  const check = (host: string): void => {
    if (!HOSTS.has(host)) scene.violate("I17", `${host} was contacted`);
  };
  return { dialled: check, leaving: (request) => check(request.host) };
};

/** I18 Nothing that moves money out ever leaves. */
export const i18: Judge = (scene) => ({
  leaving: ({ path }) => {
    if (MOVES_MONEY.test(path)) scene.violate("I18", `${path} was asked for`);
  },
});
