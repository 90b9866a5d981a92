// Safeguards of the gate: limits at their tightest, exposure at its worst, states that hold, readings that are there.
import { guard } from "./guard.mjs";

const RISK = "src-core/risk";
const RULES = `${RISK}/rules`;
const USE_CASES = "src-main/use-cases";
const TERMINAL = `${USE_CASES}/terminal.test.ts`;

/** A rule that is not in the table does not hold. */
const ruleOff = (rule, holds) =>
  guard(`rule-${rule}`, holds, {
    file: `${RISK}/rule-table.ts`,
    find: `  ["${rule}", ${rule.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())}],\n`,
    put: "",
    tests: [`${RISK}/judge-plan.test.ts`],
  });

const rules = [
  guard("gate-decides", "A plan that a rule denies gets no approval.", {
    file: `${RISK}/approve.ts`,
    find: '  if (verdict.decision === "refuse") return { kind: "refused", verdict };\n',
    put: "",
    tests: [`${RISK}/approve.test.ts`],
  }),
  guard("gate-at-submit", "The gate is asked again at submit: an approval on the screen is none.", {
    file: `${RISK}/approve.ts`,
    find: "...judgeContext(context)",
    put: "",
    tests: [TERMINAL],
  }),
  ruleOff("duplicate", "An order like one just sent needs a second confirmation."),
  ruleOff("self-match", "An order does not trade with another of the same owner."),
  ruleOff("price-collar", "A price far from the market is refused."),
  guard("sweep-price", "A market order counts at the worst price that the book would give it.", {
    file: `${RULES}/price-collar.ts`,
    find: "const reach = touch.times(swept.furthest)",
    put: "const reach = touch.times(ZERO)",
    tests: [`${RULES}/price-collar.test.ts`],
  }),
  guard("book-shared", "Orders that take from one book count together.", {
    file: "src-core/plan/swept-together.ts",
    find: "sum(legs.filter((leg) => takesAlike(leg.terms, terms)).map((leg) => leg.terms.quantity))",
    put: "sum(legs.slice(0, 1).map((leg) => leg.terms.quantity))",
    tests: [`${RULES}/price-collar.test.ts`],
  }),
  guard("book-unknown", "A book that is not known deep enough denies a market order that adds.", {
    file: "src-core/market/sweep.ts",
    find: "return rest && { weighted: weighted.plus(rest.weighted), furthest: rest.furthest };",
    put: "return { weighted, furthest };",
    tests: [`${RULES}/price-collar.test.ts`],
  }),
  guard("book-stale", "A book older than three seconds that does not begin at the quote is none.", {
    file: "src-core/market/depth.ts",
    find: "return age <= fresh ? levels : undefined;",
    put: "return levels;",
    tests: ["src-main/use-cases/watch-depth.test.ts"],
  }),
  ruleOff("margin", "What the account has free covers everything new."),
  ruleOff("position", "The furthest reachable position stays under its limit."),
  ruleOff("freshness", "A plan older than its time is not sent."),
  ruleOff("throttle", "Orders per time stay under their limit."),
  guard("prototype-ids", "An account id that every object knows finds no account.", {
    file: `${RISK}/gate-context.ts`,
    find: "return Object.hasOwn(record, key) ? record[key] : undefined;",
    put: "return record[key];",
    tests: [`${RULES}/instrument.test.ts`],
  }),
];

const limits = [
  guard("tightest-limit", "Of the limits that reach an account the lowest binds.", {
    file: `${RISK}/binding-limits.ts`,
    find: "a.lessThan(b)",
    put: "a.greaterThan(b)",
    tests: [`${RULES}/order-notional.test.ts`],
  }),
  guard("starting-limits", "Where no limits are set, the starting limits hold.", {
    file: `${RISK}/binding-limits.ts`,
    find: "limits: book[scope] ?? STARTING_LIMITS",
    put: "limits: book[scope] ?? {}",
    tests: [`${RULES}/order-notional.test.ts`],
  }),
  guard("unreadable-limits", "Limits that cannot be read stop every increase.", {
    file: "src-core/journal/fold.ts",
    find: 'causes: withCause(state.causes, { scope: "installation", kind: "limits", detail, sinceMs: atMs }),',
    put: 'causes: detail === "" ? [] : state.causes,',
    tests: [`${USE_CASES}/manage-limits.test.ts`],
  }),
  guard("untriggered-stops", "An order that waits for its trigger counts as much as one in the book.", {
    file: `${RISK}/account-book.ts`,
    find: "    const listing = listings[terms.listing];\n",
    put: "    if (terms.trigger !== undefined) continue;\n    const listing = listings[terms.listing];\n",
    tests: [`${RULES}/position.test.ts`, `${RISK}/account-book.test.ts`],
  }),
  guard("worst-case-both-ways", "Resting orders on the other side do not make room.", {
    file: `${RISK}/worst-case.ts`,
    find: "highestSigned: shrunkShort(held, clampedAt.clampedBuys).plus(sums.buys),",
    put: "highestSigned: shrunkShort(held, clampedAt.clampedBuys).plus(sums.buys).minus(sums.sells),",
    tests: [`${RISK}/worst-case.property.test.ts`, `${RULES}/position.test.ts`],
  }),
  guard("price-never-understated", "An order counts at the higher of its own price and the market's.", {
    file: `${RISK}/worst-case.ts`,
    find: "order.price === undefined ? marketPrice : order.price.max(marketPrice)",
    put: "order.price === undefined ? marketPrice : order.price",
    tests: [`${RISK}/worst-case.property.test.ts`],
  }),
];

