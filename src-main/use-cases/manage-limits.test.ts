import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RiskView } from "../../src-core/contract/risk-views.ts";
import type { PlanPreview } from "../../src-core/contract/views.ts";
import { DRAFT, testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

const SCOPE = "environment:paper";

async function decided(at: TestTerminal, draft = DRAFT) {
  at.venue.quote("60000");
  const answer = await at.ask("plan/preview-order", { draft });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failures));
  return answer.value;
}

const shownRisk = (at: TestTerminal) => at.shown("risk") as readonly RiskView[];

describe("limits", () => {
  test("of every kind are saved, journaled with old and new value, and listed", async () => {
    const at = await testTerminal();
    const limits = { maxDailyLoss: "2500", maxLeverage: "3", allowlist: "paper:BTCUSDT", maxOpenOrders: "" };
    expect(await at.ask("limits/save", { scope: SCOPE, limits })).toEqual({ ok: true, value: null });
    expect(await at.ask("limits/read", { scope: SCOPE })).toMatchObject({
      value: {
        maxDailyLoss: "2500",
        allowlist: "paper:BTCUSDT",
        maxOpenOrders: "",
        maxOrderNotional: "50000",
      },
    });
    expect(await at.ask("limits/changes", {})).toMatchObject({
      value: [
        {
          label: "paper accounts",
          lines: expect.arrayContaining([
            "Open orders: 50 -> none",
            "Daily loss: none -> 2,500.00 USD",
            "Allowed instruments: none -> paper:BTCUSDT",
          ]) as unknown,
        },
      ],
    });
    const again = await testTerminal(at.journal.texts, 1);
    expect(await again.ask("limits/changes", {})).toEqual(await at.ask("limits/changes", {}));
  });

  test("with a wrong field change nothing and name the field; so does an instrument that nobody lists", async () => {
    const at = await testTerminal();
    const before = at.terminal.runtime.state.durable.limits;
    const bad = await at.ask("limits/save", {
      scope: SCOPE,
      limits: { maxLeverage: "3", maxDailyLoss: "-1" },
    });
    expect(bad).toMatchObject({ ok: false, failures: [{ place: "maxDailyLoss" }] });
    const stranger = await at.ask("limits/save", { scope: SCOPE, limits: { allowlist: "paper:NOPE" } });
    expect(stranger).toMatchObject({ ok: false, failures: [{ place: "allowlist" }] });
    expect(at.terminal.runtime.state.durable.limits).toBe(before);
  });

  test("that cannot be read: the starting limits hold and nothing increases until a person saves them", async () => {
    const first = await testTerminal();
    const roomy = { maxOrderNotional: "9000000", maxPositionNotional: "9000000" };
    await first.ask("limits/save", { scope: SCOPE, limits: roomy });
    await first.clock.pass(100);
    const damaged = first.journal.texts.map((text) =>
      text.includes('"limits-changed"') ? text.replaceAll('{"$d":"9000000"}', '{"$d":"9000O00"}') : text,
    );
    const at = await testTerminal(damaged, 1);
    await at.clock.pass(1_000);
    const plan = await decided(at);
    expect(plan.decision).toBe("refuse");
    expect(JSON.stringify(plan)).toContain("cannot be read");
    expect(await at.ask("limits/read", { scope: SCOPE })).toMatchObject({
      value: { maxOrderNotional: "50000" },
    });
    await at.ask("kill/resume", { scope: { kind: "all" } });
    expect((await decided(at)).decision).toBe("refuse");
    expect(shownRisk(at)[0]?.causes).toMatchObject([{ kind: "limits", state: "REDUCING", byPerson: false }]);
    await at.ask("limits/save", { scope: SCOPE, limits: roomy });
    expect((await decided(at)).decision).toBe("approve");
  });

  test("that a damaged journal took away leave every account halted", async () => {
    const first = await testTerminal();
    const opening = { keptIn: "damaged.log", bytes: 12, reason: "a record is torn" };
    const at = await testTerminal(first.journal.texts, 1, opening);
    expect((await decided(at)).decision).toBe("refuse");
    expect(shownRisk(at)[0]?.causes).toMatchObject([{ kind: "journal", state: "HALTED" }]);
  });

  test("however submits of two windows interleave, they pass no limit together", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 5 }),
        fc.array(fc.nat(6), { minLength: 8, maxLength: 8 }),
        async (sizes, turns) => {
          const at = await testTerminal();
          const most = 30_000;
          await at.ask("limits/save", {
            scope: SCOPE,
            limits: { maxGrossExposure: String(most), duplicateWindowMs: "" },
          });
          const other = at.terminal.openWindow(() => undefined);
          const plans: PlanPreview[] = [];
          for (const size of sizes) {
            const draft = { ...DRAFT, type: "limit" as const, price: "59990", timeInForce: "GTC" as const };
            plans.push(await decided(at, { ...draft, quantity: `0.${String(size * 3).padStart(2, "0")}` }));
          }
          const append = at.journal.append.bind(at.journal);
          let call = 0;
          at.journal.append = async (texts) => {
            call += 1;
            for (let turn = turns[call % turns.length] ?? 0; turn > 0; turn -= 1) await Promise.resolve();
            return append(texts);
          };
          const body = (index: number) => {
            const plan = plans[index];
            return { channel: "plan/submit", body: { planId: plan?.planId, hash: plan?.hash } };
          };
          const asked = plans.map((_, index) => {
            const text = JSON.stringify(body(index));
            return index % 2 === 0 ? at.askText(text) : other.request(text);
          });
          const answers = (await Promise.all(asked)).map((text) => JSON.parse(text) as { ok: boolean });
          await at.clock.pass(100);
          const quantities = Object.values(at.terminal.runtime.state.portfolio.accounts).flatMap((account) =>
            Object.values(account.working).map(({ terms }) => Number(terms.quantity.toString())),
          );
          const gross = quantities.reduce((sum, quantity) => sum + quantity * 60_000, 0);
          expect(gross).toBeLessThanOrEqual(most);
          expect(answers[0]?.ok).toBe((sizes[0] ?? 0) * 0.03 * 60_000.1 <= most);
          at.journal.append = append;
          await at.terminal.close();
        },
      ),
      { numRuns: 20 },
    );
  });
});

test("a hold is journaled, obeyed, shown, and cleared by a person", async () => {
  const at = await testTerminal();
  const hold = { accountId: "paper-2", listing: "paper:BTCUSDT", kind: "hands-off" as const };
  expect(await at.ask("hold/set", { ...hold, accountId: "nobody" })).toMatchObject({ ok: false });
  expect(await at.ask("hold/set", hold)).toMatchObject({ ok: true });
  expect((await decided(at)).decision).toBe("refuse");
  const again = await testTerminal(at.journal.texts, 1);
  await again.clock.pass(1_100);
  expect(shownRisk(again)[0]?.holds).toMatchObject([{ account: "Paper two", name: "BTC/USDT:USDT" }]);
  expect((await decided(again)).decision).toBe("refuse");
  await again.ask("hold/clear", hold);
  expect((await decided(again)).decision).toBe("approve");
});
