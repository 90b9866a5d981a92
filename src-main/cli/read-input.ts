// A document against its schema: the first thing wrong with it, with the path of the field.
import * as z from "zod/mini";
import { fail, succeed, type Outcome } from "../../src-core/money/outcome.ts";
import { shortened, WHOLE } from "./document.ts";

type Fault = ReturnType<typeof fail>;
type Issue = z.core.$ZodIssue;

/** The document as the verb wants it. Messages never repeat what was sent, beyond a field's name. */
export function readInput<T>(schema: z.ZodMiniType<T>, document: unknown): Outcome<T> {
  const read = z.safeParse(schema, document);
  if (read.success) return succeed(read.data);
  const issue = read.error.issues[0];
  return issue === undefined ? fail("bad-input", WHOLE, "The input is not right.") : faultOf(issue, document);
}

function faultOf(issue: Issue, document: unknown): Fault {
  const path = issue.path.map((step) => shortened(String(step)));
  if (issue.code === "unrecognized_keys") {
    return fail(
      "unknown-field",
      pathText([...path, shortened(issue.keys[0] ?? "")]),
      "There is no such field.",
    );
  }
  if (isMissing(document, issue.path)) return fail("missing-field", pathText(path), "This field is needed.");
  if (issue.code === "invalid_type") {
    const message = `This must be ${WORDS[issue.expected] ?? issue.expected}.`;
    return fail("wrong-type", pathText(path), message);
  }
  if (issue.code === "invalid_value") {
    return fail(
      "not-a-choice",
      pathText(path),
      `This must be one of: ${issue.values.map(String).join(", ")}.`,
    );
  }
  if (issue.code === "invalid_union") return fail("not-a-choice", pathText(path), "There is no such kind.");
  if (issue.code === "invalid_key") {
    return fail("bad-value", pathText(path), issue.issues[0]?.message ?? issue.message);
  }
  if (issue.code === "too_big" && issue.origin === "array") {
    return fail("too-many", pathText(path), `There can be at most ${String(issue.maximum)} of these.`);
  }
  return fail("bad-value", pathText(path), issue.message);
}

const WORDS: Readonly<Record<string, string>> = {
  string: "text in quotes",
  object: "an object",
  array: "a list",
  boolean: "true or false",
};

function pathText(path: readonly string[]): string {
  return path.length === 0 ? WHOLE : path.join(".");
}

function isMissing(document: unknown, path: readonly PropertyKey[]): boolean {
  let value = document;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return true;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[step];
  }
  return false;
}
