// position-mode: the order names a position side exactly where the account keeps two.
import type { GateContext } from "../gate-context.ts";
import { deny, legSubject } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";

/** One-way accounts and spot take `both`; hedge accounts take `long` or `short`. Nothing is exempt. */
export function positionMode(context: GateContext): readonly RuleReading[] {
  return context.legs.flatMap((leg) => {
    const { account } = leg.of;
    const namesSide = leg.leg.terms.positionSide !== "both";
    const hasSides = account.positionMode === "hedge" && leg.listing.kind !== "spot";
    if (namesSide === hasSides) return [];
    const mode = hasSides ? "keeps long and short apart (hedge mode)" : "keeps one position (one-way mode)";
    const message = `${account.name} ${mode} in ${leg.listing.name}; the plan assumes otherwise. Make a new preview.`;
    return [deny("position-mode", legSubject(leg), message)];
  });
}
