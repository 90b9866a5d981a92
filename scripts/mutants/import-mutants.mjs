// Mutants for the second wall: each adds an import that a named rule forbids.
// `files` maps a file to the text added to it; the first is the one that the rule must name.
import { host, ROOM_ROWS, ROOTS } from "./hosts.mjs";

const ROOMS = ROOM_ROWS.flat();
const FEATURE = host("src-renderer/features/accounts");
const UI = host("src-renderer/ui");
const USE_CASE = host("src-main/use-cases");
const PORT = host("src-main/ports");
const SHELL = host("src-main/shell");
const CONSOLE_HOST = host("src-main/console-host");
const COMMAND_LINE = host("src-main/cli");
const CCXT = host("src-main/adapters/exchange-ccxt");
const PAPER = host("src-main/adapters/exchange-paper");
const DISK = host("src-main/adapters/disk-node");
const [, PRELOAD, CONSOLE] = ROOTS;

function imports(from) {
  return `import * as wallMutant from "${from}";\nexport { wallMutant };`;
}

function importsType(from) {
  return `export type { wallHost as WallMutant } from "${from}";`;
}

function mutant(expect, file, add, also = {}, what = "") {
  return { what: `${expect}${what}`, expect, files: { [file]: add, ...also } };
}

const earlierOnly = ROOM_ROWS.flatMap((row, index) => {
  const next = ROOM_ROWS[index + 1] ?? [];
  return row.flatMap((room) =>
    [...row.filter((other) => other !== room), ...next.slice(0, 1)].map((later) =>
      mutant(
        `${room}-sees-only-earlier-rooms`,
        host(`src-core/${room}`),
        importsType(`../${later}/wall-host.ts`),
        {},
        ` (${later})`,
      ),
    ),
  );
});

const roomPackages = ROOMS.map((room) =>
  mutant(`${room}-has-no-npm-but-its-own`, host(`src-core/${room}`), imports("react")),
);

const core = [
  mutant(
    "core-imports-only-core",
    host("src-core/contract"),
    importsType("../../src-main/ports/wall-host.ts"),
  ),
  mutant("core-has-no-node", host("src-core/money"), imports("node:fs")),
  mutant(
    "core-has-no-node",
    host("src-core/risk"),
    'import type { Stats } from "node:fs";\nexport type { Stats };',
    {},
    " (type)",
  ),
  mutant(
    "core-has-no-room-outside-the-order",
    host("src-core/contract"),
    importsType("../elsewhere/wall-host.ts"),
  ),
];

const adapters = [
  mutant("adapters-do-not-know-each-other", CCXT, importsType("../exchange-paper/wall-host.ts")),
  mutant("adapters-know-only-core-and-ports", PAPER, importsType("../../use-cases/wall-host.ts")),
  mutant("exchange-ccxt-has-only-its-own-package", CCXT, imports("conf")),
  mutant(
    "secrets-keychain-has-only-its-own-package",
    host("src-main/adapters/secrets-keychain"),
    imports("ws"),
  ),
  mutant(
    "settings-electron-store-has-only-its-own-package",
    host("src-main/adapters/settings-electron-store"),
    imports("conf"),
  ),
  mutant(
    "settings-conf-has-only-its-own-package",
    host("src-main/adapters/settings-conf"),
    imports("electron-store"),
  ),
  mutant(
    "diagnostics-file-has-only-its-own-package",
    host("src-main/adapters/diagnostics-file"),
    imports("conf"),
  ),
  mutant("other-adapters-have-no-npm", DISK, imports("conf")),
  mutant("the-paper-venue-has-no-io", PAPER, imports("node:timers")),
  mutant("only-the-ccxt-adapter-knows-ccxt", PAPER, imports("ccxt")),
  mutant(
    "only-the-ccxt-adapter-knows-ccxt",
    USE_CASE,
    'import type { Order } from "ccxt";\nexport type { Order };',
    {},
    " (type)",
  ),
  mutant("only-the-keychain-adapter-knows-keytar", USE_CASE, imports("keytar")),
  mutant("only-the-shell-knows-electron", DISK, imports("electron")),
  mutant(
    "only-the-shell-knows-electron",
    CONSOLE_HOST,
    'import type { App } from "electron";\nexport type { App };',
    {},
    " (type)",
  ),
];

