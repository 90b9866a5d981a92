// Environment tag, account digit and account name: the same everywhere they appear.
import type { ReactNode } from "react";

export type EnvironmentName = "live" | "testnet" | "paper";

/** LIVE is solid, TESTNET outlined, PAPER dashed: word and outline carry it, colour repeats it. */
export function EnvTag({ environment }: { readonly environment: EnvironmentName }): ReactNode {
  return <span className={`env-tag ${environment}`}>{environment.toUpperCase()}</span>;
}

/** The account's number; filled while the account is in the ticket. */
export function AccountChip({
  digit,
  filled = false,
}: {
  readonly digit: number;
  readonly filled?: boolean;
}): ReactNode {
  return <span className={filled ? "chip filled" : "chip"}>{digit}</span>;
}

interface AccountNameProps {
  readonly digit: number;
  readonly name: string;
  readonly venue?: string | undefined;
  readonly filled?: boolean;
}

export function AccountName({ digit, name, venue, filled = false }: AccountNameProps): ReactNode {
  return (
    <span className="account-name">
      <AccountChip digit={digit} filled={filled} />
      <span className="name">{name}</span>
      {venue === undefined ? null : <span className="venue">{venueCode(venue)}</span>}
    </span>
  );
}

/** Three letters of a venue's title, enough beside the account's own name. */
export function venueCode(title: string): string {
  return title
    .replace(/[^\p{L}\p{N}]/gu, "")
    .slice(0, 3)
    .toUpperCase();
}
