import { describe, expect, it } from "vitest";
import { allocate } from "./allocate.ts";
import type { AllocationAccount, AllocationRequest } from "./allocation-request.ts";
import { allocated, capOf, d, partsOf, sampleAccountInput, sampleRequest } from "./allocation-samples.ts";

const IDS = ["a", "b", "c", "d", "e", "f"];

function accounts(changes: readonly Partial<AllocationAccount>[]): AllocationAccount[] {
  return changes.map((change, index) => sampleAccountInput(IDS[index] ?? "", change));
}

function failureOf(change: Partial<AllocationRequest>): string {
  const answer = allocate(sampleRequest(change));
  return answer.ok
    ? `no failure: ${partsOf(answer.value)}`
    : `${answer.failure.code} at ${answer.failure.place}`;
}

describe("published examples come out to the digit", () => {
  it("400 over six equal accounts: 67 67 67 67 66 66", () => {
    const equal = allocated({ total: d("400"), accounts: accounts(IDS.map(() => ({}))) });
    expect(partsOf(equal)).toBe("67 67 67 67 66 66");
  });

  it("700 at 1:2:4: 100 200 400", () => {
    const weights = ["1", "2", "4"].map((weight) => ({ weight: d(weight) }));
    expect(partsOf(allocated({ method: "ratio", total: d("700"), accounts: accounts(weights) }))).toBe(
      "100 200 400",
    );
  });

  it("equity 10k/7k/2k, 10 in lots of 0.01: 5.26 3.69 1.05, not the residue to the largest", () => {
    const equities = ["10000", "7000", "2000"].map((equity) => ({ equity: d(equity), lot: d("0.01") }));
    const answer = allocated({ method: "equity", total: d("10.00"), accounts: accounts(equities) });
    expect(partsOf(answer)).toBe("5.26 3.69 1.05");
    expect(answer.legs.map(({ ideal }) => ideal.toString())).toEqual([
      "5.263157894737",
      "3.684210526316",
      "1.052631578947",
    ]);
  });

  it("odd lots of one: 1000 at 33/33/34 is 330 330 340, and 349 over three is 117 116 116", () => {
    const percents = ["33", "33", "34"].map((weight) => ({ weight: d(weight) }));
    expect(partsOf(allocated({ method: "percent", total: d("1000"), accounts: accounts(percents) }))).toBe(
      "330 330 340",
    );
    expect(partsOf(allocated({ total: d("349"), accounts: accounts([{}, {}, {}]) }))).toBe("117 116 116");
  });

  it("PctChange table: BUY +p adds to longs, BUY -p reduces shorts, SELL +p adds to shorts, SELL -p reduces longs, others get nothing", () => {
    const held = ["100", "-50", "0", "200"].map((position) => ({ positionSigned: d(position) }));
    const change = (side: "buy" | "sell", percent: string): string =>
      partsOf(allocated({ method: "change", side, changePercent: d(percent), accounts: accounts(held) }));
    expect(change("buy", "100")).toBe("100 0 0 200");
    expect(change("sell", "-50")).toBe("50 0 0 100");
    expect(change("buy", "-100")).toBe("0 50 0 0");
    expect(change("sell", "50")).toBe("0 25 0 0");
  });
});

