// Safeguards of knowing: what is not proven stays unknown, fills count once, and what may exist stays reserved.
import { guard } from "./guard.mjs";

const ORDERS = "src-core/orders";
const USE_CASES = "src-main/use-cases";
const MACHINE = `${ORDERS}/reduce-order.test.ts`;

const fills = [
  guard("fill-once", "A fill that is known already counts no second time.", {
    file: `${ORDERS}/fill-order.ts`,
    find: "  if (order.fillIds.includes(id)) return order;\n",
    put: "",
    tests: [MACHINE],
  }),
  guard("fill-in-report", "A fill that the venue's position already holds does not move it again.", {
    file: "src-core/portfolio/position-fill.ts",
    find: "const moves = fill.atMs > row.asOfMs;",
    put: "const moves = fill.atMs >= 0;",
    tests: ["src-core/portfolio/reduce-portfolio.test.ts"],
  }),
  guard("foreign-fill-once", "A fill of somebody else's order counts once.", {
    file: `${USE_CASES}/apply.ts`,
    find: "  if (runtime.state.foreignFillIds.has(id)) return;\n",
    put: "",
    tests: [`${USE_CASES}/foreign-fills.test.ts`],
  }),
  guard("late-fill", "An order that has ended still takes its late fills.", {
    file: `${ORDERS}/reduce-order.ts`,
    find: "return withFill(order, event.fill);",
    put: "return isTerminal(order.status) ? order : withFill(order, event.fill);",
    tests: [MACHINE],
  }),
  guard("ended-stays-ended", "What has ended at the venue is not opened again by an old report.", {
    file: `${ORDERS}/report-order.ts`,
    find: "  if (isEnded(order.status)) return isFull(grown) ? filledUp(grown, evidence) : grown;\n",
    put: "",
    tests: [`${ORDERS}/contradictions.test.ts`, MACHINE],
  }),
  guard("filled-never-falls", "A report with less than is known to have filled takes nothing back.", {
    file: `${ORDERS}/report-order.ts`,
    find: "filled: order.filled.max(filled),",
    put: "filled,",
    tests: [MACHINE],
  }),
];

const reservations = [
  guard("reserves-unsent", "An approved order counts against limits before it has left.", {
    file: `${ORDERS}/reservation.ts`,
    find: '  INTENT: "pending",\n',
    put: "",
    tests: [`${ORDERS}/reservation.test.ts`],
  }),
  guard("reserves-unknown", "An order of unknown fate keeps its reservation.", {
    file: `${ORDERS}/reservation.ts`,
    find: '  UNKNOWN: "unknown",\n',
    put: "",
    tests: [`${USE_CASES}/terminal.test.ts`],
  }),
  guard("reserves-at-once", "An order reserves from the moment that it is journaled.", {
    file: `${USE_CASES}/apply.ts`,
    find: "  for (const clientId of ordersIn(record)) reserve(runtime, clientId);\n",
    put: "",
    tests: [`${USE_CASES}/terminal.test.ts`],
  }),
  guard(
    "reserves-outstanding",
    "What the venue counts as filled is reserved until its fills have moved the position.",
    {
      file: `${ORDERS}/reservation.ts`,
      find: "  if (isEnded(order.status) && fillsOutstanding(order).isPositive()) return untilFillsAreKnown(order);\n",
      put: "",
      tests: [`${ORDERS}/reservation.test.ts`],
    },
  ),
  guard("amend-reserves-both", "While a change is open its order counts at the worse of old and new terms.", {
    file: "src-core/risk/account-book.ts",
    find: "rest(terms).max(rest(amending))",
    put: "rest(amending)",
    tests: ["src-core/risk/amended-orders.test.ts"],
  }),
  guard("amend-open-until-shown", "A change without an answer is in doubt.", {
    file: `${ORDERS}/amend-order.ts`,
    find: 'return inAmend(timed, planId, "unknown", answer.reason);',
    put: 'return inAmend(timed, planId, "rejected", answer.reason);',
    tests: [`${ORDERS}/amend-order.test.ts`],
  }),
];

