// Rights that a page may have, set in Chromium as the application's handlers answer.
import type { CdpSession } from "./cdp-pipe.ts";

type Ask = (contents: unknown, permission: string, answer: (granted: boolean) => void) => void;
type Check = (contents: unknown, permission: string, origin: string) => boolean;

export interface PermissionAnswers {
  request?: Ask;
  check?: Check;
}

/** Electron's names, and Chromium's for the same right. */
const RIGHTS = [
  ["geolocation", "geolocation"],
  ["notifications", "notifications"],
  ["midi", "midi"],
  ["clipboard-read", "clipboard-read"],
  ["media", "camera"],
  ["media", "microphone"],
  ["idle-detection", "idle-detection"],
] as const;

/** Grants what both handlers grant, and everything where there is no handler: Electron's default. */
export async function applyPermissions(
  browser: CdpSession,
  answers: PermissionAnswers,
  contents: unknown,
  origin: string,
): Promise<void> {
  for (const [asked, name] of RIGHTS) {
    const checked = answers.check?.(contents, asked, origin) ?? true;
    const granted = checked && (await requested(answers.request, contents, asked));
    const setting = granted ? "granted" : "denied";
    await browser.send("Browser.setPermission", { permission: { name }, setting });
  }
}

function requested(ask: Ask | undefined, contents: unknown, permission: string): Promise<boolean> {
  if (ask === undefined) return Promise.resolve(true);
  return new Promise((resolve) => {
    ask(contents, permission, resolve);
  });
}
