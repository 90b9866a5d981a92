// One JSON document, read as strictly as money asks: bounded before it is parsed, and no field twice.
import { fail, succeed, type Outcome } from "../../src-core/money/outcome.ts";

/** A longer document is refused unread. */
const MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;
const MAX_DEPTH = 16;
/** Values and field names together. */
const MAX_TEXTS = 200_000;
/** What stands for the document as a whole where an error names its place. */
export const WHOLE = "stdin";

const QUOTE = 34;
const BACKSLASH = 92;

/** The document's bytes, read until its end or until they are too many; no more than that is ever held. */
export async function readDocument(chunks: AsyncIterable<Uint8Array>): Promise<Outcome<string>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > MAX_DOCUMENT_BYTES) return fail("too-large", WHOLE, "The document is larger than 8 MiB.");
    parts.push(chunk);
  }
  try {
    return succeed(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts)));
  } catch {
    return fail("bad-text", WHOLE, "The document is not UTF-8 text.");
  }
}

/** The document's value. Deep nesting, very many values, doubled fields and all that is not JSON are refused. */
export function parseDocument(text: string): Outcome<unknown> {
  const fault = scanStructure(text);
  if (fault !== undefined) return fault;
  try {
    return succeed(JSON.parse(text) as unknown);
  } catch {
    return fail("bad-json", WHOLE, "The input is not one JSON document.");
  }
}

type Fault = ReturnType<typeof fail>;

/** An object or a list that is open at some place of the text. */
interface Level {
  readonly names: Set<string>;
  /** The field that is being read; undefined in a list. */
  name: string | undefined;
  index: number;
}

/** Sees only brackets, commas, colons and strings: enough to bound what parsing would build. */
function scanStructure(text: string): Fault | undefined {
  const levels: Level[] = [];
  let texts = 0;
  let lastString = "";
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) === QUOTE) {
      const end = stringEnd(text, index);
      lastString = text.slice(index, end + 1);
      index = end;
      continue;
    }
    const sign = text.charAt(index);
    const level = levels.at(-1);
    if (sign === "{" || sign === "[") levels.push({ names: new Set(), name: undefined, index: 0 });
    else if (sign === "}" || sign === "]") levels.pop();
    else if (sign === "," && level !== undefined) level.index += 1;
    else if (sign === ":") {
      const fault = addField(levels, lastString);
      if (fault !== undefined) return fault;
    } else continue;
    texts += 1;
    if (texts > MAX_TEXTS) return fail("too-many-values", WHOLE, "The document holds too many values.");
    if (levels.length > MAX_DEPTH)
      return fail("too-deep", pathTo(levels.slice(0, -1)), "The document is nested too deeply.");
  }
  return undefined;
}

/** Index of the closing quote, or of the text's end. */
function stringEnd(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === BACKSLASH) index += 1;
    else if (code === QUOTE) return index;
  }
  return text.length;
}

function addField(levels: readonly Level[], written: string): Fault | undefined {
  const level = levels.at(-1);
  const name = unescaped(written);
  if (level === undefined || name === undefined) {
    return fail("bad-json", WHOLE, "The input is not one JSON document.");
  }
  level.name = name;
  if (name === "__proto__") return fail("unknown-field", pathTo(levels), "There is no such field.");
  if (level.names.has(name)) {
    return fail("doubled-field", pathTo(levels), "The field stands twice in one object.");
  }
  level.names.add(name);
  return undefined;
}

function pathTo(levels: readonly Level[]): string {
  return levels.map(({ name, index }) => shortened(name ?? String(index))).join(".");
}

function unescaped(written: string): string | undefined {
  if (!written.includes("\\")) return written.slice(1, -1);
  try {
    return JSON.parse(written) as string;
  } catch {
    return undefined;
  }
}

/** A name from outside, short enough to stand in a message. */
export function shortened(name: string): string {
  const most = 64;
  return name.length <= most ? name : `${name.slice(0, most)}…`;
}
