// The first steps again, for who left them.
import type { Action } from "../../stores/action.ts";
import { showEnvironment } from "../../stores/choices.ts";
import { act } from "../../stores/ticket.ts";
import { showSide } from "../../stores/workspace.ts";

export const ONBOARDING_COMMANDS: readonly Action[] = [
  {
    id: "first-steps.show",
    title: "First steps: a group order on paper",
    section: "View",
    keywords: "help tutorial welcome start guide learn",
    run: (terminal) => {
      const { workspace, ticket, desk } = terminal;
      showEnvironment(terminal, "paper");
      act(ticket, { kind: "cleared" });
      desk.clear();
      workspace.setState({ welcomed: false });
      showSide(workspace, { kind: "ticket" });
    },
  },
];
