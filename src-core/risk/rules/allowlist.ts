// allowlist: new exposure only in listings that every scope with a list has on it.
import type { GateContext } from "../gate-context.ts";
import { deny, legSubject, pass } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";

/** Of several lists all must name the listing. What is proven to reduce may leave a listing that is on none. */
export function allowlist(context: GateContext): readonly RuleReading[] {
  return context.legs.flatMap((leg) => {
    const lists = leg.of.scopes.filter(({ limits }) => limits.allowlist !== undefined);
    const [first] = lists;
    if (first === undefined || leg.reduction.proven) return [];
    const { key, name } = leg.listing;
    const closed = lists.find(({ limits }) => limits.allowlist?.includes(key) !== true);
    if (closed === undefined)
      return [pass("allowlist", legSubject(leg), `${name} is allowed.`, { scope: first.scope })];
    const message = `${name} is not among the instruments allowed for ${closed.label}. Add it in Limits if it should be.`;
    return [deny("allowlist", legSubject(leg), message, { scope: closed.scope })];
  });
}
