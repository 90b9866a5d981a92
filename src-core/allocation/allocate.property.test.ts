import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal, sum, ZERO } from "../money/decimal.ts";
import { knownOnly } from "../money/known.ts";
import { allocate } from "./allocate.ts";
import type { Allocation, AllocationAccount, AllocationRequest } from "./allocation-request.ts";
import { d, sampleRequest } from "./allocation-samples.ts";

const LOTS = ["0.001", "0.01", "0.1", "1", "0.25", "0.3"].map(d);
const SHARED = ["equal", "equity", "available", "ratio", "capacity", "equal-position"] as const;
const OWN = ["change", "risk", "volatility"] as const;

const amounts = fc
  .tuple(fc.integer({ min: 0, max: 100_000 }), fc.nat(3))
  .map(([units, scale]) => decimal(units, scale));
const signed = fc
  .tuple(fc.integer({ min: -100_000, max: 100_000 }), fc.nat(3))
  .map(([units, scale]) => decimal(units, scale));

function account(lot: fc.Arbitrary<Decimal>): fc.Arbitrary<Omit<AllocationAccount, "id">> {
  return fc.record(
    {
      lot,
      weight: amounts,
      equity: signed,
      available: signed,
      capacity: amounts,
      positionSigned: signed,
      price: amounts.map((value) => value.plus(d("0.01"))),
      cap: fc.option(
        amounts.map((limit) => ({ limit, by: "cap" as const, detail: "" })),
        { nil: undefined },
      ),
      minQuantity: fc.oneof(
        fc.constant(ZERO),
        amounts.map((value) => value.times(d("0.01"))),
      ),
      minNotional: fc.oneof(fc.constant(ZERO), amounts),
      denied: fc.option(fc.constant("Offline."), { nil: undefined, freq: 8 }),
    },
    {
      requiredKeys: [
        "lot",
        "weight",
        "equity",
        "available",
        "capacity",
        "positionSigned",
        "price",
        "minQuantity",
        "minNotional",
      ],
    },
  ) as fc.Arbitrary<Omit<AllocationAccount, "id">>;
}

function requests(
  lots: fc.Arbitrary<Decimal>,
  methods: readonly AllocationRequest["method"][],
): fc.Arbitrary<AllocationRequest> {
  return fc
    .record({
      method: fc.constantFrom(...methods),
      side: fc.constantFrom("buy" as const, "sell" as const),
      total: amounts,
      accounts: fc.array(account(lots), { minLength: 1, maxLength: 6 }),
      leftover: fc.constantFrom("redistribute" as const, "leave" as const),
      denial: fc.constantFrom("reject-all" as const, "reduce" as const, "redistribute" as const),
      changePercent: fc.constantFrom("50", "-33", "100", "-100", "-250").map(d),
      distance: fc.integer({ min: 1, max: 40 }),
      inverse: fc.boolean(),
    })
    .map(({ accounts, distance, ...rest }) => ({
      ...rest,
      accounts: accounts.map((one, index) => ({ ...one, id: `account-${String(index)}` })),
      risk: {
        percent: d("1.5"),
        entry: d("100"),
        stop: decimal(rest.side === "buy" ? 100 - distance : 100 + distance, 0),
      },
      volatility: { targetPercent: d("20"), annualPercent: decimal(30 + distance, 0), price: d("101.5") },
    }));
}

const unlike = fc.constantFrom(...LOTS);
const anything = fc.oneof(
  requests(unlike, [...SHARED, ...OWN]),
  fc.constantFrom(...LOTS).chain((lot) => requests(fc.constant(lot), [...SHARED, ...OWN])),
);

/** Runs a law on every request that has an answer, and demands that most of them have one. */
function law(
  name: string,
  given: fc.Arbitrary<AllocationRequest>,
  holds: (request: AllocationRequest, answer: Allocation) => void,
): void {
  it(name, () => {
    let answered = 0;
    let asked = 0;
    fc.assert(
      fc.property(given, (request) => {
        asked += 1;
        const answer = allocate(request);
        if (!answer.ok) return;
        answered += 1;
        holds(request, answer.value);
      }),
      { numRuns: 300 },
    );
    expect(answered).toBeGreaterThan(asked / 4);
  });
}

