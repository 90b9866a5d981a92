// How a fault is played: it sets the world so that something goes wrong, now or when the occasion comes.
import type { Random } from "./random.ts";
import type { Trader } from "./trader.ts";

export type PlayFault = (trader: Trader, chance: Random) => void;
