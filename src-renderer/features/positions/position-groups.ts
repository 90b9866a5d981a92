// Positions gathered under headings: by underlying, by group of accounts, by venue. A heading sums what its legs show.
import type { PositionView } from "../../../src-core/contract/views.ts";
import { Decimal, sum } from "../../../src-core/money/decimal.ts";
import { listOf, rememberedBy, type EntityTable } from "../../stores/entities.ts";
import type { Terminal } from "../../stores/terminal.ts";
import type { PositionsBy } from "../../stores/workspace.ts";
import type { TableRow } from "../../ui/data-table.tsx";
import { compareText } from "./position-rows.ts";

export interface Heading {
  readonly name: string;
  /** Positions of single accounts, in the order of the table. */
  readonly legs: readonly string[];
}

type Headings = ReadonlyMap<string, Heading>;

const PREFIX = "by ";
const NO_GROUP = "No group";
const NO_HEADINGS: Headings = new Map();
const headingsOf = rememberedBy<Headings>();

/** Whether a row is a heading, and no position of its own. */
export function isHeading(rowId: string): boolean {
  return rowId.startsWith(PREFIX);
}

/** The headings by the ids of their rows, in the order of their names; none where rows are gathered by instrument. */
export function positionHeadings({ entities, workspace }: Terminal): Headings {
  const { environment, positionsBy } = workspace.getState();
  if (positionsBy === "instrument") return NO_HEADINGS;
  const table = entities.position.getState();
  const accounts = entities.account.getState();
  const groups = entities.group.getState();
  const members = accounts.ids.map((id) => `${id}:${accounts.byId[id]?.groups.join("+") ?? ""}`).join();
  const names = groups.ids.map((id) => groups.byId[id]?.name ?? "").join();
  return headingsOf(table.ids, `${environment} ${positionsBy} ${members} ${names}`, () =>
    gathered(listOf(table), positionsBy, entities, environment),
  );
}

function gathered(
  positions: readonly PositionView[],
  by: Exclude<PositionsBy, "instrument">,
  entities: Terminal["entities"],
  environment: PositionView["environment"],
): Headings {
  const legs = positions
    .filter((position) => position.accountId !== undefined && position.environment === environment)
    .toSorted((a, b) => compareText(a.name, b.name) || digitOf(a) - digitOf(b) || compareText(a.id, b.id));
  function digitOf({ accountId = "" }: PositionView): number {
    return entities.account.getState().byId[accountId]?.digit ?? 0;
  }
  const byName = Map.groupBy(legs, (leg) => KEYS[by](leg, entities));
  return new Map(
    [...byName]
      .toSorted(([a], [b]) => compareText(a, b))
      .map(([name, own]) => [`${PREFIX}${by} ${name}`, { name, legs: own.map(({ id }) => id) }]),
  );
}

type Key = (leg: PositionView, entities: Terminal["entities"]) => string;

/** An account in several groups counts in its first, so that no sum counts it twice. */
const KEYS: Readonly<Record<Exclude<PositionsBy, "instrument">, Key>> = {
  underlying: ({ listing, name }, entities) => entities.listing.getState().byId[listing]?.underlying ?? name,
  venue: ({ accountId = "" }, entities) =>
    entities.account.getState().byId[accountId]?.venueTitle ?? "Unknown venue",
  group: ({ accountId = "" }, entities) => {
    const [first] = entities.account.getState().byId[accountId]?.groups ?? [];
    return entities.group.getState().byId[first ?? ""]?.name ?? NO_GROUP;
  },
};

/** The rows of the table: each heading with the positions of accounts below it. */
export function headingRows(headings: Headings): readonly TableRow[] {
  return [...headings].map(([id, { legs }]) => ({ id, legs: legs.map((leg) => ({ id: leg })) }));
}

export const SUMMED = ["notional", "unrealised", "realised", "fees", "margin"] as const;
export type Summed = (typeof SUMMED)[number];

/** The exact sum of a figure in USD; undefined when one of its parts is not known. */
export function headingSum(
  { byId }: EntityTable<PositionView>,
  { legs }: Heading,
  figure: Summed,
): string | undefined {
  const amounts = legs.map((id) => Decimal.parse(byId[id]?.[figure]));
  const known = amounts.flatMap((amount) => amount ?? []);
  return known.length === amounts.length ? sum(known).toString() : undefined;
}
