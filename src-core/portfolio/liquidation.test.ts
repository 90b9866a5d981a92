import { describe, expect, it } from "vitest";
import type { PositionTier } from "../market/listing.ts";
import { Decimal } from "../money/decimal.ts";
import { type LiquidationInput, liquidationPrice } from "./liquidation.ts";

const d = (text: string) => Decimal.of(text);

function tier(floor: string, cap: string, rate: string, deduction: string): PositionTier {
  return {
    floor: d(floor),
    cap: d(cap),
    maxLeverage: d("10"),
    maintenanceRate: d(rate),
    maintenanceDeduction: d(deduction),
  };
}

/** Binance's tables of 2021, when its worked example was published. */
const BTC_2021 = [
  tier("0", "50000", "0.004", "0"),
  tier("50000", "250000", "0.005", "50"),
  tier("250000", "1000000", "0.01", "1300"),
  tier("1000000", "5000000", "0.025", "16300"),
  tier("5000000", "20000000", "0.05", "141300"),
];
const ETH_2021 = [
  tier("0", "10000", "0.005", "0"),
  tier("10000", "100000", "0.0065", "15"),
  tier("100000", "500000", "0.01", "365"),
  tier("500000", "1000000", "0.02", "5365"),
  tier("1000000", "2000000", "0.05", "35365"),
  tier("2000000", "5000000", "0.1", "135365"),
  tier("5000000", "10000000", "0.125", "260365"),
];
/** BTCUSDT in October 2024. */
const BTC_2024 = [
  tier("0", "50000", "0.004", "0"),
  tier("50000", "600000", "0.005", "50"),
  tier("600000", "3000000", "0.0065", "950"),
  tier("3000000", "12000000", "0.01", "11450"),
];

function input(change: Partial<LiquidationInput>): LiquidationInput {
  return {
    kind: "linear",
    walletBalance: d("0"),
    otherMaintenance: d("0"),
    otherUnrealised: d("0"),
    positions: [],
    tiers: BTC_2024,
    ...change,
  };
}

function held(quantitySigned: string, entryPrice: string) {
  return { quantitySigned: d(quantitySigned), entryPrice: d(entryPrice) };
}

describe("Binance's worked example", () => {
  const btc = held("109.488", "32481.980");
  const eth = held("3683.979", "1456.84");
  const cases = [
    {
      name: "cross ETH beside BTC",
      tiers: ETH_2021,
      own: eth,
      mm: "71200.81144",
      pnl: "-56354.57",
      wb: "1535443.01",
      lp: "1153.26",
    },
    {
      name: "cross BTC beside ETH",
      tiers: BTC_2021,
      own: btc,
      mm: "356512.508",
      pnl: "-448192.89",
      wb: "1535443.01",
      lp: "26316.89",
    },
    { name: "isolated ETH", tiers: ETH_2021, own: eth, mm: "0", pnl: "0", wb: "1535443.01", lp: "1114.78" },
    { name: "isolated BTC", tiers: BTC_2021, own: btc, mm: "0", pnl: "0", wb: "1535443.01", lp: "18778.73" },
  ];
  it.each(cases)("$name is liquidated at $lp", ({ tiers, own, mm, pnl, wb, lp }) => {
    const price = liquidationPrice(
      input({
        walletBalance: d(wb),
        otherMaintenance: d(mm),
        otherUnrealised: d(pnl),
        positions: [own],
        tiers,
      }),
    );
    expect(price?.toFixed(2)).toBe(lp);
  });
});

describe("the tier at the liquidation price", () => {
  it("decides, not the tier at entry: long 50 BTC at 65,000 with 400,000", () => {
    const price = liquidationPrice(input({ walletBalance: d("400000"), positions: [held("50", "65000")] }));
    expect(price?.toFixed(2)).toBe("57353.80");
  });

  it("is the edge itself where a table without deductions jumps", () => {
    const jumping = [tier("0", "1000", "0.01", "0"), tier("1000", "100000", "0.5", "0")];
    // Short 1 at 900: at 1,000 margin falls from 100 - 10 to 100 - 500.
    const price = liquidationPrice(
      input({ walletBalance: d("200"), positions: [held("-1", "900")], tiers: jumping }),
    );
    expect(price?.toString()).toBe("1000");
  });

  it("goes on above the end of the table", () => {
    const price = liquidationPrice(
      input({
        walletBalance: d("100"),
        positions: [held("-10", "100")],
        tiers: [tier("0", "500", "0.01", "0")],
      }),
    );
    // 100 - 10 (P - 100) = 0.1 P
    expect(price?.toFixed(6)).toBe("108.910891");
  });
});

