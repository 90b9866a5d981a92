// Decides between Electron's window and the console host, from facts alone and before any data is opened.

/**
 * `facts`: platform, isRoot, hasDisplay, and electron: `ready`, `absent` (a download may help), `unobtainable` or `broken`.
 * Answers `{ host: "electron" }`, `{ host: "download" }`, or `{ host: "console", why }`.
 */
export function chooseHost({ platform, isRoot, hasDisplay, electron, electronProblem }) {
  if (isRoot) return browser("Electron does not run as root");
  if (platform === "linux" && !hasDisplay) {
    return browser("there is no display (DISPLAY and WAYLAND_DISPLAY are not set)");
  }
  if (electron === "ready") return { host: "electron" };
  if (electron === "absent") return { host: "download" };
  return browser(electronProblem);
}

function browser(why) {
  return { host: "console", why };
}
