// The form that adds an account, as data: what it needs, what it lacks, what it sends.
import type { RequestOf } from "../../../src-core/contract/requests.ts";
import type { VenueView } from "../../../src-core/contract/views.ts";
import type { Environment } from "../../stores/workspace.ts";

export type SecretField = VenueView["secretFields"][number];
export type Secrets = Readonly<Record<SecretField, string>>;

export interface ConnectDraft {
  /** Empty: the first venue. */
  readonly venue: string;
  readonly environment: Environment;
  readonly name: string;
  readonly secrets: Secrets;
}

export const NO_SECRETS: Secrets = { apiKey: "", secret: "", passphrase: "" };

export const SECRET_WORDS: Readonly<Record<SecretField, string>> = {
  apiKey: "API key",
  secret: "Secret",
  passphrase: "Passphrase",
};

const TO_CONNECT: Readonly<Record<SecretField, string>> = {
  apiKey: "Type the API key to connect",
  secret: "Type the secret to connect",
  passphrase: "Type the passphrase to connect",
};

/** The draft's environment where the venue has it, else the venue's first. */
export function environmentOf(draft: ConnectDraft, venue: VenueView | undefined): Environment {
  const offered = venue?.environments ?? [];
  return offered.includes(draft.environment) ? draft.environment : (offered[0] ?? "paper");
}

/** Secrets that this venue asks for in this environment. */
export function secretFieldsOf(
  venue: VenueView | undefined,
  environment: Environment,
): readonly SecretField[] {
  return environment === "paper" ? [] : (venue?.secretFields ?? []);
}

/** What keeps the form from being sent, in the words of its button. */
export function missingIn(
  draft: ConnectDraft,
  fields: readonly SecretField[],
  keysAllowed: boolean,
): string | undefined {
  if (draft.name.trim() === "") return "Type a name to connect";
  if (fields.length > 0 && !keysAllowed) return "Keys are off in this host";
  const empty = fields.find((field) => draft.secrets[field].trim() === "");
  return empty === undefined ? undefined : TO_CONNECT[empty];
}

/** The one message that carries secrets. */
export function connectRequest(
  draft: ConnectDraft,
  venue: VenueView,
  fields: readonly SecretField[],
): RequestOf<"account/connect"> {
  const { apiKey, secret, passphrase } = draft.secrets;
  const pair = { apiKey: apiKey.trim(), secret: secret.trim() };
  const secrets = fields.includes("passphrase") ? { ...pair, passphrase: passphrase.trim() } : pair;
  return {
    venue: venue.id,
    name: draft.name.trim(),
    environment: environmentOf(draft, venue),
    ...(fields.length === 0 ? {} : { secrets }),
  };
}

/** What becomes of the key, or why none is asked for. */
export function adviceOf(environment: Environment, keysAllowed: boolean): string {
  if (environment === "paper") return "No order reaches an exchange. No key is asked for.";
  if (!keysAllowed)
    return "Start the console with --allow-keys, or use the desktop terminal, to store a key.";
  return "The key goes into the system's keychain and is never shown, logged or sent anywhere else. A key that can withdraw is refused.";
}
