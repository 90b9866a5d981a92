// The registry: every action there is, in the order of the sheet of hotkeys. Features bring their own lists.
import { ACCOUNT_COMMANDS, accountTargets } from "../features/accounts/account-commands.ts";
import { ALERT_COMMANDS } from "../features/alerts/alert-commands.ts";
import { CHART_COMMANDS } from "../features/chart/chart-commands.ts";
import { KILL_COMMANDS } from "../features/kill/kill-commands.ts";
import { ONBOARDING_COMMANDS } from "../features/onboarding/onboarding-commands.ts";
import { symbolTargets } from "../features/order-ticket/symbol-targets.ts";
import { TICKET_COMMANDS } from "../features/order-ticket/ticket-commands.ts";
import { ORDER_COMMANDS } from "../features/orders/order-commands.ts";
import { POSITION_COMMANDS } from "../features/positions/position-commands.ts";
import { SETTINGS_COMMANDS } from "../features/settings/settings-commands.ts";
import type { Action } from "../stores/action.ts";
import type { Terminal } from "../stores/terminal.ts";
import { ENVIRONMENT_COMMANDS } from "./environment-commands.ts";
import { PALETTE_COMMANDS } from "./palette-commands.ts";
import { PANEL_COMMANDS } from "./panel-commands.ts";

export const ACTIONS: readonly Action[] = [
  ...KILL_COMMANDS,
  ...TICKET_COMMANDS,
  ...POSITION_COMMANDS,
  ...ORDER_COMMANDS,
  ...ACCOUNT_COMMANDS,
  ...ALERT_COMMANDS,
  ...CHART_COMMANDS,
  ...PALETTE_COMMANDS,
  ...PANEL_COMMANDS,
  ...ENVIRONMENT_COMMANDS,
  ...SETTINGS_COMMANDS,
  ...ONBOARDING_COMMANDS,
];

/** What exists now and can be gone to: groups, accounts and symbols of the environment on the screen. */
export function targetsOf(terminal: Terminal): readonly Action[] {
  return [...accountTargets(terminal), ...symbolTargets(terminal)];
}