const doubts = [
  guard("unknown-is-not-failed", "A create without an answer is UNKNOWN, not rejected.", {
    file: `${ORDERS}/create-answer.ts`,
    find: 'return order.status === "INTENT" || order.status === "SENDING" ? doubted(order, answer.reason) : order;',
    put: 'return refused(order, "REJECTED", answer.reason);',
    tests: [MACHINE],
  }),
  guard("unknown-is-not-missing", "An order of unknown fate is waited for: nothing is sent in its place.", {
    file: `${ORDERS}/completion.ts`,
    find: 'state !== "working" && state !== "unknown");',
    put: 'state !== "working");',
    tests: [`${ORDERS}/failure-step.property.test.ts`],
  }),
  guard(
    "moved-inside-maximum",
    "What moves to another account stays under what the plan lets that account hold.",
    {
      file: `${ORDERS}/completion.ts`,
      find: "return (plan.body.envelope.maximumByLeg[leg] ?? ZERO).minus(there).max(ZERO);",
      put: "return plan.body.envelope.maximumByLeg[leg] === undefined ? there : plan.body.envelope.maximumTotal;",
      tests: [`${ORDERS}/completion.property.test.ts`],
    },
  ),
  guard("moved-counts-once", "What one account holds for another is not missing any more.", {
    file: `${ORDERS}/failure-step.ts`,
    find: "return short.minus(sum(outcome.map((leg) => onTop(plan, leg)))).max(ZERO);",
    put: "return short.minus(sum(outcome.map((leg) => onTop(plan, leg).min(ZERO)))).max(ZERO);",
    tests: [`${ORDERS}/completion.property.test.ts`, "src-main/use-cases/pursue-group.test.ts"],
  }),
  guard("moved-asks-the-gate", "An account takes what another lacks only where the gate lets it.", {
    file: "src-main/use-cases/pursue-group.ts",
    find: "if (refused.length === 0) return legs;",
    put: "if (refused.length >= 0) return legs;",
    tests: ["src-main/use-cases/pursue-group.test.ts"],
  }),
  guard("three-answers", "Absence needs three answers.", {
    file: `${ORDERS}/negative-proof.ts`,
    find: "const ANSWERS_NEEDED = 3;",
    put: "const ANSWERS_NEEDED = 2;",
    tests: [MACHINE],
  }),
  guard(
    "positive-control",
    "A 'not found' counts only where the same reading finds an order that is there.",
    {
      file: `${ORDERS}/negative-proof.ts`,
      find: "|| !positiveControl ||",
      put: "||",
      tests: [MACHINE],
    },
  ),
  guard("after-the-window", "A 'not found' counts only after the venue can no longer take the order.", {
    file: `${ORDERS}/negative-proof.ts`,
    find: "return order.acceptableUntilMs + 2 * Math.abs(clockErrorMs) + MARGIN_MS;",
    put: "return order.createdAtMs;",
    tests: [MACHINE],
  }),
  guard("clock-error-in-window", "The window is widened by the clock's error.", {
    file: `${ORDERS}/negative-proof.ts`,
    find: "order.acceptableUntilMs + 2 * Math.abs(clockErrorMs) + MARGIN_MS",
    put: "order.acceptableUntilMs + MARGIN_MS",
    tests: [MACHINE],
  }),
  guard("nothing-missed", "Absence needs a stream without a gap, or a clean record.", {
    file: `${ORDERS}/negative-proof.ts`,
    find: "|| !positiveControl || !nothingMissed)",
    put: "|| !positiveControl)",
    tests: [MACHINE],
  }),
  guard("life-outweighs-absence", "No number of 'not found' outweighs one sign of life.", {
    file: `${ORDERS}/negative-proof.ts`,
    find: "order.notFound.length >= ANSWERS_NEEDED && !hasLived(order)",
    put: "order.notFound.length >= ANSWERS_NEEDED",
    tests: [`${ORDERS}/negative-proof.property.test.ts`],
    named: "outweighs one sign",
  }),
  guard("record-has-control", "A record without the order that must be in it says nothing.", {
    file: `${ORDERS}/no-trace.ts`,
    find: "  if (!others.has(known.control)) return false;\n",
    put: "",
    tests: [`${ORDERS}/no-trace.property.test.ts`],
  }),
  guard("no-fill-no-shrinking", "A position that became smaller without a fill is not believed at once.", {
    file: `${USE_CASES}/doubt-position.ts`,
    find: "if (odd.length > 0 && !sameForLong(session, snapshot, odd)) return false;",
    put: "",
    tests: [`${USE_CASES}/watch-accounts.test.ts`],
  }),
];

export const DOUBT = [...fills, ...reservations, ...doubts];
