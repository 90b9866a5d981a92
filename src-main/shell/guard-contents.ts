// What no page may do, whatever it becomes: leave the app, open windows, embed views, or ask for a device.
import { shell, type App, type Session, type WebContents } from "electron";
import { isAppAddress } from "./app-address.ts";

/** Pages that a link may open in the user's own browser. Exact addresses. */
const OUTSIDE = new Set(["https://www.tradingview.com/"]);

/** Guards every web contents that the app ever makes. */
export function guardContents(app: App): void {
  app.on("web-contents-created", (_event, contents) => {
    guard(contents);
  });
}

/** Denies every permission, asked for or checked: Electron grants all by default. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
}

function guard(contents: WebContents): void {
  const stay = (event: { preventDefault(): void; readonly url: string }) => {
    if (!isAppAddress(event.url)) event.preventDefault();
  };
  contents.on("will-navigate", stay);
  contents.on("will-frame-navigate", stay);
  contents.on("will-redirect", stay);
  contents.on("will-attach-webview", (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    if (OUTSIDE.has(url)) void shell.openExternal(url);
    return { action: "deny" };
  });
}
