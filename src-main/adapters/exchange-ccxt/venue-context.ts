// What every venue of this adapter is given by the composition root.
import type { ClockPort } from "../../ports/clock.ts";
import type { LimiterQueue } from "./limiter-queue.ts";

export interface VenueContext {
  readonly clock: ClockPort;
  /** One for all venues and accounts of this process: address limits are shared. */
  readonly limiter: LimiterQueue;
  /** `http://127.0.0.1:PORT` of a venue that plays the real one; never set in a packaged app. */
  readonly relay?: string;
}
