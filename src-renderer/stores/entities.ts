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
  for (const kind of KINDS) applyKind(stores, kind, frame);
}

function applyKind(stores: EntityStores, kind: EntityKind, frame: Frame): void {
  const changes = frame.changes.filter((change) => change[0] === kind);
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
  const byId: Record<string, AnyEntity> = isSnapshot ? {} : { ...before.byId };
  let membership = isSnapshot;
  for (const [, id, entity] of changes) {
    if (entity === null) {
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the record is our own fresh copy
      delete byId[id];
      membership = true;
    } else {
      membership ||= !Object.hasOwn(byId, id);
      byId[id] = entity;
    }
  }
  return { byId, ids: membership ? Object.keys(byId) : before.ids };
}
