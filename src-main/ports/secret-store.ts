// Where keys live: the operating system's keychain and nowhere else.

/** One account's credentials. Never logged, journaled, sent to a window or put in a URL. */
export interface Secrets {
  readonly apiKey: string;
  readonly secret: string;
  readonly passphrase?: string;
}

/** Four different things; none of them falls back to clear text. A locked keychain may look empty to its library: `missing` is only said when that is proven. */
export type SecretReading =
  | { readonly kind: "ok"; readonly secrets: Secrets }
  | { readonly kind: "missing" }
  | { readonly kind: "locked"; readonly reason: string }
  | { readonly kind: "unavailable"; readonly reason: string };

export type SecretWriting =
  | { readonly kind: "ok" }
  | { readonly kind: "locked"; readonly reason: string }
  | { readonly kind: "unavailable"; readonly reason: string };

export interface SecretStorePort {
  read(accountId: string): Promise<SecretReading>;
  /** Done only when what was written reads back the same. */
  write(accountId: string, secrets: Secrets): Promise<SecretWriting>;
  remove(accountId: string): Promise<SecretWriting>;
}
