import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sum } from "../money/decimal.ts";
import { ALLOCATION_METHODS } from "../portfolio/account.ts";
import { allocate } from "./allocate.ts";
import type { AllocationAccount, AllocationRequest } from "./allocation-request.ts";
import { d } from "./allocation-samples.ts";
import { planned } from "./group-order-samples.ts";
import { maximaWhenOneFails } from "./room-on-top.ts";

const account = (id: string, weight: string, change: Partial<AllocationAccount> = {}): AllocationAccount => ({
  id,
  lot: d("0.01"),
  weight: d(weight),
  ...change,
});

function maxima(
  request: Partial<AllocationRequest> & Pick<AllocationRequest, "accounts">,
): readonly string[] {
  const whole: AllocationRequest = {
    method: "ratio",
    side: "buy",
    total: d("6"),
    leftover: "redistribute",
    denial: "reject-all",
    ...request,
  };
  const allocation = allocate(whole);
  if (!allocation.ok) throw new Error(allocation.failure.message);
  return maximaWhenOneFails(whole, allocation.value).map(String);
}

describe("the room on top of a part", () => {
  test("is what the method gives without a largest other", () => {
    expect(maxima({ accounts: [account("a", "3"), account("b", "2"), account("c", "1")] })).toEqual([
      "4.5",
      "4",
      "2",
    ]);
  });

  test("ends at an account's cap", () => {
    const capped = account("b", "1", { cap: { limit: d("2.5"), by: "cap", detail: "" } });
    expect(maxima({ accounts: [account("a", "1"), capped, account("c", "1")] })).toEqual([
      "3.5",
      "2.5",
      "3.5",
    ]);
  });

  test("is none for an account alone, for one that gets nothing, and for one that is denied", () => {
    expect(maxima({ accounts: [account("a", "1")] })).toEqual(["6"]);
    expect(maxima({ accounts: [account("a", "1"), account("b", "0")] })).toEqual(["6", "0"]);
    const denied = account("c", "1", { denied: "offline" });
    expect(maxima({ denial: "reduce", accounts: [account("a", "1"), account("b", "1"), denied] })).toEqual([
      "4",
      "4",
      "0",
    ]);
  });

  test("is none where sizes are an account's own", () => {
    expect(maxima({ method: "quantity", accounts: [account("a", "3"), account("b", "1")] })).toEqual([
      "3",
      "1",
    ]);
  });

  test("is in the envelope of a plan that is to be completed, and in no other", () => {
    const of = (failure: "leave" | "complete" | "unwind" | "ask") => {
      const { envelope } = planned({ failure }).body;
      return [...envelope.maximumByLeg, envelope.maximumTotal].map(String);
    };
    expect(of("complete")).toEqual(["0.3", "0.3", "0.3"]);
    for (const failure of ["leave", "unwind", "ask"] as const)
      expect(of(failure)).toEqual(["0.15", "0.15", "0.3"]);
  });
});

test("whatever the method, a maximum holds the part, the cap and the whole", () => {
  const positive = fc.integer({ min: 1, max: 500 }).map((units) => d((units / 100).toFixed(2)));
  const accounts = fc
    .array(fc.record({ weight: positive, limit: positive, position: positive }), {
      minLength: 1,
      maxLength: 5,
    })
    .map((rows) =>
      rows.map(({ weight, limit, position }, index) =>
        account(`a${String(index)}`, weight.toString(), {
          equity: weight,
          available: weight,
          capacity: limit,
          positionSigned: position,
          cap: { limit, by: "cap", detail: "" },
        }),
      ),
    );
  const shared = fc.constantFrom(
    ...ALLOCATION_METHODS.filter((method) => !["percent", "risk", "volatility", "change"].includes(method)),
  );
  fc.assert(
    fc.property(shared, accounts, positive, (method, seats, total) => {
      const request: AllocationRequest = {
        method,
        side: "buy",
        total,
        accounts: seats,
        leftover: "redistribute",
        denial: "reject-all",
      };
      const allocation = allocate(request);
      if (!allocation.ok) return;
      const parts = allocation.value.legs.map(({ quantity }) => quantity);
      const whole = sum(parts);
      maximaWhenOneFails(request, allocation.value).forEach((maximum, index) => {
        expect(maximum.atLeast(parts[index] ?? whole)).toBe(true);
        expect(maximum.atMost(whole)).toBe(true);
        expect(maximum.atMost((seats[index]?.cap?.limit ?? whole).max(parts[index] ?? whole))).toBe(true);
      });
    }),
    { numRuns: 300 },
  );
});
