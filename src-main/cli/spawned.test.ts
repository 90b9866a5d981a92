// The command line as a script meets it: a real process with real pipes.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { allocateDocument } from "./testing/command-samples.ts";

const CLI = fileURLToPath(new URL("../cli.ts", import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function spawned(words: readonly string[], input: string | Buffer = ""): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [CLI, ...words]);
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (piece: Buffer) => (stdout += piece.toString()));
    child.stderr.on("data", (piece: Buffer) => (stderr += piece.toString()));
    // What is refused unread closes the pipe while it is still written to.
    child.stdin.on("error", () => undefined);
    child.on("close", (code) => {
      resolve({ code, stdout, stderr });
    });
    child.stdin.end(input);
  });
}

/** Code 2, nothing on stdout, and on stderr one line with one object of code, path and message. */
async function expectRefused(
  words: readonly string[],
  input: string | Buffer,
  error: { readonly code: string; readonly path: string },
): Promise<void> {
  const ended = await spawned(words, input);
  expect([ended.code, ended.stdout]).toEqual([2, ""]);
  expect(ended.stderr.trimEnd().split("\n")).toHaveLength(1);
  const said = JSON.parse(ended.stderr) as { error: Record<string, unknown> };
  expect(said).toEqual({ error: { ...error, message: expect.any(String) as unknown } });
}

describe("a spawned command", () => {
  test("answers one document on stdout, nothing on stderr, with code 0", async () => {
    const { code, stdout, stderr } = await spawned(["allocate"], JSON.stringify(allocateDocument()));
    expect([code, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toMatchObject({ total: "10", unallocated: "0" });
  });

  test.each([
    ["half a document", '{"order":', "bad-json", "stdin"],
    [
      "NaN",
      JSON.stringify(allocateDocument({ order: { side: "buy", quantity: "NaN" } })),
      "bad-value",
      "order.quantity",
    ],
    ["a polluting field", '{"__proto__":{"method":"x"}}', "unknown-field", "__proto__"],
  ])("refuses %s", async (_, input, code, path) => {
    await expectRefused(["allocate"], input, { code, path });
  });

  test("refuses bytes that are no text", async () => {
    await expectRefused(["band"], Buffer.from([0x22, 0xff, 0xfe, 0x22]), { code: "bad-text", path: "stdin" });
  });

  test.each(["allocate", "share-fills", "flatten", "rebalance", "band"])(
    "%s refuses 10 MB on stdin",
    async (verb) => {
      const huge = JSON.stringify({ order: "9".repeat(10_000_000) });
      await expectRefused([verb], huge, { code: "too-large", path: "stdin" });
    },
  );
});

describe("a spawned journal verb", () => {
  function temporary(): string {
    const folder = mkdtempSync(join(tmpdir(), "yoke-cli-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    return folder;
  }

  test.each(["verify", "export"])(
    "%s refuses a folder without a journal, and what is no folder",
    async (verb) => {
      const folder = temporary();
      mkdirSync(join(folder, "sub", "journal.log"), { recursive: true });
      for (const dir of [
        folder,
        join(folder, "sub"),
        join(folder, "none"),
        "/dev/null",
        "\u0661".repeat(5_000),
      ]) {
        await expectRefused(["journal", verb, "--data-dir", dir], "", {
          code: "no-journal",
          path: "--data-dir",
        });
      }
    },
  );

  test.each(["verify", "export"])("%s says damage of 10 MB that are no journal with code 1", async (verb) => {
    const folder = temporary();
    writeFileSync(join(folder, "journal.log"), Buffer.alloc(10_000_000, "9"));
    const { code, stdout, stderr } = await spawned(["journal", verb, "--data-dir", folder]);
    expect(code).toBe(1);
    if (verb === "verify") expect(JSON.parse(stdout)).toMatchObject({ records: 0, ok: false });
    else expect([stdout, JSON.parse(stderr)]).toMatchObject(["", { error: { code: "journal-damaged" } }]);
  });
});
