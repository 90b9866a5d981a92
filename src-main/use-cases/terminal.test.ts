import { describe, expect, test } from "vitest";
import type { CreateAnswer } from "../../src-core/orders/order-event.ts";
import { resting } from "./testing/scripted-venue.ts";
import { DRAFT, testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

const ACCOUNTS = ["paper-1", "paper-2", "paper-3"] as const;

async function previewed(at: TestTerminal, draft = DRAFT) {
  const answer = await at.ask("plan/preview-order", { draft });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failures));
  return answer.value;
}

const created = (at: TestTerminal) => ACCOUNTS.flatMap((id) => at.venue.account(id).created);
const statuses = (at: TestTerminal) =>
  [...at.terminal.runtime.state.durable.orders.values()].map((order) => order.status);

describe("a group order", () => {
  test("what was previewed is what arrives at the venue, to the last digit", async () => {
    const at = await testTerminal();
    const plan = await previewed(at);
    expect(plan.decision).toBe("approve");
    expect(plan.legs.map((leg) => leg.quantity)).toEqual(["0.1", "0.1", "0.1"]);
    const receipt = await at.ask("plan/submit", { planId: plan.planId, hash: plan.hash });
    expect(receipt.ok).toBe(true);
    await at.clock.pass(100);
    expect(created(at).map((order) => order.terms.quantity.toString())).toEqual(
      plan.legs.map((leg) => leg.quantity),
    );
    expect(created(at).every((order) => order.hash === plan.hash)).toBe(true);
    expect(statuses(at)).toEqual(["OPEN", "OPEN", "OPEN"]);
  });

  test("I1 a double click sends once, and both clicks get the same answer", async () => {
    const at = await testTerminal();
    const { planId, hash } = await previewed(at);
    const both = await Promise.all([
      at.ask("plan/submit", { planId, hash }),
      at.ask("plan/submit", { planId, hash }),
    ]);
    await at.clock.pass(100);
    expect(both[0]).toEqual(both[1]);
    expect(await at.ask("plan/submit", { planId, hash })).toEqual(both[0]);
    expect(created(at)).toHaveLength(3);
  });

  test("I15 a hash that is not the plan's sends nothing", async () => {
    const at = await testTerminal();
    const { planId } = await previewed(at);
    expect(await at.ask("plan/submit", { planId, hash: "0".repeat(64) })).toMatchObject({ ok: false });
    await at.clock.pass(100);
    expect(created(at)).toHaveLength(0);
  });

  test("a plan of half a minute ago is not sent", async () => {
    const at = await testTerminal();
    const { planId, hash } = await previewed(at);
    await at.clock.pass(30_000);
    at.venue.quote("60000");
    const answer = await at.ask("plan/submit", { planId, hash });
    expect(answer).toMatchObject({ ok: false });
    expect(JSON.stringify(answer)).toContain("freshness");
    expect(created(at)).toHaveLength(0);
  });

  test("I2 the intent of every order is on disk before the venue hears of it", async () => {
    const at = await testTerminal();
    const { planId, hash } = await previewed(at);
    let journaledFirst = true;
    for (const id of ACCOUNTS) {
      at.venue.account(id).onCreate = (order) => {
        journaledFirst &&= at.journal.texts.some((text) => text.includes(order.clientId));
        return { kind: "report", order: resting(order, at.clock.nowMs()) };
      };
    }
    await at.ask("plan/submit", { planId, hash });
    await at.clock.pass(100);
    expect(created(at)).toHaveLength(3);
    expect(journaledFirst).toBe(true);
  });

  test("two windows that submit at once cannot pass a limit together", async () => {
    const at = await testTerminal();
    const scope = "environment:paper";
    const limits = {
      maxOrderNotional: "20000",
      priceCollarBps: "200",
      maxPositionNotional: "10000",
      maxOpenOrders: "50",
    };
    expect(await at.ask("limits/save", { scope, limits })).toMatchObject({ ok: true });
    const draft = { ...DRAFT, type: "limit" as const, price: "59990", timeInForce: "GTC" as const };
    const one = await previewed(at, draft);
    const two = await previewed(at, { ...draft, quantity: "0.297" });
    const answers = await Promise.all([
      at.ask("plan/submit", { planId: one.planId, hash: one.hash }),
      at.ask("plan/submit", { planId: two.planId, hash: two.hash }),
    ]);
    await at.clock.pass(100);
    expect(answers.map((answer) => answer.ok)).toEqual([true, false]);
    expect(created(at)).toHaveLength(3);
  });
});