describe("methods", () => {
  it("equal-position lifts the lowest first, and leaves those above alone", () => {
    const held = ["5", "1", "0"].map((position) => ({ positionSigned: d(position) }));
    const answer = allocated({ method: "equal-position", total: d("3"), accounts: accounts(held) });
    expect(partsOf(answer)).toBe("0 1 2");
    expect(answer.legs[0]?.limitedBy).toBe("position");
    expect(partsOf(allocated({ method: "equal-position", total: d("12"), accounts: accounts(held) }))).toBe(
      "1 5 6",
    );
  });

  it("equal-position sells press down to one level, through zero", () => {
    const held = ["4", "0", "-2"].map((position) => ({ positionSigned: d(position) }));
    const sell = (total: string): string =>
      partsOf(
        allocated({ method: "equal-position", side: "sell", total: d(total), accounts: accounts(held) }),
      );
    expect(sell("3")).toBe("3 0 0");
    expect(sell("8")).toBe("6 2 0");
    expect(sell("11")).toBe("7 3 1");
  });

  it("available shares by free margin, and nothing to an account without any", () => {
    const free = ["3000", "0", "-5", "1000"].map((available) => ({ available: d(available) }));
    const answer = allocated({ method: "available", total: d("8"), accounts: accounts(free) });
    expect(partsOf(answer)).toBe("6 0 0 2");
  });

  it("quantity sends what was entered, and its size is the sum", () => {
    const entered = ["3", "0", "4"].map((weight) => ({ weight: d(weight) }));
    const answer = allocated({ method: "quantity", accounts: accounts(entered) });
    expect(partsOf(answer)).toBe("3 0 4");
    expect(answer.total.toString()).toBe("7");
  });

  it("quantity does not share on what one account may not have, when told to leave it", () => {
    const entered = accounts([{ weight: d("3"), cap: capOf("1") }, { weight: d("4") }]);
    expect(partsOf(allocated({ method: "quantity", accounts: entered, leftover: "leave" }))).toBe("1 4 | 2");
    expect(partsOf(allocated({ method: "quantity", accounts: entered }))).toBe("1 6");
  });

  it("risk: equity x risk percent over the distance to the stop, floored to the lot", () => {
    const equities = accounts([
      { equity: d("10000"), lot: d("0.001") },
      { equity: d("2500"), lot: d("0.01") },
      { equity: d("10000"), lot: d("0.001"), riskPercent: d("0.5") },
      { equity: d("-3"), lot: d("0.001") },
    ]);
    const risk = { percent: d("1"), entry: d("50000"), stop: d("48700") };
    const answer = allocated({ method: "risk", accounts: equities, risk });
    // 100 / 1300 = 0.0769..., 25 / 1300 = 0.0192..., 50 / 1300 = 0.0384...
    expect(partsOf(answer)).toBe("0.076 0.01 0.038 0");
    expect(answer.total.toString()).toBe("0.124");
  });

  it("risk of an inverse listing counts in coin: 0.5 coin at 2% from 50,000 to 48,000 is 12,000 of quote value", () => {
    const risk = { percent: d("2"), entry: d("50000"), stop: d("48000") };
    const answer = allocated({
      method: "risk",
      inverse: true,
      accounts: accounts([{ equity: d("0.5"), lot: d("100") }]),
      risk,
    });
    // 0.01 / (1/48000 - 1/50000) = 12000 exactly: a float would floor 11999.99... to 11900.
    expect(partsOf(answer)).toBe("12000");
  });

  it("volatility: equity x target over price x annual volatility, floored to the lot", () => {
    const volatility = { targetPercent: d("20"), annualPercent: d("60"), price: d("50000") };
    const equities = accounts([{ equity: d("10000"), lot: d("0.001") }]);
    expect(partsOf(allocated({ method: "volatility", accounts: equities, volatility }))).toBe("0.066");
    const coins = accounts([{ equity: d("0.2"), lot: d("1") }]);
    expect(partsOf(allocated({ method: "volatility", accounts: coins, volatility, inverse: true }))).toBe(
      "3333",
    );
  });

  it("capacity is weight and cap at once", () => {
    const room = ["6", "3", "0"].map((capacity) => ({ capacity: d(capacity) }));
    const share = (total: string): string =>
      partsOf(allocated({ method: "capacity", total: d(total), accounts: accounts(room) }));
    expect(share("6")).toBe("4 2 0");
    expect(share("9")).toBe("6 3 0");
    expect(share("12")).toBe("6 3 0 | 3");
  });
});

describe("caps", () => {
  it("what one may not have goes to the others in proportion, again and again", () => {
    const weights = accounts([
      { weight: d("6"), cap: capOf("10") },
      { weight: d("3"), cap: capOf("35") },
      { weight: d("1") },
    ]);
    const answer = allocated({ method: "ratio", total: d("100"), accounts: weights });
    expect(partsOf(answer)).toBe("10 35 55");
    expect(answer.legs.map(({ limitedBy }) => limitedBy)).toEqual(["cap", "none", "none"]);
    expect(answer.legs[0]?.detail).toBe("At most 10.");
    expect(answer.legs[2]?.detail).toBe("Share 10, after sharing again 55.");
  });

  it("what nobody may have stays unallocated", () => {
    const capped = accounts([{ cap: capOf("2.9") }, { cap: capOf("3") }]);
    const answer = allocated({ total: d("10"), accounts: capped });
    expect(partsOf(answer)).toBe("2 3 | 5");
    expect(answer.legs.map(({ limitedBy }) => limitedBy)).toEqual(["cap", "cap"]);
  });

  it("`leave` gives nobody more than the first share", () => {
    const capped = accounts([{ cap: capOf("2") }, {}, {}]);
    expect(partsOf(allocated({ total: d("12"), accounts: capped, leftover: "leave" }))).toBe("2 4 4 | 2");
  });

  it("a cap below zero is no room at all, and a position cap says so", () => {
    const answer = allocated({ total: d("4"), accounts: accounts([{ cap: capOf("-3", "position") }, {}]) });
    expect(partsOf(answer)).toBe("0 4");
    expect(answer.legs[0]?.limitedBy).toBe("position");
  });
});

