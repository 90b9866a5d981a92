// Columns of the positions table. A cell reads one figure of one position: a tick draws that cell and no other.
import type { ReactNode } from "react";
import type { PositionView } from "../../../src-core/contract/views.ts";
import { useEntities, useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { pickRow } from "../../stores/workspace.ts";
import { Amount } from "../../ui/amount.tsx";
import { digitsOf, type AmountStyle } from "../../ui/amount-text.ts";
import type { Column } from "../../ui/data-table.tsx";
import { AccountName } from "../../ui/tags.tsx";
import { headingSum, isHeading, positionHeadings, SUMMED } from "./position-groups.ts";
import type { Room } from "../../ui/use-room.ts";
import { counted, positionWord } from "../../ui/words.ts";

/** What the figure is counted in: whole dollars, cents, the listing's tick or lot, or a percentage. */
type Measure = "whole" | "cents" | "tick" | "lot" | "share";

interface Figure {
  readonly id: keyof PositionView;
  readonly head: string;
  readonly width: string;
  readonly measure: Measure;
  readonly from: Room;
  readonly style?: AmountStyle;
  readonly tone?: "pnl";
  readonly flash?: boolean;
  readonly none?: boolean;
  /** Said on the aggregate only. */
  readonly once?: boolean;
}

const FIGURES: readonly Figure[] = [
  {
    id: "quantitySigned",
    head: "Quantity",
    width: "minmax(76px, 1fr)",
    measure: "lot",
    from: "narrow",
    style: { unsigned: true, exact: true },
  },
  { id: "notional", head: "Notional", width: "minmax(80px, 1fr)", measure: "whole", from: "narrow" },
  { id: "entry", head: "Entry", width: "minmax(72px, 1fr)", measure: "tick", from: "narrow" },
  {
    id: "mark",
    head: "Mark",
    width: "minmax(72px, 1fr)",
    measure: "tick",
    from: "medium",
    flash: true,
    once: true,
  },
  {
    id: "unrealised",
    head: "Unrealised",
    width: "minmax(88px, 1fr)",
    measure: "cents",
    from: "narrow",
    style: { signed: true },
    tone: "pnl",
  },
  {
    id: "realised",
    head: "Realised",
    width: "minmax(80px, 1fr)",
    measure: "cents",
    from: "wide",
    style: { signed: true },
    tone: "pnl",
  },
  { id: "fees", head: "Fees", width: "minmax(64px, 1fr)", measure: "cents", from: "wide" },
  {
    id: "liquidation",
    head: "Liquidation",
    width: "minmax(80px, 1fr)",
    measure: "tick",
    from: "narrow",
    none: true,
  },
  {
    id: "distancePercent",
    head: "Distance",
    width: "minmax(68px, 1fr)",
    measure: "share",
    from: "narrow",
    none: true,
  },
  { id: "margin", head: "Margin", width: "minmax(72px, 1fr)", measure: "whole", from: "narrow" },
];

export const POSITION_COLUMNS: readonly Column[] = [
  {
    id: "name",
    head: "Instrument, account",
    width: "minmax(226px, 2fr)",
    cell: (id) => (
      <>
        <Pick id={id} />
        {isHeading(id) ? <HeadingName id={id} /> : <NameCell id={id} />}
      </>
    ),
  },
  { id: "side", head: "Side", width: "56px", cell: (id, depth) => <SideCell id={id} depth={depth} /> },
  ...FIGURES.map((figure): Column => {
    const { id, head, width, from } = figure;
    const cell: Column["cell"] = (rowId, depth) =>
      isHeading(rowId) ? (
        <HeadingFigure id={rowId} figure={figure} />
      ) : (
        <FigureCell id={rowId} depth={depth} figure={figure} />
      );
    return { id, head, width, from, align: "end", cell };
  }),
];

/** Shown under the pointer, and on every row as soon as one is picked. */
function Pick({ id }: { readonly id: string }): ReactNode {
  const { workspace } = useTerminal();
  const picked = useWorkspace((state) => state.picked.includes(id));
  const any = useWorkspace((state) => state.picked.length > 0);
  return (
    <input
      type="checkbox"
      className={any ? "pick" : "pick quiet"}
      tabIndex={-1}
      checked={picked}
      aria-label="Pick this row"
      title="Act on several rows together (X)"
      onClick={(event) => {
        event.stopPropagation();
      }}
      onChange={() => {
        pickRow(workspace, id);
      }}
    />
  );
}

function HeadingName({ id }: { readonly id: string }): ReactNode {
  const terminal = useTerminal();
  const name = useEntities("position", () => positionHeadings(terminal).get(id)?.name);
  const count = useEntities("position", () => positionHeadings(terminal).get(id)?.legs.length ?? 0);
  return (
    <span className="group-name">
      <b>{name}</b> <span className="second">{counted(count, "position")}</span>
    </span>
  );
}

/** Sums of USD only: quantities and prices of several instruments do not add up. */
function HeadingFigure({ id, figure }: { readonly id: string; readonly figure: Figure }): ReactNode {
  const terminal = useTerminal();
  const summed = SUMMED.find((each) => each === figure.id);
  const value = useEntities("position", (table) => {
    const heading = positionHeadings(terminal).get(id);
    return summed === undefined || heading === undefined ? undefined : headingSum(table, heading, summed);
  });
  if (summed === undefined) return null;
  return (
    <Amount
      value={value}
      digits={digitsFor(figure.measure, undefined)}
      {...figure.style}
      tone={figure.tone ?? "plain"}
      className={figure.id === "notional" ? "strong" : ""}
    />
  );
}

function NameCell({ id }: { readonly id: string }): ReactNode {
  const position = useEntity(
    "position",
    id,
    ({ name, accounts, accountId }) => `${name}\n${String(accounts)}\n${accountId ?? ""}`,
  );
  const [name = "", count = "0", accountId = ""] = position?.split("\n") ?? [];
  const by = useWorkspace((state) => state.positionsBy);
  const account = useEntity("account", accountId === "" ? undefined : accountId, (view) => view);
  if (account !== undefined) {
    return (
      <>
        <AccountName digit={account.digit} name={account.name} venue={account.venueTitle} />
        {by === "instrument" ? null : <span className="second group-name">{name}</span>}
      </>
    );
  }
  return (
    <span className="group-name">
      <b>{name}</b> <span className="second">{counted(Number.parseInt(count, 10), "account")}</span>
    </span>
  );
}

/** The side is said on the aggregate; a leg repeats it only where it differs. */
function SideCell({ id, depth }: { readonly id: string; readonly depth: number }): ReactNode {
  const word = useEntity("position", id, positionWord);
  const parent = useEntity("position", id, (position) => position.parent);
  const parentWord = useEntity("position", parent, positionWord);
  const by = useWorkspace((state) => state.positionsBy);
  const said = depth > 0 && by === "instrument" && word === parentWord;
  if (word === undefined || said) return null;
  return <span className={word === "Long" ? "up" : word === "Short" ? "down" : "second"}>{word}</span>;
}

interface FigureCellProps {
  readonly id: string;
  readonly depth: number;
  readonly figure: Figure;
}

function FigureCell({ id, depth, figure }: FigureCellProps): ReactNode {
  const value = useEntity("position", id, (position) => position[figure.id]);
  const listing = useEntity("position", id, (position) => position.listing);
  const reckoned = useEntity("position", id, (position) => isReckoned(position)) ?? false;
  const step = useEntity("listing", listing, ({ tick, lot }) => (figure.measure === "lot" ? lot : tick));
  const by = useWorkspace((state) => state.positionsBy);
  if (figure.once === true && depth > 0 && by === "instrument") return null;
  return (
    <Amount
      value={typeof value === "string" ? value : undefined}
      digits={digitsFor(figure.measure, step)}
      {...figure.style}
      tone={figure.tone ?? "plain"}
      flash={figure.flash ?? false}
      none={figure.none === true && reckoned}
      suffix={figure.measure === "share" ? "%" : undefined}
      className={depth === 0 && figure.id === "notional" ? "strong" : ""}
    />
  );
}

/** With price and margin known, a liquidation price that is absent does not exist; otherwise it is not known. */
function isReckoned({ mark, margin }: PositionView): boolean {
  return mark !== undefined && margin !== undefined;
}

function digitsFor(measure: Measure, step: string | undefined): number | undefined {
  if (measure === "whole") return 0;
  if (measure === "cents") return 2;
  return measure === "share" ? 1 : digitsOf(step);
}