describe("the journal", () => {
  test("that cannot be written: nothing is sent, it is said, and trading goes on when it can", async () => {
    const at = await testTerminal();
    const first = await previewed(at);
    at.journal.failing = "ENOSPC";
    const refused = await at.ask("plan/submit", { planId: first.planId, hash: first.hash });
    expect(refused).toMatchObject({ ok: false });
    await at.clock.pass(100);
    expect(created(at)).toHaveLength(0);
    expect(await previewed(at)).toMatchObject({ decision: "refuse" });
    at.journal.failing = undefined;
    await at.clock.pass(2_500);
    at.venue.quote("60000");
    const again = await previewed(at);
    expect(await at.ask("plan/submit", { planId: again.planId, hash: again.hash })).toMatchObject({
      ok: true,
    });
    await at.clock.pass(100);
    expect(created(at)).toHaveLength(3);
  });
});

describe("unknown", () => {
  const timeout: CreateAnswer = { kind: "unknown", reason: "timeout" };

  test("a timeout is UNKNOWN, reserved, never sent again, and found by asking", async () => {
    const at = await testTerminal();
    const account = at.venue.account("paper-1");
    account.onCreate = () => timeout;
    const { planId, hash } = await previewed(at);
    await at.ask("plan/submit", { planId, hash });
    await at.clock.pass(200);
    expect(statuses(at)).toContain("UNKNOWN");
    expect(
      Object.values(at.terminal.runtime.state.portfolio.accounts["paper-1"]?.working ?? {}),
    ).toMatchObject([{ certainty: "unknown" }]);
    const order = account.created[0];
    if (order === undefined) throw new Error("nothing was sent");
    account.onQuery = () => ({ kind: "found", order: resting(order, at.clock.nowMs()) });
    await at.clock.pass(10_000);
    expect(statuses(at)).toEqual(["OPEN", "OPEN", "OPEN"]);
    expect(created(at)).toHaveLength(3);
  });

  test("however long it lasts, it is asked about at a steady pace and less often after a minute", async () => {
    const at = await testTerminal();
    const account = at.venue.account("paper-1");
    account.onCreate = () => timeout;
    account.onQuery = () => ({ kind: "unknown", reason: "timeout" });
    const { planId, hash } = await previewed(at);
    await at.ask("plan/submit", { planId, hash });
    await at.clock.pass(50_000);
    const soon = account.queried.length;
    expect(soon).toBeGreaterThanOrEqual(20);
    expect(soon).toBeLessThanOrEqual(30);
    await at.clock.pass(250_000);
    expect(account.queried.length - soon).toBeLessThanOrEqual(40);
    expect(account.queried.length - soon).toBeGreaterThanOrEqual(15);
  });

  test("a restart doubts what was not answered, asks the venue, and sends nothing", async () => {
    const before = await testTerminal();
    for (const id of ACCOUNTS) before.venue.account(id).onCreate = () => new Promise(() => undefined);
    const { planId, hash } = await previewed(before);
    await before.ask("plan/submit", { planId, hash });
    await before.clock.pass(100);
    const after = await testTerminal(before.journal.texts, 1);
    expect(statuses(after)).toEqual(["UNKNOWN", "UNKNOWN", "UNKNOWN"]);
    expect(ACCOUNTS.every((id) => after.venue.account(id).queried.length > 0)).toBe(true);
    expect(created(after)).toHaveLength(0);
  });
});

