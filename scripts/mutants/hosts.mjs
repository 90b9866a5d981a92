// The small innocent files that the mutants are tried on: one in every place that a rule speaks of.

/** The rooms of src-core, in the order that architecture gives them; rooms in one row do not know each other. */
export const ROOM_ROWS = [
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

const MAIN_PLACES = [
  "ports",
  "use-cases",
  "shell",
  "console-host",
  "cli",
  "adapters/exchange-ccxt",
  "adapters/exchange-paper",
  "adapters/secrets-keychain",
  "adapters/settings-electron-store",
  "adapters/settings-conf",
  "adapters/disk-node",
  "adapters/diagnostics-file",
];

const RENDERER_PLACES = ["bridge", "stores", "ui", "workspace", "features/accounts", "features/chart"];

/** The innocent file of a place, for example `host("src-core/risk")`. */
export function host(place) {
  return `${place}/wall-host.ts`;
}

export const ROOTS = ["src-main/main.ts", "src-main/preload.ts", "src-main/console.ts", "src-main/cli.ts"];

export const HOSTS = [
  ...ROOM_ROWS.flat().map((room) => host(`src-core/${room}`)),
  host("src-core/elsewhere"),
  ...MAIN_PLACES.map((place) => host(`src-main/${place}`)),
  ...RENDERER_PLACES.map((place) => host(`src-renderer/${place}`)),
  host("e2e"),
  host("e2e/simulator"),
  host("bench"),
];

export const HOST_TEXT = "export const wallHost = 1;\n";
