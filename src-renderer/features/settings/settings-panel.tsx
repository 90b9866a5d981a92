// How the terminal looks, and what it is made of.
import type { ReactNode } from "react";
import { useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { showSide, type SettingsPage } from "../../stores/workspace.ts";
import { Button } from "../../ui/buttons.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { SidePanelFrame } from "../../ui/side-panel.tsx";
import { NoticesPage } from "./notices-page.tsx";
import { HotkeyEditor } from "./hotkey-editor.tsx";

const THEMES = [
  { value: "dark", label: "Dark" },
  { value: "light", label: "Light" },
] as const;
const SIDES = [
  { value: "classic", label: "Green and red" },
  { value: "safe", label: "Blue and orange" },
] as const;
const DENSITIES = [
  { value: "dense", label: "Compact" },
  { value: "regular", label: "Normal" },
  { value: "roomy", label: "Roomy" },
] as const;

const PAGES = [
  { value: "look", label: "Look" },
  { value: "hotkeys", label: "Hotkeys" },
  { value: "notices", label: "Notices" },
] as const;

export function SettingsPanel({ page = "look" }: { readonly page?: SettingsPage | undefined }): ReactNode {
  const { workspace } = useTerminal();
  return (
    <SidePanelFrame title="Settings" onClose={() => showSide(workspace, { kind: "ticket" })}>
      <div className="form">
        <Segmented
          label="Page"
          value={page}
          choices={PAGES}
          onChange={(next) => showSide(workspace, { kind: "settings", page: next })}
        />
      </div>
      {page === "look" ? <LookPage /> : null}
      {page === "hotkeys" ? <HotkeyEditor /> : null}
      {page === "notices" ? <NoticesPage /> : null}
    </SidePanelFrame>
  );
}

function LookPage(): ReactNode {
  const { workspace } = useTerminal();
  const { theme, sides, density } = useWorkspace((state) => state);
  const version = useEntity("system", "system", (system) => system.version) ?? "";
  return (
    <>
      <div className="form labelled">
        <span className="label">Theme</span>
        <Segmented
          label="Theme"
          value={theme}
          choices={THEMES}
          onChange={(next) => workspace.setState({ theme: next })}
        />
        <span className="label">Colours of buy, sell and P&L</span>
        <Segmented
          label="Palette"
          value={sides}
          choices={SIDES}
          onChange={(next) => workspace.setState({ sides: next })}
        />
        <span className="label">Rows</span>
        <Segmented
          label="Rows"
          value={density}
          choices={DENSITIES}
          onChange={(next) => workspace.setState({ density: next })}
        />
      </div>
      <div className="form">
        <Button
          size="large"
          onClick={() => workspace.setState((state) => ({ rearranged: state.rearranged + 1 }))}
        >
          Put every panel back in its first place
        </Button>
      </div>
      <div className="about">
        <b>Yoke {version}</b>
        <p>
          Charts by{" "}
          <a href="https://www.tradingview.com/" target="_blank" rel="noreferrer">
            TradingView
          </a>
          , Lightweight Charts™, copyright TradingView, Inc., Apache License 2.0. Type: Inter and JetBrains
          Mono, SIL Open Font License 1.1.
        </p>
      </div>
    </>
  );
}
