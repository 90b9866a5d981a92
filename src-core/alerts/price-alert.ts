// A price that a person waits for. It fires once when the price comes to its level from the other side, and may wait again.
import { Decimal } from "../money/decimal.ts";

/** `waiting` knows no side yet; `below` and `above` say where the price is now; `fired` has been told. */
export type AlertState = "waiting" | "below" | "above" | "fired";

export interface PriceAlert {
  readonly id: string;
  readonly listing: string;
  readonly level: Decimal;
  readonly state: AlertState;
  /** After it fired it waits again, once the price has left the level by more than the band. */
  readonly repeats: boolean;
  readonly firedAtMs?: number;
}

export const MAX_ALERTS = 200;
/** A price that trembles around the level is one crossing: 0.1% of the level lie between two. */
const BAND = Decimal.of("0.001");
const STATES: readonly AlertState[] = ["waiting", "below", "above", "fired"];
const MAX_ID_LENGTH = 128;

export interface Advance {
  readonly alert: PriceAlert;
  readonly fired: boolean;
}

/** The alert after a price; the same object when nothing changes. On the level counts as having come to it. */
export function advance(alert: PriceAlert, price: Decimal, nowMs: number): Advance {
  const { level, state, repeats } = alert;
  if (state === "waiting") return settled(alert, sideOf(price, level));
  if (state === "fired") {
    if (!repeats || price.minus(level).abs().atMost(level.times(BAND))) return { alert, fired: false };
    return settled(alert, sideOf(price, level));
  }
  const reached = state === "below" ? price.atLeast(level) : price.atMost(level);
  if (!reached) return { alert, fired: false };
  return { alert: { ...alert, state: "fired", firedAtMs: nowMs }, fired: true };
}

function sideOf(price: Decimal, level: Decimal): "below" | "above" {
  return price.lessThan(level) ? "below" : "above";
}

function settled(alert: PriceAlert, state: "below" | "above"): Advance {
  return { alert: { ...alert, state }, fired: false };
}

/** An alert from a file; undefined when it does not fit. */
export function readAlert(value: unknown): PriceAlert | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { id, listing, level, state, repeats, firedAtMs } = value as Readonly<Record<string, unknown>>;
  const exact = typeof level === "string" ? Decimal.parse(level) : undefined;
  const known = STATES.find((each) => each === state);
  if (!isName(id) || !isName(listing) || exact === undefined || !exact.isPositive()) return undefined;
  if (known === undefined || typeof repeats !== "boolean") return undefined;
  const alert = { id, listing, level: exact, state: known, repeats };
  return typeof firedAtMs === "number" && Number.isFinite(firedAtMs) ? { ...alert, firedAtMs } : alert;
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= MAX_ID_LENGTH;
}
