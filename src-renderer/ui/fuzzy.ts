// Fuzzy search: every word of the query must be found in order of its letters; starts of words and whole words count most.

/** How well a text answers the query, higher is better; undefined when it does not. An empty query fits everything. */
export function fuzzyScore(query: string, text: string): number | undefined {
  const haystack = text.toLowerCase();
  let total = 0;
  for (const word of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    const score = wordScore(word, haystack);
    if (score === undefined) return undefined;
    total += score;
  }
  return total - text.length / 1_000;
}

function wordScore(word: string, text: string): number | undefined {
  const whole = text.indexOf(word);
  if (whole !== -1) return 100 + (startsWord(text, whole) ? 50 : 0) + (whole === 0 ? 25 : 0);
  return scatteredScore(word, text);
}

/** Letters in order with gaps, the first at the start of a word: each that starts a word or follows its neighbour counts more. */
function scatteredScore(word: string, text: string): number | undefined {
  const first = nextStart(text, word[0] ?? "", 0);
  if (first === undefined) return undefined;
  let at = first;
  let score = 8;
  for (const letter of word.slice(1)) {
    const start = nextStart(text, letter, at + 1);
    const next = text[at + 1] === letter ? at + 1 : (start ?? text.indexOf(letter, at + 1));
    if (next === -1) return undefined;
    score += startsWord(text, next) ? 8 : next === at + 1 ? 5 : 1;
    at = next;
  }
  // Letters strewn over a text mean nothing: most of them must begin words or follow each other.
  return score < word.length * 5 ? undefined : score;
}

function nextStart(text: string, letter: string, from: number): number | undefined {
  for (let index = from; index < text.length; index += 1)
    if (text[index] === letter && startsWord(text, index)) return index;
  return undefined;
}

function startsWord(text: string, index: number): boolean {
  return index === 0 || !/[\p{L}\p{N}]/u.test(text[index - 1] ?? " ");
}
