// The window's entry: finds the host, opens the session, draws the workspace.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { findHost } from "./bridge/find-host.ts";
import { beforePaintOf, nextAnimationFrame } from "./stores/before-paint.ts";
import { SYSTEM_CLOCK } from "./stores/clock.ts";
import { openSession } from "./stores/session.ts";
import { createTerminal } from "./stores/terminal.ts";
import { TerminalContext } from "./stores/use-terminal.ts";
import "./styles/index.css";
import { Workspace } from "./workspace/workspace.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("Invariant: index.html has a root");

const terminal = createTerminal(findHost(window), SYSTEM_CLOCK);
openSession(terminal, beforePaintOf(SYSTEM_CLOCK, nextAnimationFrame));
createRoot(root).render(
  <StrictMode>
    <TerminalContext value={terminal}>
      <Workspace />
    </TerminalContext>
  </StrictMode>,
);
