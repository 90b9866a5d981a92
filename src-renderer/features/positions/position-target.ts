// What the actions apply to: the rows that were picked, else the one that is marked. A plan is always shown first.
import type { FlattenScope, PositionAct } from "../../../src-core/contract/requests.ts";
import type { Terminal } from "../../stores/terminal.ts";
import { showSide } from "../../stores/workspace.ts";
import { counted } from "../../ui/words.ts";
import { positionHeadings } from "./position-groups.ts";
import { chosenPosition } from "./use-chosen-position.ts";

export interface PositionTarget {
  readonly scope: FlattenScope;
  /** For example `Core BTC/USDT:USDT`, or `3 rows`. */
  readonly title: string;
  readonly positionIds: readonly string[];
}

/** What is picked and still there in this environment, a heading as its positions, in the order in which it was picked. */
export function pickedPositions(terminal: Terminal): readonly string[] {
  const { entities, workspace } = terminal;
  const { picked, environment } = workspace.getState();
  const { byId } = entities.position.getState();
  const headings = positionHeadings(terminal);
  const there = picked.filter((id) => headings.has(id) || byId[id]?.environment === environment);
  return [...new Set(there.flatMap((id) => headings.get(id)?.legs ?? [id]))];
}

/** Undefined where no row is marked, or the marked one is gone. */
export function positionTarget(terminal: Terminal): PositionTarget | undefined {
  const picked = pickedPositions(terminal);
  if (picked.length > 1) {
    const scope: FlattenScope = { kind: "rows", positionIds: [...picked] };
    return { scope, title: counted(picked.length, "row"), positionIds: picked };
  }
  const { position: positions, account: accounts } = terminal.entities;
  const positionId = picked[0] ?? chosenPosition(terminal);
  const heading = positionHeadings(terminal).get(positionId ?? "");
  if (heading !== undefined) {
    const scope: FlattenScope = { kind: "rows", positionIds: [...heading.legs] };
    return {
      scope,
      title: `${heading.name}, ${counted(heading.legs.length, "position")}`,
      positionIds: heading.legs,
    };
  }
  const position = positions.getState().byId[positionId ?? ""];
  if (positionId === undefined || position === undefined) return undefined;
  const account = accounts.getState().byId[position.accountId ?? ""]?.name;
  const title = account === undefined ? position.name : `${account} ${position.name}`;
  return { scope: { kind: "position", positionId }, title, positionIds: [positionId] };
}

/** Shows the plan for what the actions apply to now; nothing is sent from here. */
export function showActOn(terminal: Terminal, act: PositionAct): void {
  const target = positionTarget(terminal);
  if (target === undefined) return;
  const { scope, title } = target;
  showSide(terminal.workspace, { kind: "flatten", scope, title, ...(act === "flatten" ? {} : { act }) });
}