describe("whatever is asked", () => {
  law("parts + unallocated = total exactly", anything, (request, { legs, total, unallocated }) => {
    expect(
      sum(legs.map(({ quantity }) => quantity))
        .plus(unallocated)
        .toString(),
    ).toBe(total.toString());
    expect(unallocated.isNegative()).toBe(false);
    if (isShared(request)) expect(total.toString()).toBe(request.total?.toString());
  });

  law(
    "no part is off its lot, over its cap or under its minimum, nor negative",
    anything,
    ({ accounts, method }, { legs }) => {
      legs.forEach(({ quantity }, index) => {
        const { lot, cap, capacity, minQuantity, minNotional, price } = at(accounts, index);
        expect(quantity.isNegative()).toBe(false);
        expect(quantity.isMultipleOf(lot)).toBe(true);
        if (quantity.isZero()) return;
        if (cap !== undefined) expect(quantity.atMost(cap.limit)).toBe(true);
        if (method === "capacity" && capacity !== undefined) expect(quantity.atMost(capacity)).toBe(true);
        expect(quantity.atLeast(minQuantity ?? ZERO)).toBe(true);
        expect(quantity.times(price ?? ZERO).atLeast(minNotional ?? ZERO)).toBe(true);
      });
    },
  );

  law(
    "there is one leg per account, in the order asked, and a denied one has nothing",
    anything,
    ({ accounts }, answer) => {
      expect(answer.legs.map((leg) => leg.account)).toEqual(accounts.map(({ id }) => id));
      expect(answer.rejected).toEqual(
        accounts.filter(({ denied }) => denied !== undefined).map(({ id }) => id),
      );
      answer.legs.forEach((leg, index) => {
        const denied = at(accounts, index).denied !== undefined;
        expect(leg.limitedBy === "denied").toBe(denied);
        if (denied) expect(leg.quantity.isZero()).toBe(true);
      });
    },
  );

  law("the same request has the same answer, and every leg says why", anything, (request, answer) => {
    expect(allocate(request)).toEqual({ ok: true, value: answer });
    for (const { detail, limitedBy, quantity, ideal } of answer.legs) {
      expect(detail).toMatch(/\.$|^$/);
      if (limitedBy === "none" && !quantity.isZero()) continue;
      if (limitedBy === "none") expect(ideal.isZero()).toBe(true);
    }
  });
});

describe("policies", () => {
  law(
    "`reduce` gives the others what they would have had if nobody were denied",
    requests(unlike, SHARED).map((request) => ({ ...request, denial: "reduce" as const })),
    (request, answer) => {
      const free = request.accounts.map((one) => {
        const { denied, ...rest } = one;
        return denied === undefined ? one : { ...rest, minQuantity: ZERO, minNotional: ZERO };
      });
      const all = allocate({ ...request, accounts: free });
      if (!all.ok) throw new Error(all.failure.message);
      answer.legs.forEach(({ quantity, limitedBy }, index) => {
        if (limitedBy !== "denied")
          expect(quantity.toString()).toBe(at(all.value.legs, index).quantity.toString());
      });
    },
  );

  law(
    "`redistribute` answers as if the denied were not in the group",
    requests(unlike, SHARED).map((request) => ({ ...request, denial: "redistribute" as const })),
    (request, answer) => {
      const without = allocate({
        ...request,
        accounts: request.accounts.filter(({ denied }) => denied === undefined),
      });
      if (!without.ok) throw new Error(without.failure.message);
      const kept = answer.legs.filter(({ limitedBy }) => limitedBy !== "denied");
      expect(kept.map(({ quantity }) => quantity.toString())).toEqual(
        without.value.legs.map(({ quantity }) => quantity.toString()),
      );
    },
  );

  law(
    "`leave` gives nobody a lot or more above the first share",
    anything.map((request) => ({ ...request, leftover: "leave" as const })),
    (request, { legs }) => {
      legs.forEach(({ quantity, ideal }, index) => {
        expect(quantity.minus(ideal).lessThan(at(request.accounts, index).lot)).toBe(true);
      });
    },
  );

  law("own sizes are never above what the method says", requests(unlike, OWN), (_, { legs }) => {
    for (const { quantity, ideal } of legs)
      expect(quantity.minus(ideal).atMost(d("0.000000000001"))).toBe(true);
  });

  law("a change down never flips a position", requests(unlike, ["change"]), (request, { legs }) => {
    if (request.changePercent?.isNegative() !== true) return;
    legs.forEach(({ quantity }, index) => {
      const held = at(request.accounts, index).positionSigned ?? ZERO;
      const after = request.side === "buy" ? held.plus(quantity) : held.minus(quantity);
      expect(after.sign() * held.sign()).not.toBe(-1);
    });
  });
});

