import { describe, expect, it } from "vitest";
import { PERP, denials, oneLeg, positionOf } from "../testing/gate-fixture.ts";
import { journal } from "./journal.ts";

describe("journal", () => {
  it("passes while the journal can be written", () => {
    expect(denials(journal, oneLeg())).toEqual([]);
  });

  it("denies every order when it cannot, reductions too", () => {
    const broken = { readings: { journalWritable: false } };
    expect(denials(journal, oneLeg({}, {}, broken))).toHaveLength(1);
    const held = { positions: [positionOf(PERP, "1")] };
    expect(denials(journal, oneLeg({ side: "sell", reduceOnly: true }, held, broken))).toHaveLength(1);
  });
});
