// The command line without a process: words and input in, a report out. Every verb is named here and nowhere else.
import { fail, type Outcome } from "../../src-core/money/outcome.ts";
import { allocateVerb } from "./allocate-verb.ts";
import { bandVerb } from "./band-verb.ts";
import { parseDocument, readDocument, shortened } from "./document.ts";
import { flattenVerb } from "./flatten-verb.ts";
import {
  exportJournal,
  folderOf,
  verifyJournal,
  type JournalFile,
  type ReadJournal,
} from "./journal-verbs.ts";
import { rebalanceVerb } from "./rebalance-verb.ts";
import { printed, refused, type Report } from "./report.ts";
import { shareFillsVerb } from "./share-fills-verb.ts";
import type { DocumentVerb } from "./verb.ts";

/** The verbs that read a document; a new one is added to this list. */
const DOCUMENT_VERBS: readonly DocumentVerb[] = [
  allocateVerb,
  shareFillsVerb,
  flattenVerb,
  rebalanceVerb,
  bandVerb,
];

const JOURNAL_VERBS: Readonly<Record<string, { readonly summary: string; run(file: JournalFile): Report }>> =
  {
    verify: {
      summary: "Checks the chain of the journal in a data folder: {records, ok, damaged?}.",
      run: verifyJournal,
    },
    export: { summary: "Prints the journal's records, one JSON object a line.", run: exportJournal },
  };

export interface Surroundings {
  readonly input: AsyncIterable<Uint8Array>;
  readonly readJournal: ReadJournal;
}

/** Runs `VERB ...`. Only a verb that reads a document touches the input. */
export async function runCommand(words: readonly string[], around: Surroundings): Promise<Report> {
  const [word, ...rest] = words;
  if (word === "--help" || word === "help") return printed(helpOf(DOCUMENT_VERBS, true));
  if (word === "journal") return journalCommand(rest, around.readJournal);
  const verb = DOCUMENT_VERBS.find(({ name }) => name === word);
  if (verb === undefined) return refused(unknownVerb(word).failure);
  if (rest[0] === "--help" && rest.length === 1) return printed(helpOf([verb], false));
  if (rest[0] !== undefined) {
    return refused(
      fail("bad-argument", shortened(rest[0]), "The verb reads its document from stdin.").failure,
    );
  }
  const answered = answer(verb, await readDocument(around.input));
  return answered.ok ? printed(answered.value) : refused(answered.failure);
}

function answer(verb: DocumentVerb, text: Outcome<string>): Outcome<object> {
  if (!text.ok) return text;
  const document = parseDocument(text.value);
  return document.ok ? verb.answer(document.value) : document;
}

function journalCommand([word, ...rest]: readonly string[], readJournal: ReadJournal): Report {
  const verb = word !== undefined && Object.hasOwn(JOURNAL_VERBS, word) ? JOURNAL_VERBS[word] : undefined;
  if (verb === undefined) return refused(unknownVerb(["journal", word ?? ""].join(" ").trim()).failure);
  const folder = folderOf(rest);
  if (!folder.ok) return refused(folder.failure);
  const file = readJournal(folder.value);
  return file.ok ? verb.run(file.value) : refused(file.failure);
}

function unknownVerb(word: string | undefined) {
  const names = [...DOCUMENT_VERBS.map(({ name }) => name), "journal verify", "journal export"].join(", ");
  return fail("unknown-verb", shortened(word ?? ""), `The verbs are ${names}. --help shows what each reads.`);
}

function helpOf(verbs: readonly DocumentVerb[], all: boolean): object {
  const documents = verbs.map(({ name, summary, input, output }) => ({
    name,
    summary,
    input: input(),
    output,
  }));
  const journal = Object.entries(JOURNAL_VERBS).map(([name, { summary }]) => ({
    name: `journal ${name}`,
    summary,
    arguments: "--data-dir DIR",
  }));
  return { usage: "npm run --silent yoke -- VERB", verbs: all ? [...documents, ...journal] : documents };
}
