// Safeguards of sizes: exact money, whole shares, rounding that never goes beyond what is held or asked for.
import { guard } from "./guard.mjs";

const ALLOCATION = "src-core/allocation";

/** What a careless hand would write: right at every total by itself, and wrong between one total and the next. */
const LARGEST_REMAINDER = `
  const held = weights.map((weight) => (weight * BigInt(lots)) / total);
  const rest = weights.map((weight, index) => ({ index, left: (weight * BigInt(lots)) % total }));
  rest.sort((a, b) => (a.left === b.left ? a.index - b.index : a.left < b.left ? 1 : -1));
  const spare = lots - Number(held.reduce((sum, count) => sum + count, 0n));
  for (const { index } of rest.slice(0, spare)) held[index] = (held[index] ?? 0n) + 1n;
  if (lots >= 0) return held.flatMap((count, index) => Array.from({ length: Number(count) }, () => index));
`;

export const SIZES = [
  guard("exact-money", "Money is multiplied exactly, never as a float.", {
    file: "src-core/money/decimal.ts",
    find: "return new Decimal(this.units * other.units, this.scale + other.scale);",
    put: "const scale = this.scale + other.scale;\n    return new Decimal(BigInt(Math.round(this.toFloat() * other.toFloat() * 10 ** scale)), scale);",
    tests: ["src-core/money/decimal.property.test.ts"],
  }),
  guard("flatten-clamped", "A flatten closes no more than is held.", {
    file: "src-core/flatten/flatten-leg.ts",
    find: "held.min(largest).toStep(",
    put: "largest.toStep(",
    tests: ["src-core/flatten/plan-flatten.test.ts"],
  }),
  guard("flatten-toward-zero", "A flatten rounds toward zero.", {
    file: "src-core/flatten/flatten-leg.ts",
    find: 'toStep(listing.lot, "down")',
    put: 'toStep(listing.lot, "up")',
    tests: ["src-core/flatten/plan-flatten.test.ts"],
  }),
  guard("flatten-blocked", "A flatten sends nothing beside an exit that already rests.", {
    file: "src-core/flatten/flatten-leg.ts",
    find: "if (blocking.length > 0)",
    put: "if (blocking.length < 0)",
    tests: ["src-core/flatten/plan-flatten.test.ts"],
  }),
  guard("percents-sum", "Percents that do not sum to 100 are refused.", {
    file: `${ALLOCATION}/check-request.ts`,
    find: "if (total.equals(HUNDRED)) return undefined;",
    put: "if (total.isPositive()) return undefined;",
    tests: [`${ALLOCATION}/allocate.test.ts`],
  }),
  guard("never-up-to-minimum", "A part below the venue's minimum goes to zero, never up to it.", {
    file: `${ALLOCATION}/divide.ts`,
    find: "    lots[next] = 0n;\n",
    put: "    lots[next] = bounds[next]?.minimumLots ?? 0n;\n",
    tests: [`${ALLOCATION}/allocate.test.ts`],
  }),
  guard("caps-hold", "No account gets more than its cap.", {
    file: `${ALLOCATION}/divide.ts`,
    find: "bound?.capLots === undefined ? share : share.min(capOf(bound, bound.capLots))",
    put: "share",
    tests: [`${ALLOCATION}/allocate.test.ts`],
  }),
  guard("own-sizes-floored", "A size that follows from a risk is rounded down.", {
    file: `${ALLOCATION}/divide.ts`,
    find: "share.dividedBy(lotOf(bounds, index)).floor()",
    put: "share.dividedBy(lotOf(bounds, index)).ceil()",
    tests: [`${ALLOCATION}/allocate.test.ts`],
  }),
  guard(
    "shared-fills-monotone",
    "A further fill takes nothing back from anybody: the quota method, not largest remainder.",
    {
      file: `${ALLOCATION}/quota-method.ts`,
      find: "  const held = weights.map(() => 0n);\n",
      put: LARGEST_REMAINDER,
      tests: [`${ALLOCATION}/share-fills.test.ts`],
    },
  ),
  guard("paper-apart", "Paper accounts are in no total of live ones.", {
    file: "src-core/portfolio/environment-value.ts",
    find: "state.account.environment === environment",
    put: 'state.account.environment !== ""',
    tests: ["src-core/portfolio/valuation.test.ts"],
  }),
];
