// throttle: new orders leave the room in a venue's buckets that cancels may need, and wait while the venue refuses requests.
import type { GateContext, LegContext } from "../gate-context.ts";
import type { BucketReading } from "../gate-input.ts";
import { deny, pass, seconds, warn } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";

/**
 * Every bucket that the plan's legs draw from: the venue's count of what is used stands above ours where it is higher.
 * What is proven to reduce is warned and not denied. Cancels never come here.
 */
export function throttle(context: GateContext): readonly RuleReading[] {
  const { buckets = [] } = context.input.readings;
  return buckets.flatMap((bucket) => {
    const legs = context.legs.filter((leg) => drawsFrom(leg, bucket));
    return legs.length === 0 ? [] : [judge(bucket, legs)];
  });
}

function drawsFrom({ of: { account } }: LegContext, bucket: BucketReading): boolean {
  if (account.venue !== bucket.venue) return false;
  if (bucket.accountId !== undefined) return bucket.accountId === account.id;
  return bucket.environment === undefined || bucket.environment === account.environment;
}

function judge(bucket: BucketReading, legs: readonly LegContext[]): RuleReading {
  const speak = legs.every((leg) => leg.reduction.proven) ? warn : deny;
  const subject = bucket.accountId === undefined ? {} : { accountId: bucket.accountId };
  const budget = bucket.capacity - bucket.keptForCancels;
  const used = bucket.used + bucket.perOrder * legs.length;
  const numbers = { scope: `venue:${bucket.venue}`, reading: String(used), limit: String(budget) };
  if (bucket.stoppedForMs !== undefined && bucket.stoppedForMs > 0) {
    const message = `The venue takes no requests for ${seconds(bucket.stoppedForMs)} (${bucket.title}). Wait.`;
    return speak("throttle", subject, message, numbers);
  }
  if (used <= budget || bucket.perOrder === 0)
    return pass("throttle", subject, `${bucket.title}: ${String(used)} of ${String(budget)} used.`, numbers);
  const message = `${bucket.title}: ${String(used)} of ${String(budget)} in ${seconds(bucket.windowMs)} with this plan; the rest is kept for cancels. Wait, or send fewer orders.`;
  return speak("throttle", subject, message, numbers);
}
