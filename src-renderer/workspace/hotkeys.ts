// Keys of the whole window. Single letters work outside fields only, and none of them sends an order.
import { useEffect } from "react";
import { useTerminal } from "../stores/use-terminal.ts";
import { shownDesk, type Terminal } from "../stores/terminal.ts";
import { act } from "../stores/ticket.ts";
import { showSide } from "../stores/workspace.ts";

/** Hears keys while the workspace is mounted. */
export function useHotkeys(): void {
  const terminal = useTerminal();
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.repeat) return;
      if (event.key === "Enter" && event.ctrlKey && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        void shownDesk(terminal)?.submit();
      } else if (event.key === "Escape") {
        leave(terminal);
      } else if (!event.ctrlKey && !event.altKey && !event.metaKey && !isTyping(event.target)) {
        if (letter(terminal, event.key.toLowerCase())) event.preventDefault();
      }
    };
    window.addEventListener("keydown", hear);
    return () => {
      window.removeEventListener("keydown", hear);
    };
  }, [terminal]);
}

/** Acts on a letter; false when it has no meaning. */
function letter(terminal: Terminal, key: string): boolean {
  const { ticket, workspace } = terminal;
  if (key === "b" || key === "s") {
    act(ticket, { kind: "chosen", choices: { side: key === "b" ? "buy" : "sell" } });
    focusTicket(terminal, "Quantity");
  } else if (key === "m" || key === "l") {
    act(ticket, { kind: "chosen", choices: { type: key === "m" ? "market" : "limit" } });
  } else if (key === "q" || key === "p" || key === "/") {
    focusTicket(terminal, key === "q" ? "Quantity" : key === "p" ? "Price" : "Symbol");
  } else if (key === "1" || key === "2" || key === "3") {
    workspace.setState({ book: key === "1" ? "positions" : key === "2" ? "orders" : "fills" });
  } else {
    return pressLettered(key);
  }
  return true;
}

/** Presses the button that names this letter, if one is in sight and can be pressed. */
function pressLettered(key: string): boolean {
  if (!/^[a-z]$/.test(key)) return false;
  const button = document.querySelector<HTMLButtonElement>(`button[data-letter="${key}"]:not(:disabled)`);
  button?.click();
  return button !== null;
}

/** Brings the ticket back and puts the caret into one of its fields, with its text selected. */
function focusTicket({ workspace }: Terminal, label: string): void {
  showSide(workspace, { kind: "ticket" });
  requestAnimationFrame(() => {
    const labels = [...document.querySelectorAll<HTMLLabelElement>(".ticket label")];
    const input = labels.find(({ textContent }) => textContent === label)?.control;
    if (!(input instanceof HTMLInputElement)) return;
    input.focus();
    input.select();
  });
}

/** Escape never sends and never cancels: it leaves a field, then a panel. */
function leave({ workspace }: Terminal): void {
  const active = document.activeElement;
  if (active instanceof HTMLElement && isTyping(active)) active.blur();
  else showSide(workspace, { kind: "ticket" });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["INPUT", "SELECT", "TEXTAREA"].includes(target.tagName)) &&
    !(target instanceof HTMLInputElement && ["radio", "checkbox"].includes(target.type))
  );
}