describe("equal lots", () => {
  const free = fc
    .tuple(
      fc.constantFrom(...LOTS),
      fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 5_000 }),
    )
    .map(([lot, weights, lots]) =>
      sampleRequest({
        method: "ratio",
        total: lot.times(decimal(lots, 0)),
        accounts: weights.map((weight, index) => ({ id: String(index), lot, weight: decimal(weight, 0) })),
      }),
    );

  law(
    "every account gets its exact share rounded down or up, and nothing is left",
    free,
    (request, { legs, unallocated }) => {
      expect(unallocated.isZero()).toBe(true);
      legs.forEach(({ quantity, ideal }, index) => {
        expect(quantity.minus(ideal).abs().lessThan(at(request.accounts, index).lot)).toBe(true);
      });
    },
  );

  law("an account with more weight never gets less", free, (request, { legs }) => {
    legs.forEach((leg, index) => {
      legs.forEach((other, place) => {
        const more = at(request.accounts, index).weight?.greaterThan(
          at(request.accounts, place).weight ?? ZERO,
        );
        if (more === true) expect(leg.quantity.atLeast(other.quantity)).toBe(true);
      });
    });
  });
});

describe("permuting the accounts permutes the answer, ties excepted", () => {
  /** So many lots and such unlike weights that two shares never end on the same fraction. */
  const tieless = (lot: fc.Arbitrary<Decimal>): fc.Arbitrary<AllocationRequest> =>
    fc
      .record({
        weights: fc.uniqueArray(fc.integer({ min: 1_000_003, max: 2_000_000_000 }), {
          minLength: 2,
          maxLength: 6,
        }),
        lots: fc.array(lot, { minLength: 6, maxLength: 6 }),
        caps: fc.array(fc.option(fc.integer({ min: 100_000, max: 900_000 }), { nil: undefined }), {
          minLength: 6,
          maxLength: 6,
        }),
        minimum: fc.integer({ min: 0, max: 60_000 }),
        total: fc.integer({ min: 500_000, max: 2_000_000 }),
        leftover: fc.constantFrom("redistribute" as const, "leave" as const),
      })
      .map(({ weights, lots, caps, minimum, total, leftover }) =>
        sampleRequest({
          method: "ratio",
          total: decimal(total, 0),
          leftover,
          accounts: weights.map((weight, index) => {
            const one = {
              id: String(index),
              lot: lots[index] ?? d("1"),
              weight: decimal(weight, 0),
              minQuantity: decimal(minimum, 0),
            };
            const cap = caps[index];
            return cap === undefined
              ? one
              : { ...one, cap: { limit: decimal(cap, 0), by: "cap" as const, detail: "" } };
          }),
        }),
      );
  /** Two capped accounts of one lot tie for which of them gives a lot up where lots differ. */
  const withoutCaps = (request: AllocationRequest): AllocationRequest => ({
    ...request,
    accounts: request.accounts.map((one) => knownOnly<AllocationAccount>({ ...one, cap: undefined })),
  });
  const both = fc.oneof(
    tieless(fc.constant(d("1"))),
    tieless(fc.constantFrom(d("1"), d("10"), d("7"))).map(withoutCaps),
  );

  law("for any rotation and for the reverse", both, (request, answer) => {
    const expected = byAccount(answer);
    for (const accounts of [
      request.accounts.toReversed(),
      [...request.accounts.slice(1), ...request.accounts.slice(0, 1)],
    ]) {
      const other = allocate({ ...request, accounts });
      if (!other.ok) throw new Error(other.failure.message);
      expect(byAccount(other.value)).toEqual(expected);
      expect(other.value.unallocated.toString()).toBe(answer.unallocated.toString());
    }
  });
});

function byAccount({ legs }: Allocation): Record<string, string> {
  return Object.fromEntries(legs.map(({ account: id, quantity }) => [id, quantity.toString()]));
}

function isShared({ method }: AllocationRequest): boolean {
  return (SHARED as readonly string[]).includes(method);
}

function decimal(units: number, scale: number): Decimal {
  return Decimal.fromUnits(BigInt(units), scale);
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error("no such item");
  return item;
}
