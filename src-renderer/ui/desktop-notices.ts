// Notices on the desktop, through the browser and only where a person allowed them.

export type DesktopPermission = NotificationPermission | "none";

/** What this window may do; `none` where there is no such thing. */
export function desktopPermission(): DesktopPermission {
  return typeof Notification === "function" ? Notification.permission : "none";
}

/** Asks the person; browsers ask only once. */
export async function askForDesktop(): Promise<DesktopPermission> {
  return typeof Notification === "function" ? Notification.requestPermission() : "none";
}

/** Shows it unless the window is being looked at: then the toast is enough. */
export function showOnDesktop(text: string, tag: string): void {
  if (desktopPermission() !== "granted" || document.hasFocus()) return;
  const notice = new Notification("Yoke", { body: text, tag });
  notice.onclick = () => {
    window.focus();
  };
}
