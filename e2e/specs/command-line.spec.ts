// The command line as it is started by hand: npm's script, the built file, a process of its own.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

const ROOT = join(import.meta.dirname, "../..");

interface Example {
  readonly title: string;
  readonly verb: string;
  readonly input: unknown;
  readonly parts?: Readonly<Record<string, string>>;
  readonly output?: Readonly<Record<string, unknown>>;
}

const EXAMPLES = JSON.parse(readFileSync(join(ROOT, "docs/cli-examples.json"), "utf8")) as readonly Example[];

function yoke(words: readonly string[], input: string) {
  return spawnSync("npm", ["run", "--silent", "yoke", "--", ...words], {
    cwd: ROOT,
    input,
    encoding: "utf8",
  });
}

test.beforeEach(() => {
  test.skip(test.info().project.name !== "console", "The command line is the same beside every host.");
});

test("the documented examples come out to the digit", () => {
  for (const { title, verb, input, parts, output } of EXAMPLES) {
    const { status, stdout, stderr } = yoke([verb], JSON.stringify(input));
    expect([status, stderr], title).toEqual([0, ""]);
    const answer = JSON.parse(stdout) as { legs?: readonly { account: string; quantity: string }[] };
    const given = Object.fromEntries((answer.legs ?? []).map(({ account, quantity }) => [account, quantity]));
    if (parts !== undefined) expect(given, title).toEqual(parts);
    if (output !== undefined) expect(answer, title).toMatchObject(output);
  }
});

test("bad input leaves stdout empty, one object on stderr, and exit code 2", () => {
  for (const text of ["", "{}", "[".repeat(1_000_000), `"${"x".repeat(10_000_000)}"`]) {
    const { status, stdout, stderr } = yoke(["allocate"], text);
    expect([status, stdout]).toEqual([2, ""]);
    expect(Object.keys((JSON.parse(stderr) as { error: object }).error)).toEqual(["code", "path", "message"]);
  }
});
