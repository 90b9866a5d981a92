// What a venue must bring to be served by this adapter. To add one: write its profile, and list it in ccxt-venues.ts.
import type { VenuePort } from "../../ports/exchange.ts";
import type { VenueContext } from "./venue-context.ts";

export interface VenueProfile {
  readonly venue: string;
  readonly title: string;
  readonly secretFields: VenuePort["secretFields"];
  readonly open: (context: VenueContext) => VenuePort;
}
