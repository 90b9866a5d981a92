// What the palette offers for a query: the last used first while nothing is typed, then by how well it fits.
import type { Action } from "../stores/action.ts";
import type { Terminal } from "../stores/terminal.ts";
import { fuzzyScore } from "../ui/fuzzy.ts";

const MOST = 50;
/** A word among the keywords counts less than one in the title. */
const KEYWORD_SHARE = 0.6;
const RECENT_BONUS = 20;

/** At most 50 actions, best first. What cannot run now stands behind what can. */
export function paletteRows(
  actions: readonly Action[],
  recent: readonly string[],
  query: string,
  terminal: Terminal,
): readonly Action[] {
  const typed = query.trim();
  const ranked = actions.flatMap((action, index) => {
    const fit = fitOf(action, typed);
    if (fit === undefined) return [];
    const used = recent.indexOf(action.id);
    const recency = used === -1 ? 0 : RECENT_BONUS + (recent.length - used);
    return [{ action, index, rank: fit + recency }];
  });
  const best = ranked.sort((a, b) => b.rank - a.rank || a.index - b.index).slice(0, MOST);
  const can = ({ action }: { readonly action: Action }): boolean => action.obstacle?.(terminal) === undefined;
  return [...best.filter(can), ...best.filter((row) => !can(row))].map(({ action }) => action);
}

function fitOf({ title, section, keywords = "" }: Action, query: string): number | undefined {
  if (query === "") return section === "Symbol" ? -1 : 0;
  const own = fuzzyScore(query, title);
  const wide = fuzzyScore(query, `${title} ${section} ${keywords}`);
  if (own === undefined && wide === undefined) return undefined;
  return Math.max(own ?? 0, (wide ?? 0) * KEYWORD_SHARE);
}
