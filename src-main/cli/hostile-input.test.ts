import { describe, expect, test } from "vitest";
import { examples, ran } from "./testing/command-samples.ts";

type Path = readonly string[];

/** Free text by name: what a caller calls an account, a listing, a symbol or an order, and why one is denied. */
const FREE_TEXT = new Set(["id", "account", "listing", "symbol", "denied"]);
/** Figures that may be below zero: positions, equity, what is available, a change, a rebate, a target. */
const SIGNED = new Set(["position", "equity", "available", "change", "takerFee", "fraction"]);
/** Rows whose `quantity` is a position. */
const POSITIONS = new Set(["positions"]);
const DEEP: unknown = Array.from({ length: 12 }).reduce<unknown>((inner) => ({ a: inner }), "x");

/** No leaf may be any of these; the two texts are right where any text is. */
const HOSTILE: readonly (readonly [string, unknown])[] = [
  ["NaN", "NaN"],
  ["Infinity", "Infinity"],
  ["1e400", "1e400"],
  ["0x10", "0x10"],
  ["1,5", "1,5"],
  ["unicode digits", "١٢"],
  ["full-width digits", "１２"],
  ["a plus", "+1"],
  ["a space", " 1"],
  ["nothing", ""],
  ["a number", 1e300],
  ["null", null],
  ["a list", [[["1"]]]],
  ["nested junk", { toString: "1", valueOf: { a: [1] } }],
  ["deep nesting", DEEP],
  ["a long text", "9".repeat(100_000)],
];

/** The path of every leaf, and of every object and list, of an example. */
function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [at];
  const inner = Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...at, key]));
  return at.length === 0 ? inner : [at, ...inner];
}

function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document);
}

function withValue(document: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(document)) {
    return document.map((each: unknown, index) =>
      String(index) === key ? withValue(each, rest, value) : each,
    );
  }
  const fields = document as Record<string, unknown>;
  return { ...fields, [key]: withValue(fields[key], rest, value) };
}

/** One example of every verb is enough for every shape of field that it has; each kind of row once. */
const CASES = examples().flatMap(({ verb, title, input }) => {
  const seen = new Set<string>();
  const paths = pathsOf(input).filter((path) => {
    const shape = path.map((key) => (/^\d+$/.test(key) ? "#" : key)).join(".");
    return !seen.has(shape) && seen.add(shape);
  });
  return paths.map((path) => ({ verb, title, input, path }));
});

const field = (path: Path): string => path.at(-1) ?? "";
const isLeaf = (input: unknown, path: Path): boolean => typeof valueAt(input, path) !== "object";
const mayBeText = (path: Path): boolean => FREE_TEXT.has(field(path));
const mayBeNegative = (path: Path): boolean =>
  SIGNED.has(field(path)) ||
  (field(path) === "quantity" && POSITIONS.has(path.at(-3) ?? "")) ||
  path.includes("weights");

/** Refused as a script relies on: exit code 2, nothing on stdout, one failure that points at the field or into it. */
async function expectRefused(verb: string, document: unknown, path: Path): Promise<void> {
  const { code, stdout, error } = await ran([verb], JSON.stringify(document));
  const where = `${verb} ${path.join(".")} ${JSON.stringify(valueAt(document, path)).slice(0, 60)}`;
  expect([where, code, stdout]).toEqual([where, 2, ""]);
  expect([
    where,
    `${error?.path ?? ""}.`.startsWith(`${path.join(".")}.`) ? path.join(".") : error?.path,
  ]).toEqual([where, path.join(".")]);
  expect(JSON.stringify(error).length).toBeLessThan(500);
}

describe("every field of every documented example refuses", () => {
  test.each(HOSTILE)("%s", async (_, value) => {
    let refused = 0;
    for (const { verb, input, path } of CASES) {
      if (typeof value === "string" && mayBeText(path) && isText(value)) continue;
      // What an optional list or text may be left out for is not what it may be replaced by.
      await expectRefused(verb, withValue(input, path, value), path);
      refused += 1;
    }
    expect(refused).toBeGreaterThan(200);
  });

  test("a negative amount where it is not signed", async () => {
    for (const { verb, input, path } of CASES) {
      const leaf = valueAt(input, path);
      if (!isLeaf(input, path) || typeof leaf !== "string" || !/^-?[\d.]+$/.test(leaf)) continue;
      if (mayBeText(path) || mayBeNegative(path)) continue;
      await expectRefused(verb, withValue(input, path, "-1"), path);
    }
  });

  test("an unknown field, in every object, by its name", async () => {
    for (const { verb, input, path } of CASES) {
      const value = valueAt(input, path);
      if (isLeaf(input, path) || Array.isArray(value)) continue;
      if (field(path) === "weights") continue;
      const strange = { ...(value as object), surprise: "1" };
      const { code, stdout, error } = await ran([verb], JSON.stringify(withValue(input, path, strange)));
      expect([code, stdout, error?.path]).toEqual([2, "", [...path, "surprise"].join(".")]);
    }
  });

  test("__proto__ in every object, and no prototype is touched", async () => {
    for (const { verb, input, path } of CASES) {
      const value = valueAt(input, path);
      if (isLeaf(input, path) || Array.isArray(value)) continue;
      const marked = withValue(input, path, { ...(value as object), MARK: { polluted: true } });
      const { code, stdout, error } = await ran(
        [verb],
        JSON.stringify(marked).replace('"MARK"', '"__proto__"'),
      );
      expect([code, stdout]).toEqual([2, ""]);
      expect(error?.path).toContain("__proto__");
    }
    expect("polluted" in {}).toBe(false);
  });

  test("a list of more rows than it may have", async () => {
    for (const { verb, input, path } of CASES) {
      const value = valueAt(input, path);
      if (!Array.isArray(value) || value.length === 0) continue;
      const rows = Array.from({ length: 12_000 }, () => ({}));
      await expectRefused(verb, withValue(input, path, rows), path);
    }
  });

  test("10 MB in any field, before it is read", async () => {
    const huge = "9".repeat(10_000_000);
    for (const verb of ["allocate", "share-fills", "flatten", "rebalance", "band"]) {
      const example = CASES.find((one) => one.verb === verb && isLeaf(one.input, one.path));
      const document = JSON.stringify(withValue(example?.input, example?.path ?? [], huge));
      expect(await ran([verb], document)).toMatchObject({
        code: 2,
        stdout: "",
        error: { code: "too-large", path: "stdin" },
      });
    }
  });
});

/** What a name may be. */
function isText(value: string): boolean {
  return /^[\w:./|@ -]{1,128}$/.test(value) || (value.length > 0 && value.length <= 200);
}
