// Settings between main and the workspace: taken once at the start, kept a moment after each change.
import { readLayout, writeLayout } from "./saved-layout.ts";
import type { Terminal } from "./terminal.ts";
import { act } from "./ticket.ts";
import type { Settings } from "./workspace.ts";

const SAVE_AFTER_MS = 1_000;

/** Puts the saved preferences into the workspace and the ticket. */
export function takePreferences({ workspace, ticket }: Terminal, settings: Settings): void {
  const { version: _version, lastListing, lastGroup, layout, ...own } = settings;
  workspace.setState({ ...own, listing: lastListing, ...readLayout(layout) });
  act(ticket, { kind: "listing-chosen", listing: lastListing });
  act(ticket, { kind: "chosen", choices: { groupId: lastGroup } });
}

/** Saves after changes until the answer is called; losing them harms nothing, so failures stay silent. */
export function keepPreferences(terminal: Terminal): () => void {
  const { workspace, ticket, client, clock } = terminal;
  let saved = JSON.stringify(settingsOf(terminal));
  let takeBack = (): void => undefined;
  const later = (): void => {
    takeBack();
    takeBack = clock.after(SAVE_AFTER_MS, () => {
      const settings = settingsOf(terminal);
      const text = JSON.stringify(settings);
      if (text === saved) return;
      saved = text;
      void client.request("settings/save", { settings });
    });
  };
  const stops = [workspace.subscribe(later), ticket.subscribe(later)];
  return () => {
    takeBack();
    for (const stop of stops) stop();
  };
}

function settingsOf({ workspace, ticket }: Terminal): Settings {
  const state = workspace.getState();
  return {
    version: 1,
    theme: state.theme,
    sides: state.sides,
    density: state.density,
    lastListing: state.listing,
    lastGroup: ticket.getState().groupId,
    layout: writeLayout(state),
    hotkeys: state.hotkeys,
    recentActions: state.recentActions,
    attention: state.attention,
    welcomed: state.welcomed,
  };
}
