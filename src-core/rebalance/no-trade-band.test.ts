import { describe, expect, it } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { noTradeBand } from "./no-trade-band.ts";

function band(proportional: string, fixed: string, volatility = "0.2", penalty = "1"): unknown {
  const found = noTradeBand({
    proportionalCost: Decimal.of(proportional),
    fixedCost: Decimal.of(fixed),
    volatility: Decimal.of(volatility),
    penalty: Decimal.of(penalty),
  });
  if (!found.ok) return found.failure.place;
  const { trigger, tradeTo, annualCost } = found.value;
  return [trigger.toFixed(5), tradeTo.toFixed(5), annualCost.toFixed(6)];
}

describe("the no-trade band", () => {
  it("c = 10 bp, L = 1, s = 0.2, F = 0: half-width (3 c s^2/4L)^(1/3) = 3.107 %, traded to the edge, 0.000965 a year", () => {
    expect(band("0.001", "0")).toEqual(["0.03107", "0.03107", "0.000965"]);
  });

  it("5 bp and a fixed cost of 0.00001: trigger 4.606 %, traded back to 1.135 %", () => {
    expect(band("0.0005", "0.00001")).toEqual(["0.04606", "0.01135", expect.any(String)]);
  });

  it("c = 0, a fixed cost alone: traded to the target from (6 F s^2/L)^(1/4)", () => {
    // (6 x 0.0001 x 0.04)^(1/4) = 0.0699927
    expect(band("0", "0.0001")).toEqual(["0.06999", "0.00000", "0.001633"]);
  });

  it("free trading needs no band", () => {
    expect(band("0", "0")).toEqual(["0.00000", "0.00000", "0.000000"]);
  });

  it("refuses what has no meaning, by name", () => {
    expect(band("-0.1", "0")).toBe("proportionalCost");
    expect(band("0", "2")).toBe("fixedCost");
    expect(band("0", "0", "0")).toBe("volatility");
    expect(band("0", "0", "0.2", "0")).toBe("penalty");
  });
});
