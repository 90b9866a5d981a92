import { describe, expect, it } from "vitest";
import { Decimal } from "../../money/decimal.ts";
import type { Cause } from "../risk-state.ts";
import {
  NOW_MS,
  PERP,
  accountOf,
  denials,
  inputOf,
  legOf,
  oneLeg,
  planOf,
  portfolioOf,
  positionOf,
  readingsOf,
  stateOf,
  termsOf,
} from "../testing/gate-fixture.ts";
import { state } from "./state.ts";

const cause = (kind: Cause["kind"], changes: Partial<Cause> = {}): Cause => ({
  scope: "account:a",
  kind,
  detail: "why",
  sinceMs: NOW_MS - 1_000,
  ...changes,
});
const held = { positions: [positionOf(PERP, "1")] };
const sell = { side: "sell", reduceOnly: true, quantity: Decimal.of("1") } as const;

function flatten(
  causes: readonly Cause[],
  flattenConfirmedAtMs?: number,
  gesture: "flatten" | "group-order" = "flatten",
) {
  const leg = legOf("a", termsOf(sell), { effect: "close" });
  const plan = planOf([leg], { body: { gesture } });
  const confirmed = flattenConfirmedAtMs === undefined ? {} : { flattenConfirmedAtMs };
  return denials(
    state,
    inputOf(portfolioOf([stateOf(accountOf("a"), held)]), plan, { causes, ...confirmed }),
  );
}

describe("state", () => {
  it("says nothing when no cause reaches the account", () => {
    const causes = [cause("person", { scope: "account:b" }), cause("person", { scope: "environment:live" })];
    expect(readingsOf(state, oneLeg({}, {}, { causes }))).toEqual([]);
  });

  it.each(["daily-loss", "repeat", "liquidation", "revived-order", "sync"] as const)(
    "passes under %s only what shrinks a position",
    (kind) => {
      const causes = [cause(kind)];
      expect(denials(state, oneLeg({}, {}, { causes }))).toHaveLength(1);
      expect(
        denials(state, oneLeg({ side: "sell", quantity: Decimal.of("2") }, held, { causes })),
      ).toHaveLength(1);
      expect(readingsOf(state, oneLeg(sell, held, { causes }))[0]?.outcome).toBe("warn");
    },
  );

  it("names the state and why", () => {
    expect(
      denials(
        state,
        oneLeg({}, {}, { causes: [cause("daily-loss", { detail: "lost 1,000.00 USD today" })] }),
      ),
    ).toEqual([
      "Paper a is REDUCING: lost 1,000.00 USD today. Only orders that are certain to shrink a position may go.",
    ]);
  });

  it("ends the sentence once where the reason is a sentence of its own", () => {
    const halt = cause("person", { scope: "installation", detail: "Halted by hand." });
    expect(denials(state, oneLeg({}, {}, { causes: [halt] }))[0]).toMatch(
      /^Paper a is HALTED: Halted by hand\. No orders/,
    );
  });

  it("lets nothing through a halt but a flatten that a person confirmed after it", () => {
    const halt = [cause("person", { scope: "installation" })];
    expect(flatten(halt)).toHaveLength(1);
    expect(flatten(halt, NOW_MS - 1_001)).toHaveLength(1);
    expect(flatten(halt, NOW_MS - 1_000)).toHaveLength(1);
    expect(flatten(halt, NOW_MS - 999)).toEqual([]);
    expect(flatten(halt, NOW_MS - 999, "group-order")).toHaveLength(1);
    expect(flatten(halt, NOW_MS + 1)).toHaveLength(1);
  });

  it("asks that the confirmation is later than every halt, and never passes a broken journal", () => {
    expect(
      flatten(
        [cause("person"), cause("person", { scope: "environment:paper", sinceMs: NOW_MS - 10 })],
        NOW_MS - 999,
      ),
    ).toHaveLength(1);
    expect(flatten([cause("journal")], NOW_MS - 1)).toHaveLength(1);
  });

  it("holds a confirmed flatten to what is proven to reduce", () => {
    const leg = legOf("a", termsOf({ ...sell, reduceOnly: false, quantity: Decimal.of("2") }), {
      effect: "close",
    });
    const portfolio = portfolioOf([stateOf(accountOf("a"), held)]);
    const plan = planOf([leg], { body: { gesture: "flatten" } });
    const input = inputOf(portfolio, plan, { causes: [cause("person")], flattenConfirmedAtMs: NOW_MS });
    expect(denials(state, input)).toHaveLength(1);
  });

  it("takes the position for unproven while the account waits for reconciliation, unless the venue clamps", () => {
    const causes = [cause("sync", { scope: "installation" })];
    const loose = { ...sell, reduceOnly: false } as const;
    expect(denials(state, oneLeg(loose, held, { causes }))).toHaveLength(1);
    expect(denials(state, oneLeg(loose, held, { causes: [cause("daily-loss")] }))).toEqual([]);
  });
});
