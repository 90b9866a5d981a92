import { expect, test } from "vitest";
import { fakeBridge } from "../../../e2e/fixtures/fake-bridge.ts";
import { fakeClock } from "../../../e2e/fixtures/fake-clock.ts";
import { deskEntities } from "../../../e2e/fixtures/scene-entities.ts";
import type { PositionView } from "../../../src-core/contract/views.ts";
import { Decimal, sum } from "../../../src-core/money/decimal.ts";
import { applyFrame } from "../../stores/entities.ts";
import { createTerminal, type Terminal } from "../../stores/terminal.ts";
import { POSITIONS_BY, selectRow, type PositionsBy } from "../../stores/workspace.ts";
import { headingRows, headingSum, positionHeadings } from "./position-groups.ts";
import { positionTarget } from "./position-target.ts";
import { chosenPosition } from "./use-chosen-position.ts";

function setting(by: PositionsBy): Terminal {
  const terminal = createTerminal(fakeBridge(), fakeClock());
  applyFrame(terminal.entities, { sequence: 1, snapshot: true, changes: deskEntities() });
  terminal.workspace.setState({ environment: "live", positionsBy: by });
  return terminal;
}

const legsOf = ({ entities }: Terminal): readonly PositionView[] =>
  Object.values(entities.position.getState().byId).filter(
    ({ accountId, environment }) => accountId !== undefined && environment === "live",
  );

test.each(POSITIONS_BY.filter((by) => by !== "instrument"))(
  "gathered by %s, every position of an account stands under one heading and in one sum",
  (by) => {
    const terminal = setting(by);
    const headings = positionHeadings(terminal);
    const shown = headingRows(headings).flatMap(({ legs = [] }) => legs.map(({ id }) => id));
    const legs = legsOf(terminal);
    expect(shown.toSorted()).toEqual(legs.map(({ id }) => id).toSorted());
    const table = terminal.entities.position.getState();
    const sums = [...headings.values()].map((heading) => headingSum(table, heading, "notional"));
    const whole = sum(legs.map(({ notional }) => Decimal.of(notional ?? "")));
    expect(sum(sums.map((each) => Decimal.of(each ?? ""))).toString()).toBe(whole.toString());
  },
);

test("gathered by venue the headings are venues, by underlying they are coins", () => {
  const names = (by: PositionsBy) => [...positionHeadings(setting(by)).values()].map(({ name }) => name);
  expect(names("underlying")).toEqual(expect.arrayContaining(["BTC", "ETH"]));
  expect(names("venue")).toEqual(expect.arrayContaining(["Binance USD-M", "Bybit"]));
  expect(names("group")).toContain("Majors");
  expect(names("instrument")).toEqual([]);
});

test("a sum with a part that is not known is not known", () => {
  const terminal = setting("venue");
  const [heading] = positionHeadings(terminal).values();
  const { byId } = terminal.entities.position.getState();
  const leg = byId[heading?.legs[0] ?? ""];
  if (leg === undefined || heading === undefined) throw new Error("no leg");
  const { unrealised: _, ...bare } = leg;
  applyFrame(terminal.entities, { sequence: 2, snapshot: false, changes: [["position", leg.id, bare]] });
  expect(headingSum(terminal.entities.position.getState(), heading, "unrealised")).toBeUndefined();
});

test("a heading is acted on as all its positions, and one that is gone as none", () => {
  const terminal = setting("venue");
  const [[id, heading] = []] = positionHeadings(terminal);
  if (id === undefined || heading === undefined) throw new Error("no heading");
  expect(chosenPosition(terminal)).toBe(id);
  expect(positionTarget(terminal)?.scope).toEqual({ kind: "rows", positionIds: heading.legs });
  selectRow(terminal.workspace, "position", "by venue Nowhere");
  expect(positionTarget(terminal)).toBeUndefined();
});
