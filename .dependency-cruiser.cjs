// The second wall: who may import whom. Each rule's name is the sentence a reviewer would say.
// A rule that could never fire is worse than none: scripts/wall-mutants.mjs breaks every one of them.

/** The rooms of src-core in order: a room may look only at rows above its own. */
const ROOMS = [
  ["money"],
  ["market"],
  ["order-terms"],
  ["portfolio"],
  ["plan"],
  ["allocation", "rebalance", "flatten"],
  ["risk"],
  ["orders"],
  ["presets"],
  ["journal"],
  ["alerts"],
  ["ticket"],
  ["settings"],
  ["contract"],
];

const ROOM_NPM = { plan: ["@noble/hashes"], contract: ["zod"] };

/** The packages that an adapter exists for; one that is not listed here has Node's own modules only. */
const ADAPTER_NPM = {
  "exchange-ccxt": ["ccxt", "undici", "ws"],
  "secrets-keychain": ["keytar", "@github/keytar"],
  "settings-electron-store": ["electron-store", "electron"],
  "settings-conf": ["conf"],
  "diagnostics-file": ["rotating-file-stream"],
};

const TESTS = "\\.(test|conformance)\\.tsx?$";
const ROOTS = "^src-main/[^/]+\\.ts$";
const ENTRIES = [
  "^src-main/(main|preload|console|cli)\\.ts$",
  "^src-main/adapters/.*-thread\\.ts$",
  "^src-renderer/main\\.tsx$",
];
const PRODUCT = "^src-(core|main|renderer)/";
const ELECTRON = ["^electron$", npm("electron")];
const NODE = ["core"];
const NPM = ["npm", "npm-dev", "npm-optional", "npm-peer", "npm-no-pkg", "npm-unknown"];

/** Matches files of the named packages, wherever they are installed. */
function npm(...names) {
  return `(^|/)node_modules/(${names.join("|").replaceAll(".", "\\.")})/`;
}

function rule(name, from, to, comment) {
  const source = typeof from === "string" ? { path: from } : from;
  return { name, severity: "error", from: source, to, ...(comment === undefined ? {} : { comment }) };
}

function product(path) {
  return { path, pathNot: TESTS };
}

function roomOrderRules() {
  return ROOMS.slice(0, -1).flatMap((row, index) =>
    row.map((room) => {
      const allowed = [...ROOMS.slice(0, index).flat(), room].join("|");
      return rule(`${room}-sees-only-earlier-rooms`, `^src-core/${room}/`, {
        path: "^src-core/",
        pathNot: `^src-core/(${allowed})/`,
      });
    }),
  );
}

function roomPackageRules() {
  return ROOMS.flat().map((room) =>
    rule(`${room}-has-no-npm-but-its-own`, product(`^src-core/${room}/`), {
      dependencyTypes: NPM,
      pathNot: npm(...(ROOM_NPM[room] ?? ["none"])),
    }),
  );
}

const core = [
  rule("core-imports-only-core", "^src-core/", {
    path: "^(src-main|src-renderer|e2e|bench|scripts)/",
  }),
  rule("core-has-no-node", product("^src-core/"), { dependencyTypes: NODE }),
  rule("core-has-no-room-outside-the-order", "^src-", {
    path: "^src-core/",
    pathNot: `^src-core/(${ROOMS.flat().join("|")})/`,
  }),
  ...roomOrderRules(),
  ...roomPackageRules(),
];

function adapterRules() {
  const named = Object.entries(ADAPTER_NPM).map(([adapter, packages]) =>
    rule(`${adapter}-has-only-its-own-package`, product(`^src-main/adapters/${adapter}/`), {
      dependencyTypes: [...NPM, "unknown"],
      pathNot: [npm(...packages), ...(packages.includes("electron") ? ELECTRON : [])],
    }),
  );
  const others = rule(
    "other-adapters-have-no-npm",
    {
      path: "^src-main/adapters/",
      pathNot: [TESTS, `^src-main/adapters/(${Object.keys(ADAPTER_NPM).join("|")})/`],
    },
    { dependencyTypes: NPM },
  );
  return [...named, others];
}

