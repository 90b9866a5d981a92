// Safeguards of sending: written down before it leaves, approved before it is written, sent once, of one's own making.
import { guard } from "./guard.mjs";

const USE_CASES = "src-main/use-cases";
const JOURNAL_LOG = "src-main/adapters/journal-log";
const TERMINAL = `${USE_CASES}/terminal.test.ts`;

const journal = [
  guard(
    "sync-before-answer",
    "The journal answers when its bytes are on the device, not when they are written.",
    {
      file: `${JOURNAL_LOG}/journal-log.ts`,
      find: "written.ok ? await file.sync() : written",
      put: "written",
      tests: [`${JOURNAL_LOG}/journal-log.test.ts`],
      named: "whose sync failed",
    },
  ),
  guard("journal-before-send", "No order leaves before its intent is in the journal.", {
    file: `${USE_CASES}/approve-and-record.ts`,
    find: "if (!(await keeper.commit([submitted]))) {",
    put: "void keeper.commit([submitted]);\n  if (submitted.atMs < 0) {",
    tests: [TERMINAL],
  }),
  guard("journal-refuses", "What the journal cannot take is not sent.", {
    file: `${USE_CASES}/approve-and-record.ts`,
    find: "if (!(await keeper.commit([submitted]))) {",
    put: "await keeper.commit([submitted]);\n  if (submitted.atMs < 0) {",
    tests: [TERMINAL],
  }),
  guard("journal-rule", "The gate refuses while the journal cannot be written.", {
    file: "src-core/risk/rule-table.ts",
    find: '  ["journal", journal],\n',
    put: "",
    tests: ["src-core/risk/judge-plan.test.ts"],
  }),
  guard("journal-checksum", "A record whose checksum does not fit is not read.", {
    file: `${JOURNAL_LOG}/frame.ts`,
    find: "if (crc32c(covered) !== bytes.readUInt32LE(offset + LENGTH_BYTES)) {",
    put: "if (covered.length === 0) {",
    tests: [`${JOURNAL_LOG}/journal-log.test.ts`],
    named: "a bit flipped",
  }),
  guard("journal-chain", "A record that does not follow the one before is not read.", {
    file: `${JOURNAL_LOG}/frame.ts`,
    find: "if (!covered.subarray(0, HASH_BYTES).equals(previous)) {",
    put: "if (previous.length === 0) {",
    tests: [`${JOURNAL_LOG}/journal-log.test.ts`],
    named: "found by the chain",
  }),
  guard("journal-damage-halts", "A damaged journal halts trading until a person has looked.", {
    file: `${USE_CASES}/journal-loss.ts`,
    find: "if (damaged !== undefined) {",
    put: "if (damaged !== undefined && entries.length < 0) {",
    tests: [`${USE_CASES}/manage-limits.test.ts`],
  }),
  guard("journal-missing-halts", "A data folder that was in use and has no journal halts trading.", {
    file: `${USE_CASES}/journal-loss.ts`,
    find: "if (entries.length > 0 || !wasUsed(settings)) return undefined;",
    put: "if (entries.length >= 0) return undefined;",
    tests: [`${USE_CASES}/journal-loss.test.ts`],
  }),
  guard(
    "restart-doubts",
    "After a restart an order without a recorded answer is in doubt from that moment on.",
    {
      file: `${USE_CASES}/open-terminal.ts`,
      find: "for (const record of records) applyRecord(runtime, record);",
      put: "for (const record of [...halt, opened]) applyRecord(runtime, record);",
      tests: [`${USE_CASES}/absence-after-restart.test.ts`],
      named: "is proven absent",
    },
  ),
  guard("halt-is-kept", "A halt outlives a restart.", {
    file: `${USE_CASES}/causes.ts`,
    find: "  runtime.keeper.note(record);\n}\n\n/** Clears",
    put: "}\n\n/** Clears",
    tests: [TERMINAL],
  }),
  guard("halt-answered-when-kept", "A halt is answered when it is on the disk.", {
    file: `${USE_CASES}/kill.ts`,
    find: "  await runtime.keeper.settled();\n",
    put: "",
    tests: [TERMINAL],
  }),
];

