import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal, sum, ZERO } from "../money/decimal.ts";
import { d } from "./allocation-samples.ts";
import { quotaSequence } from "./quota-method.ts";
import { shareFills } from "./share-fills.ts";
import type { BlockRequest, SharedFills } from "./share-fills.ts";

function shared(
  weights: readonly string[],
  fills: readonly (readonly [string, string])[],
  lot = "1",
): SharedFills {
  const answer = shareFills({
    fills: fills.map(([quantity, price]) => ({ quantity: d(quantity), price: d(price) })),
    accounts: weights.map((weight, index) => ({ id: String(index), weight: d(weight) })),
    lot: d(lot),
  });
  if (!answer.ok) throw new Error(answer.failure.message);
  return answer.value;
}

function quantities({ shares }: SharedFills): string {
  return shares.map(({ quantity }) => quantity.toString()).join(" ");
}

describe("the quota method", () => {
  it("6:6:2 with 10 and 11 lots: 5 4 1 and 5 5 1, no lot taken back where largest remainder does", () => {
    expect(quantities(shared(["6", "6", "2"], [["10", "100"]]))).toBe("5 4 1");
    expect(quantities(shared(["6", "6", "2"], [["11", "100"]]))).toBe("5 5 1");
    expect(quantities(shared(["6", "6", "2"], [["14", "100"]]))).toBe("6 6 2");
  });

  const weights = fc
    .array(fc.bigInt({ min: 0n, max: 1000n }), { minLength: 1, maxLength: 7 })
    .filter((values) => values.some((value) => value > 0n));

  it("raising the total never lowers an account's block-fill share, and every share is its quota rounded down or up", () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 80 }), (given, lots) => {
        const total = given.reduce((all, weight) => all + weight, 0n);
        const sequence = quotaSequence(given, lots);
        expect(sequence).toHaveLength(lots);
        const held = given.map(() => 0n);
        sequence.forEach((taker, index) => {
          held[taker] = (held[taker] ?? 0n) + 1n;
          held.forEach((count, account) => {
            const exact = (given[account] ?? 0n) * BigInt(index + 1);
            expect(count >= exact / total).toBe(true);
            expect(count <= (exact + total - 1n) / total).toBe(true);
          });
        });
      }),
    );
  });

  it("what came before does not depend on what comes after", () => {
    fc.assert(
      fc.property(weights, fc.nat(60), fc.nat(60), (given, first, more) => {
        expect(quotaSequence(given, first + more).slice(0, first)).toEqual(quotaSequence(given, first));
      }),
    );
  });

  it("whole rounds are exactly in proportion", () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 0n, max: 12n }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 4 }),
        (given, rounds) => {
          const total = given.reduce((all, weight) => all + weight, 0n);
          fc.pre(total > 0n);
          const sequence = quotaSequence(given, Number(total) * rounds);
          const counts = given.map((_, index) => BigInt(sequence.filter((taker) => taker === index).length));
          expect(counts).toEqual(given.map((weight) => weight * BigInt(rounds)));
        },
      ),
    );
  });

  it("needs a weight", () => {
    expect(() => quotaSequence([0n, 0n], 1)).toThrow("Invariant:");
    expect(() => quotaSequence([2n, -1n], 1)).toThrow("Invariant:");
  });
});

describe("fills of a block", () => {
  it("are handed out in their order, with each account's average and the dispersion", () => {
    const answer = shared(
      ["3", "12", "5", "5"],
      [
        ["5", "11105"],
        ["10", "11110"],
        ["10", "11115"],
      ],
    );
    expect(quantities(answer)).toBe("3 12 5 5");
    expect(answer.averagePrice.toString()).toBe("11111");
    for (const { averagePrice } of answer.shares) {
      expect(averagePrice?.minus(d("11111")).abs().atMost(d("1"))).toBe(true);
    }
    expect(answer.dispersionBps?.toString()).toBe("0.6");
  });

  it("have no dispersion with one account, and no average where nothing arrived", () => {
    const answer = shared(["1", "0"], [["2", "100"]]);
    expect(answer.dispersionBps).toBeUndefined();
    expect(answer.shares[1]).toEqual({ account: "1", quantity: ZERO });
  });

  it("add up to the block, in quantity and in money", () => {
    const fills = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 10_000 })), {
      minLength: 1,
      maxLength: 5,
    });
    const weights = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fills, weights, (given, shares) => {
        const lot = d("0.01");
        const block = given.map(([lots, price]) => ({
          quantity: lot.times(Decimal.fromInteger(lots)),
          price: Decimal.fromInteger(price),
        }));
        const answer = shared(
          shares.map(String),
          block.map(({ quantity, price }) => [quantity.toString(), price.toString()] as const),
          "0.01",
        );
        const total = sum(block.map(({ quantity }) => quantity));
        expect(sum(answer.shares.map(({ quantity }) => quantity)).toString()).toBe(total.toString());
        const value = sum(block.map(({ quantity, price }) => quantity.times(price)));
        const paid = sum(
          answer.shares.map(({ quantity, averagePrice }) => quantity.times(averagePrice ?? ZERO)),
        );
        expect(paid.minus(value).abs().lessThan(d("0.000001"))).toBe(true);
      }),
    );
  });

  it("an earlier fill stays with whom it was given to when another arrives", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 5 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        (weights, first, second) => {
          const texts = weights.map(String);
          const before = shared(texts, [[String(first), "100"]]);
          const after = shared(texts, [
            [String(first), "100"],
            [String(second), "90"],
          ]);
          after.shares.forEach(({ quantity }, index) => {
            expect(quantity.atLeast(before.shares[index]?.quantity ?? ZERO)).toBe(true);
          });
        },
      ),
    );
  });
});

describe("what every account holds after each fill", () => {
  it("never falls, sums to the fills so far, and ends in the shares", () => {
    const answer = shared(
      ["6", "6", "2"],
      [
        ["10", "100"],
        ["1", "101"],
        ["3", "102"],
      ],
    );
    const rows = answer.steps.map((held) => held.map(String).join(" "));
    expect(rows).toEqual(["5 4 1", "5 5 1", "6 6 2"]);
    expect(rows.at(-1)).toBe(quantities(answer));
  });
});

describe("a block that cannot be shared", () => {
  const base: BlockRequest = {
    fills: [{ quantity: d("1"), price: d("2") }],
    accounts: [{ id: "a", weight: d("1") }],
    lot: d("1"),
  };
  it.each<[string, Partial<BlockRequest>]>([
    ["bad-lot at lot", { lot: d("0") }],
    ["no-fills at fills", { fills: [] }],
    ["bad-price at fills.0.price", { fills: [{ quantity: d("1"), price: d("0") }] }],
    ["off-lot at fills.0.quantity", { fills: [{ quantity: d("1.5"), price: d("1") }] }],
    ["off-lot at fills.0.quantity", { fills: [{ quantity: d("0"), price: d("1") }] }],
    ["negative-weight at accounts.a.weight", { accounts: [{ id: "a", weight: d("-1") }] }],
    ["duplicate-account at accounts.a", { accounts: [...base.accounts, ...base.accounts] }],
    ["no-weight at accounts", { accounts: [{ id: "a", weight: d("0") }] }],
    ["no-weight at accounts", { accounts: [] }],
    ["too-many-lots at lot", { fills: [{ quantity: d("100001"), price: d("1") }] }],
  ])("%s", (expected, change) => {
    const answer = shareFills({ ...base, ...change });
    expect(answer.ok ? "shared" : `${answer.failure.code} at ${answer.failure.place}`).toBe(expected);
  });
});