describe("no liquidation price", () => {
  it("for a long that the wallet covers down to zero", () => {
    expect(
      liquidationPrice(input({ walletBalance: d("100000"), positions: [held("1", "65000")] })),
    ).toBeUndefined();
  });
  it("without a position, a tier table or an entry", () => {
    expect(liquidationPrice(input({ walletBalance: d("1") }))).toBeUndefined();
    expect(liquidationPrice(input({ positions: [held("0", "5")] }))).toBeUndefined();
    expect(liquidationPrice(input({ positions: [held("1", "5")], tiers: [] }))).toBeUndefined();
    expect(liquidationPrice(input({ positions: [held("1", "0")] }))).toBeUndefined();
  });
});

describe("hedge mode", () => {
  const flat = [tier("0", "1000000000", "0.01", "0")];
  it("takes both sides and each side's own maintenance", () => {
    // 1000 + 3 (P - 100) - (P - 110) = 0.01 (3 + 1) P  =>  810 = -1.96 P: none; with less money:
    const positions = [held("3", "100"), held("-1", "110")];
    expect(liquidationPrice(input({ walletBalance: d("1000"), positions, tiers: flat }))).toBeUndefined();
    // 50 - 300 + 110 + 2 P = 0.04 P  =>  P = 140 / 1.96
    const price = liquidationPrice(input({ walletBalance: d("50"), positions, tiers: flat }));
    expect(price?.toFixed(6)).toBe("71.428571");
  });

  it("answers with the nearer of two prices", () => {
    const rising = [tier("0", "1000", "0.01", "0"), tier("1000", "1000000", "0.5", "490")];
    const given = { walletBalance: d("50"), positions: [held("3", "100"), held("-2", "100")], tiers: rising };
    // Below: 50 - 100 + 0.95 P. Above 500: 50 - 100 + 980 - 1.5 P.
    expect(liquidationPrice(input({ ...given, price: d("100") }))?.toFixed(6)).toBe("52.631579");
    expect(liquidationPrice(input({ ...given, price: d("600") }))?.toString()).toBe("620");
  });

  it("is hurt by a rise when equal sides need margin for each", () => {
    const positions = [held("1", "100"), held("-1", "100")];
    // 10 = 0.02 P
    const price = liquidationPrice(input({ walletBalance: d("10"), positions, tiers: flat }));
    expect(price?.toString()).toBe("500");
  });
});

describe("inverse", () => {
  const coinTiers = [
    tier("0", "5", "0.004", "0"),
    tier("5", "10", "0.005", "0.005"),
    tier("10", "20", "0.01", "0.055"),
  ];
  it("solves long and short in coins", () => {
    const long = liquidationPrice(
      input({
        kind: "inverse",
        walletBalance: d("1"),
        positions: [held("100000", "50000")],
        tiers: coinTiers,
      }),
    );
    // 1 + 2 - 100000/P = 0.004 x 100000/P  =>  P = 100400 / 3
    expect(long?.toFixed(6)).toBe("33466.666667");
    const short = liquidationPrice(
      input({
        kind: "inverse",
        walletBalance: d("1"),
        positions: [held("-100000", "50000")],
        tiers: coinTiers,
      }),
    );
    // 1 - 2 + 100000/P = 0.004 x 100000/P  =>  P = 99600
    expect(short?.toString()).toBe("99600");
  });
  it("has none for a short that its coins cover", () => {
    expect(
      liquidationPrice(
        input({
          kind: "inverse",
          walletBalance: d("3"),
          positions: [held("-100000", "50000")],
          tiers: coinTiers,
        }),
      ),
    ).toBeUndefined();
  });
});
