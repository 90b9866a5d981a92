// One gesture on the ticket becomes one Plan: a leg per account that gets a part, a reason for every account.
import type { Listing } from "../market/listing.ts";
import type { Decimal } from "../money/decimal.ts";
import { knownOnly } from "../money/known.ts";
import type { Failure, Outcome } from "../money/outcome.ts";
import { fail, succeed } from "../money/outcome.ts";
import type { OrderTerms } from "../order-terms/order-terms.ts";
import { positionSideOf } from "../plan/held-quantity.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { Leg, LegReason, Plan } from "../plan/plan.ts";
import { allocationAccount, priceFor } from "./account-inputs.ts";
import type { SharedTerms } from "./account-inputs.ts";
import { allocate } from "./allocate.ts";
import type { Allocation, AllocationLeg, AllocationRequest } from "./allocation-request.ts";
import { groupEnvelope } from "./group-envelope.ts";
import type { GroupOrderInput } from "./group-order.ts";
import { groupOrderTitle } from "./group-order-title.ts";
import { maximaWhenOneFails } from "./room-on-top.ts";
import { seatsOf } from "./order-seats.ts";
import type { Seat } from "./order-seats.ts";
import { orderSize } from "./order-size.ts";
import { typedPrices } from "./typed-fields.ts";

interface Setting {
  readonly terms: SharedTerms;
  readonly primary: Listing;
  readonly seats: readonly Seat[];
}

/**
 * The Plan for the ticket, or the first thing that is wrong with it: `place` is the field of the ticket, or
 * `accounts.ID...` where an account's own input is at fault. Sizes and prices are those of the listing on the ticket.
 */
export function planGroupOrder(input: GroupOrderInput): Outcome<Plan> {
  const allocated = allocateOrder(input);
  if (!allocated.ok) return allocated;
  const { setting, allocation, request } = allocated.value;
  const legs = legsOf(setting, allocation);
  if (legs.length === 0) return nothingToSend(allocation, setting);
  const maxima = input.draft.failure === "complete" ? maximaOf(request, allocation) : undefined;
  const envelope = groupEnvelope(input, setting.terms.prices, legs, maxima);
  if (!envelope.ok) return envelope;
  const { draft, group } = input;
  return succeed(
    makePlan({
      planId: input.planId,
      body: {
        gesture: "group-order",
        environment: group.environment,
        legs,
        envelope: envelope.value,
        policies: { leftover: draft.leftover, denial: draft.denial, failure: draft.failure },
      },
      madeAtMs: input.nowMs,
      groupId: group.id,
      title: groupOrderTitle(draft.side, setting.primary, legs, group.name),
      method: draft.method,
      reasons: reasonsOf(setting, allocation),
      unallocated: allocation.unallocated,
      listing: setting.primary.key,
    }),
  );
}

function allocateOrder(input: GroupOrderInput): Outcome<{
  readonly setting: Setting;
  readonly allocation: Allocation;
  readonly request: AllocationRequest;
}> {
  const { draft } = input;
  const found = seatsOf(input);
  if (!found.ok) return found;
  const { primary, seats } = found.value;
  const listings = seats.flatMap(({ listing, denied }) =>
    listing === undefined || denied !== undefined ? [] : [listing],
  );
  const prices = typedPrices(draft, [primary, ...listings]);
  if (!prices.ok) return prices;
  const started: SharedTerms = {
    input,
    prices: prices.value,
    reducing: draft.reduceOnly,
    changePercent: undefined,
  };
  const size = orderSize({ input, primary, seats, price: priceFor(started, primary) });
  if (!size.ok) return size;
  const { changePercent } = size.value;
  const terms = {
    ...started,
    changePercent,
    reducing: draft.reduceOnly || changePercent?.isNegative() === true,
  };
  if (terms.reducing && primary.kind === "spot" && draft.side === "buy") {
    return fail("reduce-only", "reduceOnly", "A spot buy reduces nothing.", "Turn reduce-only off.");
  }
  const request: AllocationRequest = {
    method: draft.method,
    side: draft.side,
    accounts: seats.map((seat) => allocationAccount(terms, seat)),
    leftover: draft.leftover,
    denial: draft.denial,
    inverse: primary.kind === "inverse",
    ...size.value,
  };
  const allocation = allocate(request);
  if (!allocation.ok) return { ok: false, failure: onTicket(allocation.failure) };
  return succeed({ setting: { terms, primary, seats }, allocation: allocation.value, request });
}

/** One for each leg. */
function maximaOf(request: AllocationRequest, allocation: Allocation): readonly Decimal[] {
  const maxima = maximaWhenOneFails(request, allocation);
  return maxima.filter((_, index) => allocation.legs[index]?.quantity.isPositive() === true);
}

/** An allocation's paths in the words of the ticket. */
function onTicket(failure: Failure): Failure {
  const fields: Readonly<Record<string, string>> = {
    total: "quantity",
    changePercent: "quantity",
    "risk.percent": "quantity",
    "risk.entry": "price",
    "risk.stop": "stop",
    "volatility.targetPercent": "quantity",
    "volatility.annualPercent": "annualVolatility",
    "volatility.price": "price",
  };
  return { ...failure, place: fields[failure.place] ?? failure.place };
}

function legsOf({ terms, seats }: Setting, allocation: Allocation): Leg[] {
  return seats.flatMap((seat, index) => {
    const part = allocation.legs[index];
    return part?.quantity.isPositive() === true ? [legOf(terms, seat, part)] : [];
  });
}

function legOf({ input, prices, reducing }: SharedTerms, { state, listing }: Seat, part: AllocationLeg): Leg {
  if (state === undefined || listing === undefined) throw new Error("Invariant: a part without an account");
  const { draft } = input;
  const orderTerms: OrderTerms = {
    listing: listing.key,
    side: draft.side,
    positionSide: positionSideOf(listing, state.account.positionMode, draft.side, reducing),
    type: draft.type,
    quantity: part.quantity,
    ...prices,
    timeInForce: draft.timeInForce,
    postOnly: draft.postOnly,
    reduceOnly: reducing && listing.kind !== "spot",
  };
  return {
    accountId: part.account,
    listingVersion: listing.version,
    effect: reducing ? "close" : "open",
    terms: orderTerms,
  };
}

/** One per member, in the group's order; those with a part count the legs. */
function reasonsOf({ seats }: Setting, { legs }: Allocation): LegReason[] {
  const sent = legs.filter(({ quantity }) => quantity.isPositive());
  return legs.map((part, index) => {
    const { account, ideal, quantity, limitedBy, detail } = part;
    const leg = sent.indexOf(part);
    return knownOnly<LegReason>({
      accountId: account,
      leg: leg === -1 ? undefined : leg,
      listing: seats[index]?.listing?.key,
      ideal,
      quantity,
      limitedBy,
      detail,
    });
  });
}

function nothingToSend({ legs }: Allocation, { seats }: Setting): ReturnType<typeof fail> {
  const reasons = legs.map(({ detail }, index) => `${seats[index]?.name ?? ""}: ${detail}`);
  return fail("nothing-to-send", "quantity", `No account gets a part. ${reasons.join(" ")}`);
}