const once = [
  guard("one-submit", "A second submit of a plan gets the first one's answer.", {
    file: `${USE_CASES}/submit-plan.ts`,
    find: "if (earlier !== undefined) return earlier;",
    put: "",
    tests: [TERMINAL],
  }),
  guard("hash-compared", "What is submitted is what was shown: the hash is compared.", {
    file: `${USE_CASES}/submit-plan.ts`,
    find: "if (plan.plan.hash !== hash) {",
    put: 'if (hash === "") {',
    tests: [TERMINAL],
  }),
  guard("approval-taken", "An approval is gone when its order leaves: a halt does not call it unsent.", {
    file: `${USE_CASES}/send-orders.ts`,
    find: "  state.unspent.delete(clientId);\n  if (approval === undefined",
    put: "  if (approval === undefined",
    tests: [`${USE_CASES}/send-orders.test.ts`],
  }),
  guard("egress-spent", "A client id that has left before does not leave again.", {
    file: "src-core/risk/egress.ts",
    find: "if (spent.has(order.clientId)) {",
    put: 'if (order.clientId === "") {',
    tests: ["src-core/risk/egress.test.ts"],
  }),
  guard("egress-asked", "The last look before the socket is taken for every order.", {
    file: `${USE_CASES}/send-orders.ts`,
    find: "if (approval === undefined || !mayLeave(runtime, approval)) return;",
    put: "if (approval === undefined) return;",
    tests: [`${USE_CASES}/send-orders.test.ts`],
  }),
  guard("egress-terms", "An order leaves with exactly the terms that the journal holds.", {
    file: "src-core/risk/egress.ts",
    find: "if (!sameValue(approval.terms[field], order.terms[field])) return field;",
    put: "",
    tests: ["src-core/risk/egress.test.ts"],
  }),
  guard("kill-voids", "A halt voids what was approved and has not left.", {
    file: `${USE_CASES}/kill.ts`,
    find: '  voidApprovals(runtime, (order) => reaches(order.accountId), "Halted before it was sent.");\n',
    put: "",
    tests: [TERMINAL],
  }),
  guard("kill-voids-in-section", "A halt between gate and journal voids what the journal then holds.", {
    file: `${USE_CASES}/approve-and-record.ts`,
    find: "if (trustIn(runtime, plan) === trustBefore) spendable",
    put: 'if (trustBefore !== "") spendable',
    tests: [TERMINAL],
  }),
];

const ids = [
  guard("ids-are-random", "Two client ids are never the same.", {
    file: "src-main/adapters/id-source-random/id-source-random.ts",
    find: 'randomBytes(RANDOM_BYTES).toString("hex")',
    put: '"7".repeat(2 * RANDOM_BYTES)',
    tests: ["src-main/adapters/id-source-random/id-source-random.test.ts"],
  }),
  guard("ids-name-installation", "A client id says which installation made it.", {
    file: "src-core/orders/client-id.ts",
    find: "(BigInt(`0x${installation}`) << RANDOM_BITS) | random",
    put: "random",
    tests: ["src-core/orders/client-id.property.test.ts"],
  }),
  guard("ids-per-leg", "Every order of a plan has a client id of its own.", {
    file: "src-core/risk/approve.ts",
    find: "new Set(clientIds).size !== clientIds.length",
    put: "clientIds.length < 0",
    tests: ["src-core/risk/approve.test.ts"],
  }),
];

const followUps = [
  guard("envelope-asked", "A follow-up outside the envelope of its plan is refused.", {
    file: `${USE_CASES}/approve-and-record.ts`,
    find: 'if (flaw !== undefined) return refusal("outside-envelope", "plan", flaw);',
    put: 'if (flaw === "") return refusal("outside-envelope", "plan", flaw);',
    tests: [`${USE_CASES}/follow-up-envelope.test.ts`],
  }),
  guard("envelope-maximum", "A follow-up takes no leg over its maximum.", {
    file: "src-core/plan/follow-up.ts",
    find: 'return used.there.plus(asked).greaterThan(maximum) ? "It would take its leg over its maximum." : undefined;',
    put: 'return maximum.isNegative() ? "It would take its leg over its maximum." : undefined;',
    tests: ["src-core/plan/follow-up.test.ts"],
  }),
  guard("envelope-unwind", "An unwind takes back no more than has filled.", {
    file: "src-core/plan/follow-up.ts",
    find: "used.back.plus(asked).greaterThan(used.filled)",
    put: "used.filled.isNegative()",
    tests: ["src-core/plan/follow-up.test.ts"],
  }),
  guard("envelope-total", "Follow-ups take no plan over its total.", {
    file: "src-core/plan/follow-up.ts",
    find: "return total.greaterThan(root.body.envelope.maximumTotal)",
    put: "return total.isNegative()",
    tests: ["src-core/plan/follow-up.test.ts"],
  }),
  guard("pairs-in-stages", "The legs of a pair leave in stages that keep its net within the bound.", {
    file: "src-core/plan/legs-due.ts",
    find: "    if (!isWithin(range, pair)) break;\n",
    put: "",
    tests: ["src-core/plan/legs-due.property.test.ts"],
  }),
  guard("pair-stops", "When one side of a pair ended short, its other legs stay.", {
    file: "src-core/plan/legs-due.ts",
    find: "if (because.length === 0) return [];",
    put: "if (because.length >= 0) return [];",
    tests: ["src-core/plan/legs-due.property.test.ts"],
  }),
];

export const SENDING = [...journal, ...once, ...ids, ...followUps];
