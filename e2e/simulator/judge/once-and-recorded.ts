// What protects from an order sent twice, or sent and forgotten.
import { Decimal } from "../../../src-core/money/decimal.ts";
import { parametersOf } from "../../venues/binance-usdm/signature.ts";
import { scan } from "../../../src-main/adapters/journal-log/journal-log.ts";
import { JOURNAL } from "../desk.ts";
import { readCreate } from "./create-on-the-wire.ts";
import type { Judge } from "./judge.ts";

interface Submitted {
  readonly kind?: string;
  readonly intents?: readonly { readonly clientId: string }[];
  readonly amends?: readonly { readonly clientId: string }[];
}

/** Every submit that a journal holds, as its text has it. */
function submitsIn(journal: Buffer): readonly Submitted[] {
  return scan(journal)
    .entries.filter(({ text }) => text.includes('"submitted"'))
    .map(({ text }) => (JSON.parse(text) as { readonly record: Submitted }).record)
    .filter(({ kind }) => kind === "submitted");
}

/** Client ids of every intent that a journal holds. */
function intentsIn(journal: Buffer): ReadonlySet<string> {
  return new Set(submitsIn(journal).flatMap(({ intents = [] }) => intents.map(({ clientId }) => clientId)));
}

/** I1 The venue receives at most one create of a client id, whatever became of the first. */
export const i1: Judge = (scene) => {
  const seen = new Set<string>();
  return {
    arrived: (request) => {
      const create = readCreate(request);
      if (create === undefined) return;
      if (seen.has(create.clientId)) scene.violate("I1", `${create.clientId} was sent twice`);
      seen.add(create.clientId);
    },
  };
};

/** How many changes of an order a journal holds. */
function amendsIn(journal: Buffer, clientId: string): number {
  return submitsIn(journal).filter(({ amends = [] }) => amends.some((amend) => amend.clientId === clientId))
    .length;
}

/** I2 The intent of a create, and of each change, is on the device before its first byte leaves. */
export const i2: Judge = (scene) => {
  const changed = new Map<string, number>();
  return {
    journalDamaged: () => {
      changed.clear();
    },
    leaving: (request) => {
      if (request.method === "PUT" && request.path === "/fapi/v1/order") {
        const clientId = parametersOf(request)["origClientOrderId"] ?? "";
        const times = (changed.get(clientId) ?? 0) + 1;
        changed.set(clientId, times);
        if (amendsIn(scene.disk.durable(JOURNAL), clientId) < times)
          if (amendsIn(scene.disk.durable(JOURNAL), clientId) < times)
            scene.violate(
              "I2",
              `${clientId} was changed ${String(times)} times, with fewer intents on the disk`,
            );
      }
      const create = readCreate(request);
      if (create === undefined) return;
      if (!scene.disk.durable(JOURNAL).includes(`"${create.clientId}"`))
        scene.violate("I2", `${create.clientId} left without an intent on the disk`);
    },
  };
};

/** I3 Every intent ends, works at the venue, or is shown as UNKNOWN; none disappears. */
export const i3: Judge = (scene) => ({
  quiet: () => {
    const shown = new Map(scene.desk.entities("order").map((order) => [order.id, order]));
    for (const clientId of intentsIn(scene.disk.durable(JOURNAL))) {
      const order = shown.get(clientId);
      if (order === undefined) scene.violate("I3", `${clientId} has an intent and is not shown`);
      else if (order.status === "INTENT" || order.status === "SENDING" || order.status === "ACCEPTED")
        scene.violate("I3", `${clientId} is still ${order.status}`);
    }
  },
});

/** I13 A start keeps every record before the damage, remembers whatever left, and halts when records that had been safe are gone. */
export const i13: Judge = (scene) => {
  let left = new Set<string>();
  let filesBefore = 1;
  let damaged = false;
  return {
    leaving: (request) => {
      const create = readCreate(request);
      if (create !== undefined) left.add(create.clientId);
    },
    journalDamaged: () => {
      damaged = true;
      left = new Set([...intentsIn(scene.disk.durable(JOURNAL))].filter((clientId) => left.has(clientId)));
    },
    started: ({ runtime }) => {
      for (const clientId of left)
        if (!runtime.state.durable.orders.has(clientId))
          scene.violate("I13", `${clientId} left and was forgotten by a start`);
      const files = scene.disk.everything().length;
      if (
        damaged &&
        files > filesBefore &&
        !runtime.state.durable.causes.some(({ kind }) => kind === "journal")
      )
        scene.violate("I13", "damage was set aside and nothing halted");
      filesBefore = files;
      damaged = false;
    },
  };
};

/** I15 What leaves is what the preview showed, leg by leg. */
export const i15: Judge = (scene, trader) => ({
  told: (channel, _, answer) => {
    if (channel !== "plan/submit" || !answer.ok) return;
    const { planId, orders } =
      (answer as { readonly value?: { readonly planId: string; readonly orders: readonly string[] } })
        .value ?? {};
    const preview = trader.previews.get(planId ?? "");
    // What is changed was created under another preview, or under none that was told.
    if (preview?.legs.every(({ change }) => change === undefined) === true)
      trader.shownFor(orders ?? [], preview);
  },
  quiet: () => {
    for (const create of scene.venue.truth.creates) {
      const preview = trader.previewOf.get(create.clientId);
      if (preview === undefined) continue;
      const account = scene.accounts.find(({ apiKey }) => apiKey === create.apiKey);
      const { terms } = create;
      const matches = preview.legs.some(
        (leg) =>
          leg.decision !== "nothing" &&
          leg.accountId === account?.id &&
          leg.listing === `binance-usdm:${terms["symbol"] ?? ""}` &&
          leg.side.toUpperCase() === terms["side"] &&
          Decimal.parse(terms["quantity"])?.equals(Decimal.of(leg.quantity)) === true,
      );
      if (!matches)
        scene.violate("I15", `${create.clientId} is not what was shown: ${JSON.stringify(terms)}`);
    }
  },
});
