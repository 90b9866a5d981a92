// What a gesture is: something that the script makes the person do. Each takes its own chance, so that leaving one out changes no other.
import type { Random } from "./random.ts";
import type { Trader } from "./trader.ts";

export type Gesture = (trader: Trader, chance: Random) => void;
