// Mirrors of what main published, one store per kind, so that a tick wakes only those who show it.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { AnyEntity, Change, Entities, EntityKind, Frame } from "../../src-core/contract/views.ts";

export interface EntityTable<T> {
  readonly byId: Readonly<Record<string, T>>;
  /** In the order of arrival; keeps its identity while no entity comes or goes. */
  readonly ids: readonly string[];
}

export type EntityStores = { readonly [K in EntityKind]: StoreApi<EntityTable<Entities[K]>> };

const KINDS: readonly EntityKind[] = [
  "venue",
  "listing",
  "quote",
  "account",
  "group",
  "position",
  "order",
  "groupOrder",
  "fill",
  "environment",
  "system",
  "notice",
  "candle",
  "risk",
  "preset",
  "alert",
  "book",
];

/** Empty stores for every kind of entity. */
export function createEntityStores(): EntityStores {
  const table = <T>(): StoreApi<EntityTable<T>> => createStore<EntityTable<T>>(() => ({ byId: {}, ids: [] }));
  return {
    venue: table(),
    listing: table(),
    quote: table(),
    account: table(),
    group: table(),
    position: table(),
    order: table(),
    groupOrder: table(),
    fill: table(),
    environment: table(),
    system: table(),
    notice: table(),
    candle: table(),
    risk: table(),
    preset: table(),
    alert: table(),
    book: table(),
  };
}

/** Applies one frame; a snapshot replaces every table, also those it does not mention. */
export function applyFrame(stores: EntityStores, frame: Frame): void {
  const byKind = Map.groupBy(frame.changes, ([kind]) => kind);
  for (const kind of KINDS) applyKind(stores, kind, byKind.get(kind) ?? [], frame);
}

function applyKind(stores: EntityStores, kind: EntityKind, changes: readonly Change[], frame: Frame): void {
  if (changes.length === 0 && !frame.snapshot) return;
  // Each change carries an entity of its own kind: the compiler cannot follow that through a loop over kinds.
  const store = stores[kind] as unknown as StoreApi<EntityTable<AnyEntity>>;
  store.setState(changedTable(store.getState(), changes, frame.snapshot), true);
}

function changedTable(
  before: EntityTable<AnyEntity>,
  changes: readonly Change[],
  isSnapshot: boolean,
): EntityTable<AnyEntity> {
  const latest = new Map(changes.map(([, id, entity]) => [id, entity]));
  const byId = isSnapshot ? {} : copiedWithout(before, latest);
  let membership = isSnapshot;
  for (const [id, entity] of latest) {
    membership ||= (entity === null) === Object.hasOwn(before.byId, id);
    if (entity !== null) byId[id] = entity;
  }
  return { byId, ids: membership ? Object.keys(byId) : before.ids };
}

/** One by one: spreading takes five times as long on thousands, and what had a deletion stays slow; measured with e2e/load. */
function copiedWithout(
  { byId, ids }: EntityTable<AnyEntity>,
  latest: ReadonlyMap<string, AnyEntity | null>,
): Record<string, AnyEntity> {
  const copy: Record<string, AnyEntity> = {};
  const removes = [...latest.values()].includes(null);
  for (const id of ids) {
    const entity = byId[id];
    if (entity !== undefined && !(removes && latest.get(id) === null)) copy[id] = entity;
  }
  return copy;
}

const lists = new WeakMap<EntityTable<unknown>, readonly unknown[]>();

/** The entities of a table in its order: made once for each table, however many ask. */
export function listOf<T>(table: EntityTable<T>): readonly T[] {
  const known = lists.get(table) as readonly T[] | undefined;
  if (known !== undefined) return known;
  const list: T[] = [];
  for (const id of table.ids) {
    const entity = table.byId[id];
    if (entity !== undefined) list.push(entity);
  }
  lists.set(table, list);
  return list;
}

/** Remembers what was worked out for a list, by the list's identity, until `by` is another text. */
export function rememberedBy<R>(): (list: object, by: string, derive: () => R) => R {
  const known = new WeakMap<object, { readonly by: string; readonly result: R }>();
  return (list, by, derive) => {
    const last = known.get(list);
    if (last?.by === by) return last.result;
    const result = derive();
    known.set(list, { by, result });
    return result;
  };
}
