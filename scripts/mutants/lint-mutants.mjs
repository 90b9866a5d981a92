// Mutants for the third wall: what compiles, breaks no import rule, and must still not pass.
import { host } from "./hosts.mjs";

const CORE = host("src-core/money");
const USE_CASE = host("src-main/use-cases");
const ADAPTER = host("src-main/adapters/exchange-paper");
const UI = host("src-renderer/ui");

const APPROVED = 'import type { RiskApproved } from "../../src-core/risk/verdict.ts";';

const MANY_LINES = Array.from({ length: 401 }, (_, index) => `export const line${index} = ${index};`).join(
  "\n",
);

const lint = (file, what, add, expect) => ({ what: `${expect}: ${what}`, file, add, expect });

const clocks = [
  lint(CORE, "Date.now", "export const at = () => Date.now();", "ambient-clock"),
  lint(CORE, "new Date()", "export const at = () => new Date();", "ambient-clock"),
  lint(CORE, "Date()", "export const at = () => Date();", "ambient-clock"),
  lint(CORE, "globalThis.Date.now", "export const at = () => globalThis.Date.now();", "ambient-clock"),
  lint(USE_CASE, "performance.now", "export const at = () => performance.now();", "ambient-clock"),
  lint(USE_CASE, "Date.now in a use case", "export const at = () => Date.now();", "ambient-clock"),
  lint(
    "src-core/money/decimal.ts",
    "Date.now beside Decimal",
    "export const at = () => Date.now();",
    "ambient-clock",
  ),
];

const randomness = [
  lint(CORE, "Math.random", "export const seed = () => Math.random();", "ambient-randomness"),
  lint(USE_CASE, "crypto.randomUUID", "export const id = () => crypto.randomUUID();", "ambient-randomness"),
  lint(
    USE_CASE,
    "crypto.getRandomValues",
    "export const id = () => crypto.getRandomValues(new Uint8Array(4));",
    "ambient-randomness",
  ),
];

const floats = [
  lint(CORE, "parseFloat", 'export const price = () => parseFloat("1.1");', "float-money"),
  lint(CORE, "Number.parseFloat", 'export const price = () => Number.parseFloat("1.1");', "float-money"),
  lint(USE_CASE, "Number()", 'export const price = () => Number("1.1");', "float-money"),
  lint(CORE, "unary plus", "export const price = (text: string) => +text;", "float-money"),
  lint(
    "src-core/money/decimal.ts",
    "a second float beside toFloat",
    'export const price = () => Number.parseFloat("1.1");',
    "float-money",
  ),
];

const approvals = [
  lint(
    ADAPTER,
    "a cast in an adapter",
    `${APPROVED.replaceAll("../../", "../../../")}\nexport const forge = (order: object) => order as RiskApproved;`,
    "forged-approval",
  ),
  lint(
    USE_CASE,
    "a cast by way of unknown",
    `${APPROVED}\nexport const forge = (order: string) => order as unknown as RiskApproved[];`,
    "forged-approval",
  ),
  lint(
    USE_CASE,
    "a type guard",
    `${APPROVED}\nexport const isApproved = (order: unknown): order is RiskApproved => order !== null;`,
    "forged-approval",
  ),
  lint(
    USE_CASE,
    "another name for it",
    'import type { RiskApproved as Order } from "../../src-core/risk/verdict.ts";\nexport const forge = (order: object) => order as Order;',
    "forged-approval",
  ),
  lint(USE_CASE, "an alias", `${APPROVED}\nexport type Order = RiskApproved;`, "forged-approval"),
  lint(
    USE_CASE,
    "an import type",
    'export const forge = (order: object) => order as import("../../src-core/risk/verdict.ts").RiskApproved;',
    "forged-approval",
  ),
];

const shape = [
  lint(CORE, "export default", "const two = 2;\nexport default two;", "no-default-export"),
  lint(UI, "an enum", 'export enum Side { Buy = "buy" }', "no-enum"),
  lint(CORE, "an import", 'export { ZERO } from "./decimal";', "import-extension"),
  lint(CORE, "a dynamic import", 'export const later = () => import("./decimal");', "import-extension"),
  lint(CORE, "401 lines", MANY_LINES, "max-lines"),
  lint(
    CORE,
    "71 lines",
    `export function long(): void {\n${"  ZERO.sign();\n".repeat(71)}}\nimport { ZERO } from "./decimal.ts";`,
    "max-lines-per-function",
  ),
  lint(USE_CASE, "a log line", "console.log(1);", "no-console"),
  lint(
    CORE,
    "without a reason",
    "// eslint-disable-next-line no-restricted-syntax\nexport const at = () => Date.now();",
    "house/disable-needs-reason",
  ),
  lint(
    UI,
    "any",
    "export const loose = (value: any) => value as string;",
    "@typescript-eslint/no-explicit-any",
  ),
  lint(
    UI,
    "non-null",
    "export const first = (list: string[]) => list[0]!;",
    "@typescript-eslint/no-non-null-assertion",
  ),
  lint(
    USE_CASE,
    "a promise left alone",
    "export const go = (run: () => Promise<void>) => { run(); };",
    "@typescript-eslint/no-floating-promises",
  ),
  lint(
    USE_CASE,
    "a forgotten case",
    'export const word = (side: "buy" | "sell") => { switch (side) { case "buy": return 1; } return 2; };',
    "@typescript-eslint/switch-exhaustiveness-check",
  ),
  lint(
    UI,
    "a hook in a branch",
    'import { useState } from "react";\nexport function useSize(open: boolean) { if (open) { useState(1); } }',
    "react-hooks/rules-of-hooks",
  ),
];

export const LINT_MUTANTS = [...clocks, ...randomness, ...floats, ...approvals, ...shape];