const main = [
  mutant("main-never-imports-the-renderer", SHELL, importsType("../../src-renderer/stores/wall-host.ts")),
  mutant("ports-know-only-core", PORT, importsType("../use-cases/wall-host.ts")),
  mutant(
    "use-cases-know-only-core-and-ports",
    USE_CASE,
    importsType("../adapters/exchange-paper/wall-host.ts"),
  ),
  mutant("ports-and-use-cases-have-no-io", USE_CASE, imports("node:crypto")),
  mutant("ports-and-use-cases-have-no-io", PORT, imports("ws"), {}, " (npm)"),
  mutant(
    "hosts-know-use-cases-and-ports-not-adapters",
    SHELL,
    importsType("../adapters/exchange-ccxt/wall-host.ts"),
  ),
  mutant(
    "hosts-know-use-cases-and-ports-not-adapters",
    CONSOLE_HOST,
    importsType("../shell/wall-host.ts"),
    {},
    " (each other)",
  ),
  mutant("the-shell-has-no-npm-but-electron", SHELL, imports("ws")),
  mutant("the-console-host-has-no-npm-but-ws", CONSOLE_HOST, imports("conf")),
  mutant("the-command-line-has-no-npm-but-zod", COMMAND_LINE, imports("ws")),
  mutant(
    "the-command-line-never-reaches-a-venue-or-a-key",
    COMMAND_LINE,
    importsType("../use-cases/wall-host.ts"),
    { [USE_CASE]: importsType("../adapters/exchange-paper/wall-host.ts") },
  ),
  mutant("nobody-imports-a-composition-root", USE_CASE, imports("../console.ts")),
  mutant("preload-carries-only-channel-names", PRELOAD, imports("../src-core/contract/wall-host.ts")),
  mutant(
    "preload-carries-only-channel-names",
    PRELOAD,
    imports("../src-core/contract/channels.ts"),
    { "src-core/contract/channels.ts": imports("zod/mini") },
    " (by way of the channels)",
  ),
  mutant("the-console-never-reaches-electron", CONSOLE, imports("./shell/wall-host.ts"), {
    [SHELL]: imports("electron"),
  }),
];

const renderer = [
  mutant("the-renderer-never-reaches-main", FEATURE, importsType("../../../src-main/ports/wall-host.ts")),
  mutant(
    "the-renderer-never-reaches-main",
    FEATURE,
    imports("../../ui/wall-host.ts"),
    {
      [UI]: importsType("../../src-core/money/wall-host.ts"),
      [host("src-core/money")]: importsType("../../src-main/use-cases/wall-host.ts"),
    },
    " (by way of two files)",
  ),
  mutant("the-renderer-never-reaches-main", FEATURE, imports("ccxt"), {}, " (ccxt)"),
  mutant("the-renderer-never-reaches-main", FEATURE, imports("electron"), {}, " (electron)"),
  mutant("the-renderer-never-reaches-main", FEATURE, imports("keytar"), {}, " (keytar)"),
  mutant("the-renderer-has-no-node", UI, imports("node:path")),
  mutant(
    "the-bridge-knows-only-the-contract",
    host("src-renderer/bridge"),
    importsType("../../src-core/money/wall-host.ts"),
  ),
  mutant(
    "the-renderer-leaves-the-domain-to-main",
    FEATURE,
    importsType("../../../src-core/risk/wall-host.ts"),
  ),
  mutant("candles-are-a-type-in-the-renderer", FEATURE, imports("../../../src-core/market/candle.ts")),
  mutant("features-do-not-know-each-other", FEATURE, importsType("../chart/wall-host.ts")),
  mutant("features-do-not-know-the-workspace", FEATURE, importsType("../../workspace/wall-host.ts")),
  mutant("stores-do-not-know-screens", host("src-renderer/stores"), importsType("../ui/wall-host.ts")),
  mutant("ui-knows-no-state", UI, importsType("../stores/wall-host.ts")),
];

const simulator = [
  mutant(
    "the-simulator-drives-the-spine-and-no-host",
    host("e2e/simulator"),
    imports("../../src-main/console-host/wall-host.ts"),
  ),
];

const everywhere = [
  mutant("no-cycles", FEATURE, imports("../../ui/wall-host.ts"), {
    [UI]: imports("../features/accounts/wall-host.ts"),
  }),
  { ...mutant("no-orphans", "src-core/plan/wall-orphan.ts", "export const alone = 1;"), whole: true },
  mutant("no-unresolvable", host("src-core/money"), imports("./gone.ts")),
  mutant("product-never-imports-tests", USE_CASE, importsType("../../e2e/wall-host.ts")),
  mutant("no-dev-dependency-in-the-product", UI, imports("jsdom")),
  mutant("every-package-is-declared", UI, imports("picocolors")),
];

export const IMPORT_MUTANTS = [
  ...earlierOnly,
  ...roomPackages,
  ...core,
  ...adapters,
  ...main,
  ...renderer,
  ...simulator,
  ...everywhere,
];