const main = [
  rule("main-never-imports-the-renderer", "^src-main/", { path: "^src-renderer/" }),
  rule("ports-know-only-core", "^src-main/ports/", {
    path: "^src-",
    pathNot: ["^src-core/", "^src-main/ports/"],
  }),
  rule("use-cases-know-only-core-and-ports", product("^src-main/use-cases/"), {
    path: "^src-",
    pathNot: ["^src-core/", "^src-main/(ports|use-cases)/"],
  }),
  rule("ports-and-use-cases-have-no-io", product("^src-main/(ports|use-cases)/"), {
    dependencyTypes: [...NPM, ...NODE],
  }),
  rule("adapters-do-not-know-each-other", product("^src-main/adapters/([^/]+)/"), {
    path: "^src-main/adapters/",
    pathNot: "^src-main/adapters/$1/",
  }),
  rule("adapters-know-only-core-and-ports", product("^src-main/adapters/"), {
    path: "^src-main/",
    pathNot: "^src-main/(ports|adapters)/",
  }),
  ...adapterRules(),
  rule("the-paper-venue-has-no-io", product("^src-main/adapters/exchange-paper/"), { dependencyTypes: NODE }),
  rule("hosts-know-use-cases-and-ports-not-adapters", product("^src-main/(shell|console-host)/([^/]+)"), {
    path: "^src-main/",
    pathNot: ["^src-main/(use-cases|ports)/", "^src-main/$1/"],
  }),
  rule("the-shell-has-no-npm-but-electron", product("^src-main/shell/"), {
    dependencyTypes: NPM,
    pathNot: ELECTRON,
  }),
  rule("the-console-host-has-no-npm-but-ws", product("^src-main/console-host/"), {
    dependencyTypes: NPM,
    pathNot: npm("ws", "@types/ws"),
  }),
  rule("the-command-line-has-no-npm-but-zod", product("^src-main/cli/"), {
    dependencyTypes: NPM,
    pathNot: npm("zod"),
  }),
  rule("the-command-line-never-reaches-a-venue-or-a-key", "^src-main/cli(\\.ts$|/)", {
    path: "^src-main/adapters/(exchange-|secrets-)",
    reachable: true,
  }),
  rule("nobody-imports-a-composition-root", "^src-main/[^/]+/", { path: ROOTS }),
  rule(
    "only-the-shell-knows-electron",
    {
      path: PRODUCT,
      pathNot: "^src-main/(shell/|main\\.ts$|preload\\.ts$|adapters/settings-electron-store/)",
    },
    { path: ELECTRON },
  ),
  rule(
    "only-the-ccxt-adapter-knows-ccxt",
    { path: PRODUCT, pathNot: "^src-main/adapters/exchange-ccxt/" },
    {
      path: npm("ccxt"),
    },
  ),
  rule(
    "only-the-keychain-adapter-knows-keytar",
    { path: PRODUCT, pathNot: "^src-main/adapters/secrets-keychain/" },
    {
      path: npm("keytar", "@github/keytar"),
    },
  ),
  rule("preload-carries-only-channel-names", "^src-main/preload\\.ts$", {
    pathNot: ["^src-core/contract/channels\\.ts$", ...ELECTRON],
    reachable: true,
  }),
  rule("the-console-never-reaches-electron", "^src-main/(console|cli)\\.ts$", {
    path: ELECTRON,
    reachable: true,
  }),
];

const RENDERER_CORE = "^src-core/((money|order-terms|ticket|contract|settings)/|market/candle\\.ts$)";

const renderer = [
  rule("the-renderer-never-reaches-main", "^src-renderer/", {
    path: [
      "^src-main/",
      ...ELECTRON,
      npm("ccxt", "keytar", "@github/keytar", "electron-store", "conf", "ws", "undici"),
    ],
    reachable: true,
  }),
  rule("the-renderer-has-no-node", product("^src-renderer/"), { dependencyTypes: NODE }),
  rule("the-bridge-knows-only-the-contract", product("^src-renderer/bridge/"), {
    path: "^src-",
    pathNot: ["^src-core/contract/", "^src-renderer/bridge/"],
  }),
  rule("the-renderer-leaves-the-domain-to-main", product("^src-renderer/"), {
    path: "^src-core/",
    pathNot: RENDERER_CORE,
  }),
  rule("candles-are-a-type-in-the-renderer", product("^src-renderer/"), {
    path: "^src-core/market/",
    dependencyTypesNot: ["type-only"],
  }),
  rule("features-do-not-know-each-other", "^src-renderer/features/([^/]+)/", {
    path: "^src-renderer/features/",
    pathNot: "^src-renderer/features/$1/",
  }),
  rule("features-do-not-know-the-workspace", product("^src-renderer/(features|stores|bridge|ui)/"), {
    path: "^src-renderer/(workspace/|[^/]+$)",
  }),
  rule("stores-do-not-know-screens", product("^src-renderer/stores/"), {
    path: "^src-renderer/(features|ui)/",
  }),
  rule("ui-knows-no-state", product("^src-renderer/ui/"), {
    path: "^src-renderer/(features|stores|bridge)/",
  }),
];

/** It plays everything around the terminal, so it drives the spine itself and none of the hosts. */
const simulator = [
  rule("the-simulator-drives-the-spine-and-no-host", "^e2e/simulator/", {
    path: "^(src-renderer/|src-main/(shell|console-host|cli)/|src-main/[^/]+\\.ts$)",
  }),
];

const everywhere = [
  rule("no-cycles", {}, { circular: true }),
  // A port may stand before its first adapter; knip finds the one that nobody ever uses.
  rule(
    "no-orphans",
    { orphan: true, pathNot: [...ENTRIES, TESTS, "\\.d\\.ts$", "^(e2e|bench|src-main/ports)/"] },
    {},
  ),
  rule("no-unresolvable", {}, { couldNotResolve: true, pathNot: "^electron$" }),
  rule("product-never-imports-tests", product(PRODUCT), {
    path: ["^(e2e|bench|scripts)/", "\\.test\\.tsx?$"],
  }),
  rule("no-dev-dependency-in-the-product", product(PRODUCT), {
    dependencyTypes: ["npm-dev"],
    dependencyTypesNot: ["type-only"],
    pathNot: [...ELECTRON, npm("@types/[^/]+")],
  }),
  rule("every-package-is-declared", {}, { dependencyTypes: ["npm-no-pkg", "npm-unknown"] }),
];

module.exports = {
  forbidden: [...core, ...main, ...renderer, ...simulator, ...everywhere],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".d.ts", ".mjs", ".cjs", ".js", ".json", ".css"],
    },
  },
};
