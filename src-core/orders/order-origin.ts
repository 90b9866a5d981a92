// Whose order it is, by the client id that it carries.
import type { Origin } from "../portfolio/portfolio.ts";
import { decodeClientId } from "./client-id.ts";

/** A bot that the user named, known by how its client ids begin. */
export interface BotPrefix {
  readonly name: string;
  readonly prefix: string;
}

/** Ours, another installation's, a named bot's, or anybody's. An id that only looks like ours counts as another installation's. */
export function clientOrigin(
  clientId: string | undefined,
  installation: string,
  bots: readonly BotPrefix[] = [],
): Origin {
  if (clientId === undefined || clientId === "") return "external";
  const id = decodeClientId(clientId);
  if (id !== undefined) return id.installation === installation ? "yoke" : `yoke:${id.installation}`;
  const bot = bots.find(({ prefix }) => prefix !== "" && clientId.startsWith(prefix));
  return bot === undefined ? "external" : `bot:${bot.name}`;
}