describe("minimums", () => {
  it("the smallest part below its minimum goes to zero and is shared again", () => {
    const small = accounts(["5", "3", "1"].map((weight) => ({ weight: d(weight), minQuantity: d("3") })));
    const answer = allocated({ method: "ratio", total: d("9"), accounts: small });
    expect(partsOf(answer)).toBe("6 3 0");
    expect(answer.legs[2]?.limitedBy).toBe("minimum");
    expect(answer.legs[2]?.detail).toContain("quantity 3");
  });

  it("of equal ones the last goes first", () => {
    const small = accounts([{}, {}, {}].map(() => ({ minQuantity: d("2") })));
    expect(partsOf(allocated({ total: d("3"), accounts: small }))).toBe("3 0 0");
    expect(partsOf(allocated({ total: d("4"), accounts: small }))).toBe("2 2 0");
  });

  it("a minimum notional counts at the price and binds to the last cent", () => {
    const at = (price: string): string => {
      const both = accounts(
        [{}, {}].map(() => ({ lot: d("0.001"), minNotional: d("100"), price: d(price) })),
      );
      return partsOf(allocated({ total: d("0.004"), accounts: both }));
    };
    expect(at("50000")).toBe("0.002 0.002");
    expect(at("49999.99")).toBe("0.004 0");
  });

  it("nobody is lifted to a minimum, so a small order may go to nobody", () => {
    const small = accounts([{ minQuantity: d("10") }, { minQuantity: d("10") }]);
    expect(partsOf(allocated({ total: d("9"), accounts: small }))).toBe("0 0 | 9");
  });

  it("`leave` shares nothing again", () => {
    const small = accounts(["5", "3", "1"].map((weight) => ({ weight: d(weight), minQuantity: d("3") })));
    expect(partsOf(allocated({ method: "ratio", total: d("9"), accounts: small, leftover: "leave" }))).toBe(
      "5 3 0 | 1",
    );
  });
});

describe("denied accounts", () => {
  const denied = accounts([
    { weight: d("50") },
    { weight: d("30"), denied: "Offline." },
    { weight: d("20") },
  ]);
  const by = (change: Partial<AllocationRequest>): Partial<AllocationRequest> => ({
    method: "percent",
    total: d("100"),
    accounts: denied,
    ...change,
  });

  it("`reject-all` refuses the order and names the account and the reason", () => {
    const answer = allocate(sampleRequest(by({ denial: "reject-all" })));
    expect(answer).toMatchObject({ ok: false, failure: { code: "account-denied", place: "accounts.b" } });
    expect(!answer.ok && answer.failure.message).toContain("Offline.");
  });

  it("`reduce` leaves their part out, and nobody else gets more", () => {
    const answer = allocated(by({ denial: "reduce" }));
    expect(partsOf(answer)).toBe("50 0 20 | 30");
    expect(answer.rejected).toEqual(["b"]);
    expect(answer.legs[1]).toMatchObject({ limitedBy: "denied", detail: "Offline." });
  });

  it("`redistribute` shares as if they were not there", () => {
    expect(partsOf(allocated(by({ denial: "redistribute", total: d("70") })))).toBe("50 0 20");
  });

  it("`reduce` needs to know what their part would have been", () => {
    const unknown = accounts([{ equity: d("1") }, { denied: "Offline." }]);
    expect(failureOf({ method: "equity", total: d("2"), accounts: unknown, denial: "reduce" })).toBe(
      "input-unknown at accounts.b.equity",
    );
    expect(
      partsOf(allocated({ method: "equity", total: d("2"), accounts: unknown, denial: "redistribute" })),
    ).toBe("2 0");
  });
});

