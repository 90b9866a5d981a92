// A judge watches one run and says which invariant broke. It looks at the venue's truth, at the wire, at the disk and at the screen.
import type { Scene, Watch } from "../scene.ts";
import type { Trader } from "../trader.ts";

export type Judge = (scene: Scene, trader: Trader) => Watch;
