// Everything that a person was told in this window, newest first, and how loudly it was said.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Entities, EntityKind } from "../../src-core/contract/views.ts";
import { loudnessAt, type Loudness } from "../../src-core/settings/attention.ts";
import {
  accountTold,
  environmentTold,
  fillTold,
  groupOrderTold,
  orderTold,
  systemTold,
  type Told,
} from "./attention-rules.ts";
import type { Clock } from "./clock.ts";
import type { EntityStores } from "./entities.ts";
import { createLatches } from "./latches.ts";
import type { LinkStore } from "./link.ts";
import { createVenueWatch } from "./venue-watch.ts";
import type { WorkspaceStore } from "./workspace.ts";

export interface Attention extends Told {
  readonly id: string;
  readonly atMs: number;
}

export interface AttentionState {
  readonly items: readonly Attention[];
  /** Items that came since the list was last looked at. */
  readonly unseen: number;
}

export interface AttentionDesk {
  readonly store: StoreApi<AttentionState>;
  /** Hears each new item with what it may do; the answer stops it. */
  onTold(hear: (item: Attention, loudness: Loudness) => void): () => void;
  /** Tells of what happened in this window itself. */
  tell(told: Told): void;
  /** The list was looked at. */
  seen(): void;
}

const MAX_ITEMS = 200;

interface Sources {
  readonly entities: EntityStores;
  readonly workspace: WorkspaceStore;
  readonly link: LinkStore;
  readonly clock: Clock;
}

/** Watches the mirrors. What stands there when the session opens is history, and nobody is told of it. */
export function createAttentionDesk({ entities, workspace, link, clock }: Sources): AttentionDesk {
  const store = createStore<AttentionState>(() => ({ items: [], unseen: 0 }));
  const hearers = new Set<(item: Attention, loudness: Loudness) => void>();
  const latches = createLatches();
  let count = 0;

  const tell = (told: Told, atMs: number): void => {
    if (link.getState().state === "opening") return;
    count += 1;
    const item: Attention = { ...told, id: `told-${String(count)}`, atMs };
    store.setState(({ items, unseen }) => ({
      items: [item, ...items].slice(0, MAX_ITEMS),
      unseen: unseen + 1,
    }));
    const loudness = loudnessAt(workspace.getState().attention, told.kind, clock.now());
    for (const hear of hearers) hear(item, loudness);
  };
  const hearVenue = createVenueWatch(clock, (told) => {
    tell(told, clock.now());
  });
  const nameOf = (id: string): string => entities.account.getState().byId[id]?.name ?? id;
  const watch = <K extends EntityKind>(
    kind: K,
    told: (before: Entities[K] | undefined, now: Entities[K]) => Told | readonly Told[] | undefined,
  ): void => {
    entities[kind].subscribe((after, before) => {
      if (after === before) return;
      for (const id of after.ids) {
        const held = before.byId[id];
        const now = after.byId[id];
        if (now !== undefined && held !== now)
          for (const each of [told(held, now) ?? []].flat()) tell(each, clock.now());
      }
    });
  };
  watch("groupOrder", (before, now) =>
    groupOrderTold(before, now, entities.listing.getState().byId[now.listing]?.tick),
  );
  watch("order", (before, now) => orderTold(before, now, nameOf(now.accountId)));
  watch("fill", (before, now) => (before === undefined ? fillTold(now, nameOf(now.accountId)) : undefined));
  watch("account", (_, now) => accountTold(now, latches));
  watch("environment", environmentTold);
  watch("venue", (before, now) => {
    hearVenue(before, now);
    return undefined;
  });
  watch("system", (_, now) => systemTold(now, latches));
  watch("notice", (before, { kind = "system", level, text, remedy }) =>
    before === undefined ? { kind, level, text, ...(remedy === undefined ? {} : { remedy }) } : undefined,
  );

  return {
    store,
    onTold: (hear) => {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    tell: (told) => {
      tell(told, clock.now());
    },
    seen: () => {
      if (store.getState().unseen > 0) store.setState({ unseen: 0 });
    },
  };
}
