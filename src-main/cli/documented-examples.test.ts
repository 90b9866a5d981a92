import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ran } from "./testing/command-samples.ts";

const TEXT = readFileSync(new URL("../../docs/cli.md", import.meta.url), "utf8");
/** A command that gets its document from `echo`, and the answer that stands below it. */
const SHOWN =
  /```sh\necho '(?<input>[^']+)'\s*\|\s*npm run --silent yoke -- (?<verb>[a-z-]+)\n```\s+```json\n(?<output>[^`]+)```/g;
const examples = [...TEXT.matchAll(SHOWN)].map(({ groups }) => ({
  verb: groups?.["verb"] ?? "",
  input: groups?.["input"] ?? "",
  output: groups?.["output"] ?? "",
}));

test.each(examples)(
  "docs/cli.md: $verb answers what is printed there, whole",
  async ({ verb, input, output }) => {
    const { code, stdout, error } = await ran([verb], input);
    expect([code, error]).toEqual([0, undefined]);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(output));
  },
);

test("docs/cli.md has a command with its answer for every verb that reads a document", async () => {
  const { verbs } = JSON.parse((await ran(["--help"])).stdout) as {
    verbs: { name: string; input?: object }[];
  };
  const reading = verbs.filter(({ input }) => input !== undefined).map(({ name }) => name);
  expect(examples.map(({ verb }) => verb).toSorted()).toEqual(reading.toSorted());
});
