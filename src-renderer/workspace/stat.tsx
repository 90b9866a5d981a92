// A reading over its label.
import type { ReactNode } from "react";

export function Stat({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className="stat">
      <span className="label">{label}</span>
      <span className="stat-value">{children}</span>
    </div>
  );
}