const readings = [
  guard("stale-price", "A price older than three seconds is none.", {
    file: `${RISK}/exposure-price.ts`,
    find: "quote === undefined || Math.abs(nowMs - quote.atMs) > withinMs",
    put: "quote === undefined",
    tests: [`${RULES}/data-health.test.ts`],
  }),
  guard("missing-is-not-zero", "A sum with an unknown part is unknown.", {
    file: "src-core/money/known.ts",
    find: "    if (value === undefined) return undefined;\n",
    put: "    if (value === undefined) continue;\n",
    tests: ["src-core/portfolio/valuation.test.ts"],
  }),
  guard("unread-is-not-flat", "An account that was never read is not flat.", {
    file: "src-core/plan/held-quantity.ts",
    find: "if (state.syncedAtMs === undefined) return undefined;",
    put: "if (state.syncedAtMs === undefined) return ZERO;",
    tests: [`${RULES}/position.test.ts`],
  }),
  guard("day-loss-known", "A day's loss of which a part is missing denies.", {
    file: `${RULES}/daily-loss.ts`,
    find: "      if (!answer.known) {\n",
    put: "      if (!answer.known) return [];\n      if (!answer.known) {\n",
    tests: [`${RULES}/daily-loss.test.ts`],
  }),
  guard("exposure-known", "An exposure of which a part is missing denies.", {
    file: `${RULES}/exposure.ts`,
    find: "  if (!total.known) {\n",
    put: "  if (!total.known) return [];\n  if (!total.known) {\n",
    tests: [`${RULES}/exposure.test.ts`],
  }),
  guard("clock-known", "A clock that was never compared with the venue's denies.", {
    file: `${RULES}/data-health.ts`,
    find: "  if (error === undefined)\n    return [{",
    put: "  if (error === undefined) return [];\n  if (error === undefined)\n    return [{",
    tests: [`${RULES}/data-health.test.ts`],
  }),
];

const states = [
  guard("halted-stops", "HALTED lets nothing pass but a confirmed flatten.", {
    file: `${RULES}/state.ts`,
    find: 'if (riskState === "HALTED" && !confirmedAfterHalt(context, leg)) {',
    put: 'if (riskState === "HALTED" && context.legs.length === 0) {',
    tests: [`${RULES}/state.test.ts`],
  }),
  guard("halt-reaches-creates", "A person's halt halts.", {
    file: `${RISK}/risk-state.ts`,
    find: '  person: "HALTED",',
    put: '  person: "ACTIVE",',
    tests: [TERMINAL],
  }),
  guard("reducing-reduces", "REDUCING and SYNCING let pass only what is proven to shrink a position.", {
    file: `${RULES}/state.ts`,
    find: "if (!leg.reduction.proven) {",
    put: "if (leg.index < 0) {",
    tests: [`${RULES}/state.test.ts`],
  }),
  guard("sync-before-increase", "An account is SYNCING until a complete reading of it was applied.", {
    file: `${USE_CASES}/sync-account.ts`,
    find: "  if (!reading.ok) {\n",
    put: '  clearCause(runtime, `account:${account.id}`, "sync", "rule");\n  if (!reading.ok) {\n',
    tests: [TERMINAL],
  }),
  guard("sync-needs-stream", "An account without a live stream stays SYNCING.", {
    file: `${USE_CASES}/sync-account.ts`,
    find: "if (session.streamLiveSinceMs !== undefined) clearCause(",
    put: "clearCause(",
    tests: [`${USE_CASES}/watch-accounts.test.ts`],
  }),
  guard("person-clears", "What a person has to clear, no rule clears.", {
    file: "src-core/journal/fold.ts",
    find: 'if (by === "rule" && NEEDS_A_PERSON[cause]) return state;',
    put: "",
    tests: ["src-core/journal/journal.test.ts"],
  }),
  guard("first-baseline", "A later start of the same day does not forgive a loss.", {
    file: "src-core/journal/fold.ts",
    find: "if (held !== undefined && day <= held.day) return state;",
    put: "if (held !== undefined && day < held.day) return state;",
    tests: ["src-core/journal/journal.test.ts"],
  }),
  guard("reduction-not-beyond", "What is meant to close is not larger than the position.", {
    file: `${RISK}/proven-reduction.ts`,
    find: 'if (quantity.greaterThan(size)) return gap("beyond-position");',
    put: "",
    tests: [`${RULES}/reduce-only.test.ts`],
  }),
  guard("reduction-beside-exits", "Exits that already rest count against what may still be closed.", {
    file: `${RISK}/proven-reduction.ts`,
    find: 'if (quantity.plus(otherExits).greaterThan(size)) return gap("exits");',
    put: "",
    tests: [`${RULES}/reduce-only.test.ts`],
  }),
];

export const GATE = [...rules, ...limits, ...readings, ...states];