describe("the kill switch", () => {
  test("halts, cancels what works, and lets nothing through until a person resumes", async () => {
    const at = await testTerminal();
    const one = await previewed(at);
    await at.ask("plan/submit", { planId: one.planId, hash: one.hash });
    await at.clock.pass(100);
    const pending = await previewed(at, { ...DRAFT, side: "sell", quantity: "0.03" });
    expect(await at.ask("kill/engage", { scope: { kind: "all" } })).toEqual({
      ok: true,
      value: { cancelling: 3 },
    });
    await at.clock.pass(100);
    expect(ACCOUNTS.map((id) => at.venue.account(id).cancelled.length)).toEqual([1, 1, 1]);
    expect(await at.ask("plan/submit", { planId: pending.planId, hash: pending.hash })).toMatchObject({
      ok: false,
    });
    at.venue.quote("60000");
    expect((await previewed(at, { ...DRAFT, quantity: "0.03" })).decision).toBe("refuse");
    expect(created(at)).toHaveLength(3);
    await at.ask("kill/resume", { scope: { kind: "all" } });
    at.venue.quote("60000");
    expect((await previewed(at, { ...DRAFT, quantity: "0.03" })).decision).toBe("approve");
  });

  test("I6 pressed between gate and socket: the journaled orders never leave", async () => {
    const at = await testTerminal();
    const { planId, hash } = await previewed(at);
    at.journal.beforeAnswer = () => {
      at.journal.beforeAnswer = undefined;
      void at.ask("kill/engage", { scope: { kind: "all" } });
    };
    await at.ask("plan/submit", { planId, hash });
    await at.clock.pass(100);
    expect(created(at)).toHaveLength(0);
    expect(statuses(at)).toEqual(["DENIED", "DENIED", "DENIED"]);
  });

  test("I19 is answered only when it is on the disk", async () => {
    const at = await testTerminal();
    let release: () => void = () => undefined;
    const gate = new Promise<void>((open) => {
      release = open;
    });
    const write = at.journal.append;
    at.journal.append = async (texts) => {
      await gate;
      return write(texts);
    };
    let answered = false;
    const asked = at.ask("kill/engage", { scope: { kind: "all" } }).then(() => {
      answered = true;
    });
    await at.clock.pass(10);
    expect(answered).toBe(false);
    release();
    await asked;
    expect(at.journal.texts.some((text) => text.includes('"cause-set"') && text.includes('"person"'))).toBe(
      true,
    );
  });

  test("I19 survives a restart", async () => {
    const before = await testTerminal();
    await before.ask("kill/engage", { scope: { kind: "all" } });
    await before.clock.pass(100);
    const after = await testTerminal(before.journal.texts, 1);
    expect((await previewed(after)).decision).toBe("refuse");
    expect(after.shown("environment")).toMatchObject([{ riskState: "HALTED" }]);
  });
});

describe("sleep", () => {
  test("voids plans and asks the venues again before increases", async () => {
    const at = await testTerminal();
    const { planId, hash } = await previewed(at);
    at.clock.jumpWall(60_000);
    await at.clock.pass(1_000);
    expect(await at.ask("plan/submit", { planId, hash })).toMatchObject({ ok: false });
    expect(created(at)).toHaveLength(0);
  });

  test("an account that cannot be read stays SYNCING and refuses increases", async () => {
    const at = await testTerminal();
    at.venue.account("paper-2").snapshot = undefined;
    at.venue.account("paper-2").say({ kind: "stream", state: "gap", atMs: at.clock.nowMs() });
    await at.clock.pass(500);
    at.venue.account("paper-2").say({ kind: "stream", state: "live", atMs: at.clock.nowMs() });
    await at.clock.pass(500);
    at.venue.quote("60000");
    expect((await previewed(at)).decision).toBe("refuse");
    expect(at.shown("account")).toContainEqual(
      expect.objectContaining({ id: "paper-2", riskState: "SYNCING" }),
    );
  });
});

describe("bad input", () => {
  test.each([
    ["no JSON", "{"],
    ["no channel", '{"body":{}}'],
    ["a channel that is none", '{"channel":"withdraw/all","body":{}}'],
    ["a field too many", '{"channel":"kill/engage","body":{"scope":{"kind":"all"},"x":1}}'],
    ["a number for a text", '{"channel":"group/remove","body":{"groupId":7}}'],
    ["ten megabytes", JSON.stringify({ channel: "group/remove", body: { groupId: "x".repeat(10_000_000) } })],
    ["a prototype", '{"channel":"group/remove","body":{"__proto__":{"groupId":"x"}}}'],
  ])("%s is refused and changes nothing", async (_, text) => {
    const at = await testTerminal();
    const before = at.terminal.runtime.state.durable;
    expect(JSON.parse(await at.askText(text))).toMatchObject({ ok: false });
    expect(at.terminal.runtime.state.durable).toBe(before);
  });

  test.each(["0", "-1", "1e400", "NaN", "Infinity", "0x10", "1,5", "", " "])(
    "quantity %j names its field",
    async (quantity) => {
      const at = await testTerminal();
      const answer = await at.ask("plan/preview-order", { draft: { ...DRAFT, quantity } });
      expect(answer).toMatchObject({ ok: false, failures: [{ place: "quantity" }] });
    },
  );

  test("an unknown instrument and an unknown group name theirs", async () => {
    const at = await testTerminal();
    const listing = await at.ask("plan/preview-order", { draft: { ...DRAFT, listing: "paper:NOPE" } });
    expect(listing).toMatchObject({ ok: false, failures: [{ place: "listing" }] });
    const group = await at.ask("plan/preview-order", { draft: { ...DRAFT, groupId: "none" } });
    expect(group).toMatchObject({ ok: false, failures: [{ place: "groupId" }] });
  });
});
