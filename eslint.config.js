// The third wall: what neither the compiler nor the import rules can see.
// Flat config replaces a rule's options instead of merging them, so every ban list is built once, here.
import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";
import { house } from "./scripts/lib/house-lint.mjs";

const TYPED = ["**/*.ts", "**/*.tsx"];
const PRODUCT = ["src-*/**/*.ts", "src-*/**/*.tsx"];
const TESTS = ["**/*.test.ts", "**/*.test.tsx", "**/*.conformance.ts"];
const REPLAYED = ["src-core/**/*.ts", "src-main/use-cases/**/*.ts"];
const CONFIGS = ["*.config.ts", "*.config.js", "*.setup.ts"];

const NODE_GLOBALS = Object.fromEntries(
  ["AbortSignal", "URL", "clearInterval", "console", "fetch", "performance", "setInterval"].map((name) => [
    name,
    "readonly",
  ]),
);

const IMPORTERS = ["ImportDeclaration", "ExportNamedDeclaration", "ExportAllDeclaration", "ImportExpression"];
const HAS_EXTENSION = "[source.value=/[.](ts|tsx|js|mjs|cjs|css|json|svg|png|woff2)([?][a-z]+)?$/]";

const language = [
  { selector: "TSEnumDeclaration", message: "no-enum: use a union of string literals." },
  ...IMPORTERS.map((importer) => ({
    selector: `${importer}[source.value=/^[.]/]:not(${HAS_EXTENSION})`,
    message: "import-extension: a relative import names its file with the extension.",
  })),
];

const namedExports = [
  { selector: "ExportDefaultDeclaration", message: "no-default-export: named exports only." },
];

const APPROVALS = ["RiskApproved", "AmendApproved"];
const APPROVED = APPROVALS.flatMap((name) => [
  `TSTypeReference[typeName.name='${name}']`,
  `TSTypeReference[typeName.right.name='${name}']`,
  `TSImportType[qualifier.name='${name}']`,
]);

const forgedApproval = [
  ...["TSAsExpression", "TSTypeAssertion", "TSTypePredicate"].flatMap((cast) =>
    APPROVED.map((type) => `${cast} ${type}`),
  ),
  ...APPROVED.map((type) => `TSTypeAliasDeclaration > ${type}`),
  ...APPROVALS.map((name) => `ImportSpecifier[imported.name='${name}']:not([local.name='${name}'])`),
].map((selector) => ({
  selector,
  message: "forged-approval: only src-core/risk/approve.ts makes an approval; nobody casts to it.",
}));

const ambient = [
  [
    "NewExpression[callee.name='Date'][arguments.length=0]",
    "ambient-clock: new Date() reads the clock; take the time as an argument.",
  ],
  [
    "CallExpression[callee.name='Date']",
    "ambient-clock: Date() reads the clock; take the time as an argument.",
  ],
  [member("Date", "now"), "ambient-clock: take the time as an argument, or the record cannot be replayed."],
  [member("performance", "now"), "ambient-clock: take the time as an argument."],
  [member("Math", "random"), "ambient-randomness: take ids and seeds as arguments."],
  [member("crypto", "randomUUID"), "ambient-randomness: ids come from the id-source port."],
  [member("crypto", "getRandomValues"), "ambient-randomness: ids come from the id-source port."],
].map(([selector, message]) => ({ selector, message }));

const floats = [
  ["CallExpression[callee.name=/^(parseFloat|Number)$/]", "float-money: parse with Decimal, never a float."],
  [member("Number", "parseFloat"), "float-money: parse with Decimal, never a float."],
  ["UnaryExpression[operator='+']", "float-money: a unary plus makes a float; parse with Decimal."],
].map(([selector, message]) => ({ selector, message }));

/** The one place where a Decimal may become a float: for statistics and drawing. */
const floatsOutsideToFloat = floats.map(({ selector, message }) => ({
  selector: `${selector}:not(MethodDefinition[key.name='toFloat'] *)`,
  message,
}));

const everywhere = [...language, ...namedExports, ...forgedApproval];

function member(object, property) {
  return `MemberExpression:matches([object.name='${object}'], [object.property.name='${object}'])[property.name='${property}']`;
}

export default defineConfig(
  { ignores: ["out/**", ".out/**", "release/**", "test-results/**", "playwright-report/**", "coverage/**"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" }, plugins: { house } },
  { rules: { "house/disable-needs-reason": "error" } },
  { files: TYPED, extends: [tseslint.configs.strictTypeChecked] },
  {
    files: TYPED,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-restricted-syntax": ["error", ...everywhere],
      // An async function without await still turns a throw into a rejection, which every port promises.
      "@typescript-eslint/require-await": "off",
      // Ports are closures over their own state: none of them reads `this`, so their methods may be handed around.
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-invalid-void-type": ["error", { allowAsThisParameter: true }],
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "@typescript-eslint/unbound-method": ["error", { ignoreStatic: true }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  // Ports and hosts are records of closures, which need no `this`; the classes with one live in core.
  {
    files: [
      "src-main/**/*.ts",
      "src-renderer/**/*.ts",
      "src-renderer/**/*.tsx",
      "e2e/**/*.ts",
      "bench/**/*.ts",
      ...TESTS,
    ],
    rules: { "@typescript-eslint/unbound-method": "off" },
  },
  {
    files: PRODUCT,
    ignores: TESTS,
    rules: {
      "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 70, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: REPLAYED,
    ignores: TESTS,
    rules: {
      "no-console": "error",
      "no-restricted-syntax": ["error", ...everywhere, ...ambient, ...floats],
    },
  },
  {
    files: ["src-core/risk/approve.ts"],
    rules: { "no-restricted-syntax": ["error", ...language, ...namedExports, ...ambient, ...floats] },
  },
  {
    files: ["src-core/money/decimal.ts"],
    rules: { "no-restricted-syntax": ["error", ...everywhere, ...ambient, ...floatsOutsideToFloat] },
  },
  {
    files: ["src-renderer/**/*.ts", "src-renderer/**/*.tsx"],
    extends: [reactHooks.configs.flat["recommended-latest"]],
    // It warns of what React's compiler would skip, and nothing here is compiled by it.
    rules: { "react-hooks/incompatible-library": "off" },
  },
  { files: CONFIGS, rules: { "no-restricted-syntax": ["error", ...language] } },
  {
    files: ["**/*.js", "**/*.mjs", "**/*.cjs"],
    languageOptions: { globals: NODE_GLOBALS },
    rules: { "no-undef": "error", "no-unused-vars": "error", "prefer-const": "error", eqeqeq: "error" },
  },
  { files: ["**/*.cjs"], languageOptions: { sourceType: "commonjs", globals: { module: "readonly" } } },
);
