// Whose order it is, by the client id that it carries.
import type { Origin } from "../portfolio/portfolio.ts";
import { clientIdFromHex, decodeClientId } from "./client-id.ts";

/** A bot that the user named, known by how its client ids begin. */
export interface BotPrefix {
  readonly name: string;
  readonly prefix: string;
}

/**
 * Ours, another installation's, a named bot's (the longest prefix), or anybody's. Text that only looks like ours counts as
 * another installation's; hexadecimal digits carry no mark, so of those only our own installation's bits are taken as ours.
 */
export function clientOrigin(
  clientId: string | undefined,
  installation: string,
  bots: readonly BotPrefix[] = [],
): Origin {
  if (clientId === undefined || clientId === "") return "external";
  const id = decodeClientId(clientId);
  if (id !== undefined) return id.installation === installation ? "yoke" : `yoke:${id.installation}`;
  const fromHex = decodeClientId(clientIdFromHex(clientId) ?? "");
  if (fromHex?.installation === installation) return "yoke";
  const named = bots.filter(({ prefix }) => prefix !== "" && clientId.startsWith(prefix));
  const [bot] = named.sort((one, other) => other.prefix.length - one.prefix.length);
  return bot === undefined ? "external" : `bot:${bot.name}`;
}
