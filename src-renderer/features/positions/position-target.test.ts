import { expect, test } from "vitest";
import { fakeBridge } from "../../../e2e/fixtures/fake-bridge.ts";
import { fakeClock } from "../../../e2e/fixtures/fake-clock.ts";
import { deskEntities } from "../../../e2e/fixtures/scene-entities.ts";
import { applyFrame } from "../../stores/entities.ts";
import { createTerminal } from "../../stores/terminal.ts";
import { pickRow, selectRow, sideTitle } from "../../stores/workspace.ts";
import { positionTarget, showActOn } from "./position-target.ts";

function setting() {
  const bridge = fakeBridge();
  bridge.wait("plan/preview-flatten");
  const terminal = createTerminal(bridge, fakeClock());
  applyFrame(terminal.entities, { sequence: 1, snapshot: true, changes: deskEntities() });
  terminal.workspace.setState({ environment: "live" });
  const [first, second] = terminal.entities.position.getState().ids;
  if (first === undefined || second === undefined) throw new Error("no positions in the scene");
  return { bridge, terminal, first, second };
}

test("actions apply to the marked row until rows are picked, then to all of those", () => {
  const { terminal, first, second } = setting();
  selectRow(terminal.workspace, "position", second);
  expect(positionTarget(terminal)?.scope).toEqual({ kind: "position", positionId: second });
  pickRow(terminal.workspace, first);
  expect(positionTarget(terminal)?.scope).toEqual({ kind: "position", positionId: first });
  pickRow(terminal.workspace, second);
  expect(positionTarget(terminal)).toMatchObject({
    scope: { kind: "rows", positionIds: [first, second] },
    title: "2 rows",
  });
  pickRow(terminal.workspace, first);
  pickRow(terminal.workspace, second);
  expect(positionTarget(terminal)?.scope).toEqual({ kind: "position", positionId: second });
});

test("a picked row that is gone, or in another environment, is not acted on", () => {
  const { terminal, first, second } = setting();
  pickRow(terminal.workspace, first);
  pickRow(terminal.workspace, second);
  applyFrame(terminal.entities, { sequence: 2, snapshot: false, changes: [["position", first, null]] });
  expect(positionTarget(terminal)?.positionIds).toEqual([second]);
  terminal.workspace.setState({ environment: "paper" });
  expect(positionTarget(terminal)?.positionIds ?? []).toEqual([]);
});

test("what is asked of main is named on the panel and in the question", () => {
  const { bridge, terminal, first, second } = setting();
  pickRow(terminal.workspace, first);
  pickRow(terminal.workspace, second);
  showActOn(terminal, "reverse");
  terminal.flattenDesk.ask();
  expect(sideTitle(terminal.workspace.getState().side)).toBe("Reverse 2 rows");
  expect(bridge.on("plan/preview-flatten").at(-1)?.body).toMatchObject({
    act: "reverse",
    scope: { kind: "rows", positionIds: [first, second] },
  });
});
