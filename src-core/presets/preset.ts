// A gesture that is kept with a group: an order's terms without side and price, or a rebalance's target. Types only.
import type { ListingKey } from "../market/listing.ts";
import type { OrderManner, QuantityIn } from "../allocation/group-order.ts";
import type { GroupId } from "../portfolio/account.ts";
import type { RebalanceDraft } from "../rebalance/rebalance-draft.ts";

export type PresetId = string;

/** A preset has no price: a market order, or a limit order measured from the touch of its moment. */
export const PRESET_TYPES = ["market", "limit"] as const;
export type PresetType = (typeof PRESET_TYPES)[number];

/** Texts are as typed; an empty one counts as absent. */
export interface PresetTerms extends OrderManner {
  readonly type: PresetType;
  /** What the method reads as its size: see the ticket. */
  readonly quantity: string;
  readonly quantityIn: QuantityIn;
  /** For `limit`: basis points beyond the far touch; negative waits on this side of it. */
  readonly offsetBps?: string | undefined;
  /** For a size by risk: percent of the price between entry and stop. */
  readonly stopPercent?: string | undefined;
  /** For `volatility`: the listing's own, in percent a year. */
  readonly annualVolatility?: string | undefined;
}

interface Kept {
  readonly id: PresetId;
  /** Of the record: a newer version's is refused, never guessed at. */
  readonly format: "1";
  readonly groupId: GroupId;
  readonly name: string;
  /** Of every listing that it may trade, as a person last saw them. */
  readonly listingVersions: Readonly<Record<ListingKey, number>>;
}

export interface OrderPreset extends Kept {
  readonly kind: "order";
  readonly listing: ListingKey;
  readonly terms: PresetTerms;
}

export interface RebalancePreset extends Kept {
  readonly kind: "rebalance";
  readonly draft: RebalanceDraft;
}

export type Preset = OrderPreset | RebalancePreset;
