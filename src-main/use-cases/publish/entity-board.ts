// The latest published form of every entity: what a new window is shown, and what a change is compared with.
import type { Change, Entities, EntityKind } from "../../../src-core/contract/views.ts";

export interface EntityBoard {
  /** Puts an entity; hears of it only when its text differs from the last one. */
  put<K extends EntityKind>(kind: K, id: string, entity: Entities[K] | null): void;
  /** Every entity there is, as changes. */
  all(): readonly Change[];
  /** Ids of a kind that stand on the board. */
  ids(kind: EntityKind): readonly string[];
}

interface Entry {
  readonly change: Change;
  readonly text: string;
}

/** A board that tells `hear` each real change once. */
export function entityBoard(hear: (change: Change) => void): EntityBoard {
  const kinds = new Map<EntityKind, Map<string, Entry>>();

  function shelf(kind: EntityKind): Map<string, Entry> {
    const known = kinds.get(kind) ?? new Map<string, Entry>();
    kinds.set(kind, known);
    return known;
  }

  return {
    put(kind, id, entity) {
      const entries = shelf(kind);
      const change = [kind, id, entity] as unknown as Change; // a generic triple of one kind is one member of the union
      if (entity === null) {
        if (entries.delete(id)) hear(change);
        return;
      }
      const text = JSON.stringify(entity);
      if (entries.get(id)?.text === text) return;
      entries.set(id, { change, text });
      hear(change);
    },
    all: () => [...kinds.values()].flatMap((entries) => [...entries.values()].map((entry) => entry.change)),
    ids: (kind) => [...shelf(kind).keys()],
  };
}
