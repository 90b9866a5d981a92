import "./virtual-globals.ts";
import { describe, expect, test } from "vitest";
import { FAULT_NAMES, type FaultKind } from "./faults.ts";
import type { GestureName } from "./gestures.ts";
import { runSeed } from "./run-seed.ts";
import type { Action } from "./script.ts";

/** What each fault is, for the names of the tests. */
const WORDS: Readonly<Record<FaultKind, string>> = {
  F1: "a request is cut before it left",
  F2: "the line is cut after the venue took the request",
  F3: "the answer of a request that was taken is lost",
  F4: "a create is taken, or refused, after we asked and heard not found",
  F5: "a request hangs and is never taken",
  F6: "an answer breaks off in its middle",
  F7: "a message comes twice",
  F8: "a message is overtaken",
  F9: "a message comes long after the order ended",
  F10: "messages are lost in a gap",
  F11: "a stream is connected and silent",
  F12: "a part fills while the cancel is on its way",
  F13: "an order is amended at the venue while we cancel it",
  F14: "the venue says 429, with and without a time",
  F15: "the venue says 418 for two minutes",
  F16: "clocks are off and jump, and the machine sleeps",
  F17: "maintenance: 5xx, pages, error bodies with 200, empty lists",
  F18: "the power fails between journal and send",
  F19: "the power fails between send and answer",
  F20: "the power fails in a write of the journal",
  F21: "the disk is full or fails",
  F22: "the end of the journal is cut, flipped or zeroed",
  F23: "the preferences are damaged",
  F24: "the keychain is locked, gone, empty, slow or wrong",
  F25: "a second installation trades on the account",
  F26: "a window breaks or is hostile",
  F27: "a bot trades, money moves, the venue liquidates",
  F28: "the venue ends our order or closes a symbol",
  F29: "somebody uses our client id again",
  F30: "a key is revoked in use",
};

/** Orders and cancels with one kind of fault among them. */
function scriptOf(fault: FaultKind, times: number): readonly Action[] {
  const names: (GestureName | FaultKind)[] = [];
  for (let round = 0; round < times; round += 1) names.push("order", "order", fault, "order", "cancel");
  const gapMs = SLOW.has(fault) ? 4_000 : 1_000;
  return names.map((name, index) => ({ index, atMs: gapMs * (index + 1), name }));
}

/** Between these the machine has to start again, or to be healed. */
const SLOW: ReadonlySet<FaultKind> = new Set(["F16", "F18", "F19", "F20", "F21", "F22", "F23", "F24"]);

/** Faults that wait for a chance of their own need more rounds. */
const ROUNDS: Partial<Record<FaultKind, number>> = { F15: 12, F22: 12, F28: 6 };

describe("every fault strikes, and nothing breaks by it", () => {
  test("there are thirty, F1 to F30", () => {
    expect(FAULT_NAMES).toEqual(Array.from({ length: 30 }, (_, index) => `F${String(index + 1)}`));
  });

  test.each(FAULT_NAMES.map((name) => [name, WORDS[name]] as const))("%s %s", async (name) => {
    const script = scriptOf(name, ROUNDS[name] ?? 4);
    const result = await runSeed(4, { events: 5_000, script });
    expect(result.faults[name] ?? 0).toBeGreaterThan(0);
    expect(result.orders).toBeGreaterThan(0);
    expect(result.violations).toEqual([]);
  });
});
