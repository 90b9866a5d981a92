// Where a user's data lives when no folder is named: the same place as the window host's.
import { homedir } from "node:os";
import { join } from "node:path";

const NAME = "Yoke";

/** The platform's folder for application data; relative environment values are ignored, as the XDG specification asks. */
export function dataFolder(env: Readonly<Record<string, string | undefined>>, platform: string): string {
  if (platform === "win32") return join(env["APPDATA"] ?? join(homedir(), "AppData", "Roaming"), NAME);
  if (platform === "darwin") return join(homedir(), "Library", "Application Support", NAME);
  const configured = env["XDG_CONFIG_HOME"];
  return join(configured?.startsWith("/") === true ? configured : join(homedir(), ".config"), NAME);
}
