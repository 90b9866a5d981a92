import { expect, test } from "vitest";
import { LIVE_RISK } from "../../../e2e/fixtures/scene-risk.ts";
import type { LimitReadingView, RiskView } from "../../../src-core/contract/risk-views.ts";
import { createLatches } from "../../stores/latches.ts";
import { limitsTold } from "./limit-notices.ts";

const GROSS: LimitReadingView = {
  key: "maxGrossExposure",
  scope: "environment:live",
  label: "live accounts",
  limit: "5000000",
};
const FLOOR: LimitReadingView = { ...GROSS, key: "minLiquidationDistancePercent", of: "Sub 2", limit: "20" };

const risk = (limit: LimitReadingView): RiskView => ({ ...LIVE_RISK, limits: [limit] });

function said(limit: LimitReadingView, used: readonly (readonly [reading: string, usedPercent: string])[]) {
  const latches = createLatches();
  return used.flatMap(([reading, usedPercent]) =>
    limitsTold(risk({ ...limit, reading, usedPercent }), latches),
  );
}

test("near and reached are told apart, once each, with figures and the way to the limit", () => {
  const told = said(GROSS, [
    ["1", "10"],
    ["4250000", "85"],
    ["4200000", "84"],
    ["4300000", "86"],
    ["5000000", "100"],
    ["4900000", "98"],
    ["5000000", "100"],
  ]);
  expect(told.map(({ level, text }) => [level, text])).toEqual([
    ["warn", "Limit near. Gross exposure, live accounts: 4,250,000 USD, of 5,000,000 USD."],
    ["stop", "Limit reached. Gross exposure, live accounts: 5,000,000 USD, of 5,000,000 USD."],
  ]);
  expect(told[0]?.act?.side).toEqual({ kind: "limits", scope: "environment:live", title: "live accounts" });
});

test("a jump over both marks is told as reached alone", () => {
  expect(
    said(GROSS, [
      ["1", "10"],
      ["6000000", "120"],
    ]).map(({ level }) => level),
  ).toEqual(["stop"]);
});

test("a floor is told as one", () => {
  const [near] = said(FLOOR, [
    ["60", "33"],
    ["22", "90"],
  ]);
  expect(near?.text).toBe("Limit near. Margin distance, live accounts, Sub 2: 22%, at least 20%.");
});
