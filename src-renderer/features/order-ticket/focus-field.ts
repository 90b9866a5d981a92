// Brings the ticket back and puts the caret into one of its fields, with its text selected.
import type { Terminal } from "../../stores/terminal.ts";
import { openPanel, showSide } from "../../stores/workspace.ts";

/** `label` is the field's name as it stands on the ticket. */
export function focusTicketField({ workspace }: Terminal, label: string): void {
  showSide(workspace, { kind: "ticket" });
  openPanel(workspace, "ticket");
  requestAnimationFrame(() => {
    const labels = [...document.querySelectorAll<HTMLLabelElement>(".ticket label")];
    const input = labels.find(({ textContent }) => textContent === label)?.control;
    if (!(input instanceof HTMLInputElement)) return;
    input.focus();
    input.select();
  });
}
