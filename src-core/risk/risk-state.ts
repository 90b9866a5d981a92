// ACTIVE, SYNCING, REDUCING, HALTED: the strictest of a set of causes, each cleared only by its own rule.
import type { AccountId } from "../portfolio/account.ts";

export type RiskState = "ACTIVE" | "SYNCING" | "REDUCING" | "HALTED";

/** `installation` reaches every account; `environment:live` and `account:ID` their own. */
export type CauseScope = "installation" | `environment:${string}` | `account:${AccountId}`;

export interface Cause {
  readonly scope: CauseScope;
  /** `person` and `journal` halt; `sync` asks for reconciliation; the others reduce. */
  readonly kind:
    "person" | "sync" | "daily-loss" | "repeat" | "liquidation" | "revived-order" | "journal" | "limits";
  readonly detail: string;
  readonly sinceMs: number;
}

/** Persisted with the journal, except `sync` causes, which every start makes anew. */
export type Causes = readonly Cause[];

const STATE_OF: Readonly<Record<Cause["kind"], RiskState>> = {
  person: "HALTED",
  journal: "HALTED",
  sync: "SYNCING",
  "daily-loss": "REDUCING",
  repeat: "REDUCING",
  liquidation: "REDUCING",
  "revived-order": "REDUCING",
  limits: "REDUCING",
};

const STRICTNESS: readonly RiskState[] = ["ACTIVE", "SYNCING", "REDUCING", "HALTED"];

/** The strictest state among the causes that reach the account; ACTIVE when there is none. */
export function effectiveState(causes: Causes, accountId: AccountId, environment: string): RiskState {
  return strictest(causesReaching(causes, accountId, environment));
}

/** The causes whose scope holds the account. */
export function causesReaching(causes: Causes, accountId: AccountId, environment: string): Causes {
  return causes.filter((cause) => reaches(cause, accountId, environment));
}

/** What one cause by itself asks for. */
export function stateOf(cause: Cause): RiskState {
  return STATE_OF[cause.kind];
}

/** The strictest state of a list of causes, whatever their scopes. */
export function strictest(causes: Causes): RiskState {
  return causes.reduce<RiskState>((worst, cause) => {
    const state = STATE_OF[cause.kind];
    return STRICTNESS.indexOf(state) > STRICTNESS.indexOf(worst) ? state : worst;
  }, "ACTIVE");
}

function reaches(cause: Cause, accountId: AccountId, environment: string): boolean {
  return (
    cause.scope === "installation" ||
    cause.scope === `environment:${environment}` ||
    cause.scope === `account:${accountId}`
  );
}
