// What is said in words: an empty panel, a reason beside its cause, a measured bar, a key.
import type { ReactNode } from "react";
import { Decimal } from "../../src-core/money/decimal.ts";
import type { Failure } from "../../src-core/money/outcome.ts";

interface EmptyStateProps {
  readonly title: string;
  readonly children: ReactNode;
  /** One action, if there is one. */
  readonly action?: ReactNode;
}

export function EmptyState({ title, children, action }: EmptyStateProps): ReactNode {
  return (
    <div className="empty">
      <b>{title}</b>
      <p>{children}</p>
      {action === undefined ? null : <div className="row">{action}</div>}
    </div>
  );
}

interface ReasonProps {
  readonly tone: "stop" | "warn" | "plain";
  readonly title: string;
  /** Name of the rule, in its own letters. */
  readonly rule?: string | undefined;
  readonly children: ReactNode;
}

export function Reason({ tone, title, rule, children }: ReasonProps): ReactNode {
  return (
    <div className={`reason ${tone}`} role={tone === "stop" ? "alert" : undefined}>
      <div className="reason-head">
        <b>{title}</b>
        {rule === undefined ? null : <span className="identifier">{rule}</span>}
      </div>
      <div className="reason-text">{children}</div>
    </div>
  );
}

/** Failures of a request, each with its way out. */
export function Failures({ failures }: { readonly failures: readonly Failure[] }): ReactNode {
  return failures.map((failure) => (
    <Reason key={`${failure.code} ${failure.place}`} tone="stop" title={failure.message} rule={failure.code}>
      {failure.remedy ?? null}
    </Reason>
  ));
}

/** A bar of a share between 0 and 100; amber from 85 on. The number stands beside it. */
export function Meter({ percent }: { readonly percent: string | undefined }): ReactNode {
  const share = Math.min(100, Math.max(0, Decimal.parse(percent)?.toFloat() ?? 0));
  return (
    <svg
      className={share >= 85 ? "meter warn" : "meter"}
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect className="rail" width="100" height="4" />
      <rect className="fill" width={share} height="4" />
    </svg>
  );
}

export function Key({ children }: { readonly children: string }): ReactNode {
  return <kbd>{children}</kbd>;
}
