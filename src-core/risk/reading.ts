// Makes rule readings, and the words in them: short, exact, with what to do next.
import { Decimal } from "../money/decimal.ts";
import type { LegContext } from "./gate-context.ts";
import type { RuleName, RuleReading } from "./verdict.ts";

/** What a reading is about: a leg, an account, or nothing for the whole plan. */
export interface Subject {
  readonly leg?: number;
  readonly accountId?: string;
}

export interface Numbers {
  readonly scope?: string;
  /** Plain decimal text. */
  readonly reading?: string;
  readonly limit?: string;
}

export function legSubject(leg: LegContext): Subject {
  return { leg: leg.index, accountId: leg.leg.accountId };
}

/** An account's own scope is about that account; wider ones are about the plan. */
export function scopeSubject(scope: string): Subject {
  return scope.startsWith("account:") ? { accountId: scope.slice("account:".length) } : {};
}

export function deny(rule: RuleName, subject: Subject, message: string, numbers: Numbers = {}): RuleReading {
  return { rule, outcome: "deny", ...subject, ...numbers, message };
}

export function warn(rule: RuleName, subject: Subject, message: string, numbers: Numbers = {}): RuleReading {
  return { rule, outcome: "warn", ...subject, ...numbers, message };
}

export function pass(rule: RuleName, subject: Subject, message: string, numbers: Numbers = {}): RuleReading {
  return { rule, outcome: "pass", ...subject, ...numbers, message };
}

/** Dollars with thousands separators and two digits, rounded away from zero: a reading never looks smaller than it is. */
export function dollars(amount: Decimal): string {
  return `${grouped(amount.toFixed(2, "up"))} USD`;
}

/** The amount of a limit, exact, with thousands separators and at least two digits. */
export function limitAmount(amount: Decimal): string {
  const exact = amount.toString();
  const digits = exact.split(".")[1]?.length ?? 0;
  return grouped(amount.toFixed(Math.max(2, digits), "down"));
}

/** Whole seconds where they are whole, else tenths, rounded down. */
export function seconds(ms: number): string {
  return `${Decimal.fromInteger(Math.floor(ms / 100))
    .times(Decimal.of("0.1"))
    .toString()} s`;
}

function grouped(text: string): string {
  const [whole = "", fraction] = text.split(".");
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}
