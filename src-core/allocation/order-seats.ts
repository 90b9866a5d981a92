// Who sits at the table: each account of the group with its own listing, or the reason why it cannot take part.
import type { Listing } from "../market/listing.ts";
import { fail, succeed } from "../money/outcome.ts";
import type { Outcome } from "../money/outcome.ts";
import type { Account, AccountId, GroupMember } from "../portfolio/account.ts";
import type { AccountState, Portfolio } from "../portfolio/portfolio.ts";
import type { GroupOrderInput } from "./group-order.ts";

/** One member of the group. `state` and `listing` are absent only where `denied` says why. */
export interface Seat {
  readonly member: GroupMember;
  readonly name: string;
  readonly state?: AccountState;
  readonly listing?: Listing;
  readonly denied?: string;
}

/** The listing on the ticket and a seat per member, in the group's order. */
export function seatsOf(
  input: GroupOrderInput,
): Outcome<{ readonly primary: Listing; readonly seats: readonly Seat[] }> {
  const { portfolio, group } = input;
  const primary = portfolio.listings[input.listing];
  if (primary === undefined) {
    return fail(
      "listing-unknown",
      "listing",
      "This listing is not known.",
      "Choose a listing from the list.",
    );
  }
  const seats = group.members.map((member) => seatOf(input, primary, member));
  const stray = seats.find(
    ({ state }) => state !== undefined && state.account.environment !== group.environment,
  );
  if (stray === undefined) return succeed({ primary, seats });
  const message = `${stray.name} is ${stray.state?.account.environment ?? ""}, the group is ${group.environment}.`;
  return fail(
    "environment-mixed",
    "group",
    message,
    "Keep accounts of different environments in groups of their own.",
  );
}

function seatOf(input: GroupOrderInput, primary: Listing, member: GroupMember): Seat {
  const { portfolio, denied } = input;
  const state = portfolio.accounts[member.accountId];
  if (state === undefined) return { member, name: member.accountId, denied: "The account is not connected." };
  const { name } = state.account;
  if (state.syncedAtMs === undefined) {
    return {
      member,
      name,
      state,
      denied: denied[member.accountId] ?? "The account has not been read from its venue yet.",
    };
  }
  const found = listingFor(input, primary, state.account);
  if (!found.ok) return { member, name, state, denied: denied[member.accountId] ?? found.failure.message };
  const listing = found.value;
  const reason = denied[member.accountId] ?? inactiveReason(listing);
  return reason === undefined
    ? { member, name, state, listing }
    : { member, name, state, listing, denied: reason };
}

function inactiveReason({ status, name, venue }: Listing): string | undefined {
  return status === "active" ? undefined : `${name} is ${status} at ${venue}.`;
}

function listingFor(input: GroupOrderInput, primary: Listing, account: Account): Outcome<Listing> {
  const chosen = input.listingByAccount?.[account.id];
  const listing =
    chosen === undefined
      ? listingAtVenue(input.portfolio, primary, account.venue)
      : input.portfolio.listings[chosen];
  if (listing === undefined) return noListing(primary, account.id, account.venue);
  if (listing.venue !== account.venue || !sameSizeUnit(listing, primary)) {
    return noListing(primary, account.id, account.venue);
  }
  return succeed(listing);
}

function noListing(primary: Listing, id: AccountId, venue: string): ReturnType<typeof fail> {
  return fail(
    "no-listing",
    `accounts.${id}.listing`,
    `${venue} has no one listing that matches ${primary.name}.`,
  );
}

/** The one listing at the venue with the same kind, underlying, quote, settlement and multiplier; undefined when none or several. */
export function listingAtVenue(portfolio: Portfolio, primary: Listing, venue: string): Listing | undefined {
  if (primary.venue === venue) return primary;
  const alike = Object.values(portfolio.listings).filter(
    (listing) =>
      listing.venue === venue &&
      listing.kind === primary.kind &&
      listing.quote === primary.quote &&
      listing.settle === primary.settle &&
      sameSizeUnit(listing, primary),
  );
  return alike.length === 1 ? alike[0] : undefined;
}

/** Whether a quantity and a price mean the same on both: base or quote value, of the same underlying, equally multiplied. */
function sameSizeUnit(a: Listing, b: Listing): boolean {
  return (
    a.underlying === b.underlying &&
    (a.kind === "inverse") === (b.kind === "inverse") &&
    a.underlyingMultiplier.equals(b.underlyingMultiplier)
  );
}
