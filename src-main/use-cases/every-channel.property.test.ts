import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { REQUEST_CHANNELS } from "../../src-core/contract/channels.ts";
import { REQUESTS } from "../../src-core/contract/requests.ts";
import { damaged, shaped } from "../../e2e/fixtures/shaped.ts";
import { DRAFT, testTerminal } from "./testing/test-terminal.ts";

const RUNS = 1_000;

/** Texts that mean something to a terminal, so that more than the schema is reached. */
const WORDS = [
  ...["paper-1", "paper-2", "paper-group", "paper:BTCUSDT", "paper", "environment:paper", "account:paper-1"],
  ...["0", "1", "0.3", "-1", "1e400", "1.123456789012345678901234567890", "99999999999999999999", "", " 7 "],
  ...["nobody", "plan-1", "id-1", "{}", "__proto__", "constructor", "BTC/USDT:USDT", "0".repeat(64)],
] as const;

const answerText = fc.oneof(
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string() },
  {
    weight: 1,
    arbitrary: fc.constantFrom("", "null", "[]", '{"channel":"plan/submit"', '{"channel":["plan/submit"]}'),
  },
);

function isAnswer(text: string): boolean {
  const answer = JSON.parse(text) as { ok?: unknown; failures?: unknown[] };
  return (
    answer.ok === true ||
    (answer.ok === false && Array.isArray(answer.failures) && answer.failures.length > 0)
  );
}

describe("every channel of the contract", () => {
  test.each(REQUEST_CHANNELS)(
    "%s answers whatever it is sent with a value: no fault, no exception, no order",
    async (channel) => {
      const at = await testTerminal();
      const body = fc.oneof(
        { weight: 4, arbitrary: shaped(REQUESTS[channel], WORDS) },
        { weight: 4, arbitrary: shaped(REQUESTS[channel], WORDS).chain(damaged) },
        { weight: 1, arbitrary: fc.jsonValue() },
      );
      await fc.assert(
        fc.asyncProperty(body, async (sent) => {
          const text = await at.askText(JSON.stringify({ channel, body: sent }));
          expect(isAnswer(text)).toBe(true);
          expect(text).not.toContain('"code":"fault"');
        }),
        { numRuns: RUNS },
      );
      await at.clock.pass(100);
      const created = ["paper-1", "paper-2", "paper-3"].flatMap((id) => at.venue.account(id).created);
      expect(created).toEqual([]);
    },
    60_000,
  );

  test("a text that is no request is answered as one that is not", async () => {
    const at = await testTerminal();
    await fc.assert(
      fc.asyncProperty(answerText, async (text) => {
        expect(JSON.parse(await at.askText(text))).toMatchObject({ ok: false });
      }),
      { numRuns: RUNS },
    );
  });

  test("after all of it the terminal still plans", async () => {
    const at = await testTerminal();
    for (const channel of ["group/save", "limits/save", "settings/save", "market/watch"] as const) {
      const bodies = fc.sample(shaped(REQUESTS[channel], WORDS).chain(damaged), { numRuns: 200, seed: 7 });
      for (const body of bodies) await at.askText(JSON.stringify({ channel, body }));
    }
    expect(await at.ask("plan/preview-order", { draft: DRAFT })).toMatchObject({ ok: true });
  });
});
