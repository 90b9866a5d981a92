import fc from "fast-check";
import { expect, test } from "vitest";
import { Decimal, sum } from "../../src-core/money/decimal.ts";
import { ALLOCATION_METHODS } from "../../src-core/portfolio/account.ts";
import { examples, ran } from "./testing/command-samples.ts";

const AMOUNTS = [
  "0",
  "1",
  "-1",
  "0.001",
  "7",
  "33.3",
  "100",
  "9".repeat(64),
  `0.${"0".repeat(61)}1`,
  "1e400",
  5,
];

/** An example with the value at one place replaced. */
function replaced(document: unknown, path: readonly number[], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof document !== "object" || document === null) return value;
  const entries = Object.entries(document);
  const changed = entries.map(([key, each], index): [string, unknown] =>
    index === step % entries.length ? [key, replaced(each, rest, value)] : [key, each],
  );
  return Array.isArray(document) ? changed.map(([, each]) => each) : Object.fromEntries(changed);
}

test("whatever a document holds, the answer is one document, or one failure with a path and an empty stdout", async () => {
  const changes = fc.array(
    fc.tuple(
      fc.array(fc.nat(12), { minLength: 1, maxLength: 4 }),
      fc.oneof(fc.constantFrom(...AMOUNTS, ...ALLOCATION_METHODS, "reduce", "leave"), fc.jsonValue()),
    ),
    { minLength: 1, maxLength: 3 },
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...examples()), changes, async ({ verb, input }, all) => {
      const document = all.reduce((at, [path, value]) => replaced(at, path, value), input);
      const { code, stdout, error } = await ran([verb], JSON.stringify(document));
      if (code === 0) {
        expect(error).toBeUndefined();
        expect(typeof JSON.parse(stdout)).toBe("object");
      } else {
        expect([code, stdout]).toEqual([2, ""]);
        expect(error?.path).not.toBe("");
        expect(error?.message).not.toBe("Invalid input");
      }
    }),
    { numRuns: 500 },
  );
});

test("any text is answered without a throw", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: fc.constantFrom("{", "}", "[", "]", ":", ",", '"', "\\", "u", "0", "1", " ") }),
      async (text) => {
        expect(await ran(["allocate"], text)).toMatchObject({ code: 2, stdout: "" });
      },
    ),
  );
});

test("the legs and what is unallocated sum to the total", async () => {
  const amountText = fc
    .integer({ min: 1, max: 1_000_000 })
    .map((units) => Decimal.fromUnits(BigInt(units), 3).toString());
  const account = fc.record({
    weight: amountText,
    cap: amountText,
    lot: fc.constantFrom("1", "0.1", "0.003"),
  });
  await fc.assert(
    fc.asyncProperty(
      amountText,
      fc.array(account, { minLength: 1, maxLength: 8 }),
      async (quantity, rows) => {
        const document = {
          order: { side: "buy", quantity },
          method: "ratio",
          leftover: "redistribute",
          denial: "reject-all",
          accounts: rows.map((row, index) => ({ id: `a${String(index)}`, ...row })),
        };
        const { stdout } = await ran(["allocate"], JSON.stringify(document));
        const answer = JSON.parse(stdout) as {
          legs: readonly { quantity: string }[];
          total: string;
          unallocated: string;
        };
        const parts = [...answer.legs.map((leg) => leg.quantity), answer.unallocated].map((text) =>
          Decimal.of(text),
        );
        expect(sum(parts).toString()).toBe(answer.total);
        expect(answer.total).toBe(quantity);
      },
    ),
  );
});
