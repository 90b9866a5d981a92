// Before a key is typed: what it may do, what it must not, and where it will be.
import type { ReactNode } from "react";

const LINES: readonly (readonly [what: string, how: string])[] = [
  ["May", "read balances and orders, place and cancel orders"],
  ["Must not", "withdraw: such a key is refused"],
  ["Should", "be bound to your address at the venue; unbound ones are marked"],
  ["Is kept", "in your system's keychain, and in no file, log or window"],
  ["Starts with", "tight limits of its own environment; change them under Risk"],
];

export function KeyAdvice(): ReactNode {
  return (
    <dl className="key-advice" aria-label="What the key may do">
      {LINES.map(([what, how]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>{how}</dd>
        </div>
      ))}
    </dl>
  );
}