describe("what cannot be answered is refused with the path of the fault", () => {
  const one = accounts([{}]);
  it.each<[string, Partial<AllocationRequest>]>([
    ["no-accounts at accounts", { total: d("1"), accounts: [] }],
    [
      "too-many-accounts at accounts",
      { total: d("1"), accounts: Array.from({ length: 51 }, (_, i) => sampleAccountInput(String(i))) },
    ],
    ["bad-total at total", { accounts: one }],
    ["bad-total at total", { accounts: one, total: d("0") }],
    ["bad-total at total", { accounts: one, total: d("-1") }],
    [
      "duplicate-account at accounts.a",
      { total: d("1"), accounts: [sampleAccountInput("a"), sampleAccountInput("a")] },
    ],
    ["bad-lot at accounts.a.lot", { total: d("1"), accounts: accounts([{ lot: d("0") }]) }],
    ["bad-price at accounts.a.price", { total: d("1"), accounts: accounts([{ price: d("0") }]) }],
    [
      "negative-weight at accounts.a.weight",
      { method: "ratio", total: d("1"), accounts: accounts([{ weight: d("-1") }]) },
    ],
    [
      "percents-not-100 at accounts",
      { method: "percent", total: d("1"), accounts: accounts([{ weight: d("99.9") }]) },
    ],
    ["percents-not-100 at accounts", { method: "percent", total: d("1"), accounts: one }],
    [
      "no-usable-account at accounts",
      { total: d("1"), accounts: accounts([{ denied: "Offline." }]), denial: "reduce" },
    ],
    ["no-weight at accounts", { method: "equity", total: d("1"), accounts: accounts([{ equity: d("0") }]) }],
    ["input-unknown at accounts.a.equity", { method: "equity", total: d("1"), accounts: one }],
    ["input-unknown at accounts.a.available", { method: "available", total: d("1"), accounts: one }],
    ["input-unknown at accounts.a.capacity", { method: "capacity", total: d("1"), accounts: one }],
    ["input-unknown at accounts.a.weight", { method: "ratio", total: d("1"), accounts: one }],
    [
      "input-unknown at accounts.a.positionSigned",
      { method: "equal-position", total: d("1"), accounts: one },
    ],
    ["input-unknown at accounts.a.price", { total: d("1"), accounts: accounts([{ minNotional: d("5") }]) }],
    ["off-lot at accounts.a.weight", { method: "quantity", accounts: accounts([{ weight: d("1.5") }]) }],
    ["bad-change at changePercent", { method: "change", accounts: one }],
    ["bad-change at changePercent", { method: "change", accounts: one, changePercent: d("0") }],
    ["bad-risk at risk", { method: "risk", accounts: one }],
    [
      "bad-risk at risk.percent",
      { method: "risk", accounts: one, risk: { percent: d("0"), entry: d("2"), stop: d("1") } },
    ],
    [
      "bad-risk at risk.entry",
      { method: "risk", accounts: one, risk: { percent: d("1"), entry: d("0"), stop: d("1") } },
    ],
    [
      "bad-risk at risk.stop",
      { method: "risk", accounts: one, risk: { percent: d("1"), entry: d("2"), stop: d("2") } },
    ],
    [
      "bad-risk at risk.stop",
      { method: "risk", accounts: one, risk: { percent: d("1"), entry: d("2"), stop: d("3") } },
    ],
    [
      "bad-risk at risk.stop",
      { method: "risk", side: "sell", accounts: one, risk: { percent: d("1"), entry: d("2"), stop: d("1") } },
    ],
    [
      "input-unknown at accounts.a.equity",
      { method: "risk", accounts: one, risk: { percent: d("1"), entry: d("2"), stop: d("1") } },
    ],
    ["bad-volatility at volatility", { method: "volatility", accounts: one }],
    [
      "bad-volatility at volatility.annualPercent",
      {
        method: "volatility",
        accounts: one,
        volatility: { targetPercent: d("1"), annualPercent: d("0"), price: d("1") },
      },
    ],
  ])("%s", (expected, change) => {
    expect(failureOf(change)).toBe(expected);
  });
});

describe("where lots differ", () => {
  it("the account with the coarser lot moves only when that brings the whole nearer", () => {
    const lots = (...steps: string[]): AllocationAccount[] => accounts(steps.map((lot) => ({ lot: d(lot) })));
    expect(partsOf(allocated({ total: d("10"), accounts: lots("1", "0.1") }))).toBe("5 5");
    expect(partsOf(allocated({ total: d("11"), accounts: lots("1", "0.1") }))).toBe("5 5.5 | 0.5");
    expect(partsOf(allocated({ total: d("7.9"), accounts: lots("1", "0.1") }))).toBe("4 3.9");
  });

  it("accounts without a share have no say in whether lots are equal", () => {
    const zero = accounts([{ weight: d("1") }, { weight: d("1") }, { weight: d("0"), lot: d("0.7") }]);
    expect(partsOf(allocated({ method: "ratio", total: d("3"), accounts: zero }))).toBe("2 1 0");
  });
});
