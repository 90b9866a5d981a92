import { describe, expect, test } from "vitest";
import type { AccountView, NoticeView } from "../../src-core/contract/views.ts";
import { Decimal as D } from "../../src-core/money/decimal.ts";
import type { OrderTerms } from "../../src-core/order-terms/order-terms.ts";
import { resting } from "./testing/scripted-venue.ts";
import { DRAFT, testTerminal, type TestTerminal } from "./testing/test-terminal.ts";

const ID = "paper-1";
const LIMIT = { ...DRAFT, type: "limit" as const, timeInForce: "GTC" as const, price: "59900" };
const WINDOW_MS = 120_000;

async function rest(at: TestTerminal, change: Partial<typeof DRAFT> = {}) {
  const plan = await at.ask("plan/preview-order", { draft: { ...LIMIT, ...change } });
  if (!plan.ok) throw new Error(JSON.stringify(plan.failures));
  const { planId, hash } = plan.value;
  const receipt = await at.ask("plan/submit", { planId, hash });
  if (!receipt.ok) throw new Error(JSON.stringify(receipt.failures));
  await at.clock.pass(100);
}

const arm = (at: TestTerminal) => at.ask("dead-man/arm", { accountId: ID, windowMs: WINDOW_MS });
const disarm = (at: TestTerminal) => at.ask("dead-man/disarm", { accountId: ID });
const settings = (at: TestTerminal, id = ID) => at.venue.account(id).countdowns.map((one) => one.windowMs);
const notices = (at: TestTerminal) => at.shown("notice").map((notice) => (notice as NoticeView).text);

/** Every drawing of values has been made. */
async function shown(at: TestTerminal, id = ID): Promise<AccountView["deadMan"]> {
  await at.clock.pass(2_100);
  return at
    .shown("account")
    .map((view) => view as AccountView)
    .find((view) => view.id === id)?.deadMan;
}

/** The venue cancels what it holds of the account, as its countdown does. */
function cancelAll(at: TestTerminal, atMs = at.clock.nowMs()): void {
  const account = at.venue.account(ID);
  for (const order of account.created)
    account.say({ kind: "order", order: { ...resting(order, atMs), status: "canceled" } });
}

/** The run ends without a word: what it does after its journal was copied is nobody's. */
async function die(at: TestTerminal): Promise<string[]> {
  const texts = [...at.journal.texts];
  void at.terminal.close();
  await at.clock.pass(10);
  return texts;
}

describe("a switch", () => {
  test("is off until a person arms it, and then follows the orders that can add to a position", async () => {
    const at = await testTerminal();
    await rest(at);
    await at.clock.pass(60_000);
    expect(settings(at)).toEqual([]);
    expect((await shown(at))?.state).toBe("off");
    expect(await arm(at)).toMatchObject({ ok: true });
    expect(settings(at)).toEqual([WINDOW_MS]);
    const view = await shown(at);
    expect(view?.state).toBe("running");
    expect(view?.untilMs).toBe((at.venue.account(ID).countdowns[0]?.atMs ?? 0) + WINDOW_MS);
    expect(settings(at, "paper-2")).toEqual([]);
  });

  test("is kept alive within a quarter of its window, and stopped when nothing works any more", async () => {
    const at = await testTerminal();
    await rest(at);
    await arm(at);
    await at.clock.pass(10 * 60_000);
    const { countdowns } = at.venue.account(ID);
    const gaps = countdowns.slice(1).map(({ atMs }, index) => atMs - (countdowns[index]?.atMs ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(WINDOW_MS / 4);
    at.venue.account(ID).onCancel = ({ clientId }) => {
      const order = at.venue.account(ID).created.find((made) => made.clientId === clientId);
      if (order === undefined) return { kind: "canceled" };
      return { kind: "canceled", order: { ...resting(order, at.clock.nowMs()), status: "canceled" } };
    };
    await at.ask("order/cancel", { orderId: at.venue.account(ID).created[0]?.clientId ?? "" });
    await at.clock.pass(2_000);
    expect(settings(at).at(-1)).toBe(0);
    expect((await shown(at))?.state).toBe("idle");
    await at.clock.pass(300_000);
    expect(settings(at).at(-1)).toBe(0);
  });

  test("leaves a listing alone in which nothing but exits works, and one in which only others work", async () => {
    const at = await testTerminal();
    const terms: OrderTerms = {
      listing: at.venue.listing.key,
      side: "buy",
      positionSide: "both",
      type: "limit",
      quantity: D.of("1"),
      price: D.of("50000"),
      timeInForce: "GTC",
      postOnly: false,
      reduceOnly: false,
    };
    const order = { venueOrderId: "bot", terms, status: "open", filled: D.of("0"), atMs: 1 } as const;
    at.venue.account(ID).say({ kind: "order", order });
    await at.clock.pass(100);
    const look = await at.ask("dead-man/look", { accountId: ID });
    await arm(at);
    await at.clock.pass(40_000);
    expect(settings(at)).toEqual([]);
    expect(look).toMatchObject({
      ok: true,
      value: { listings: [{ guarded: false, ours: 0, others: 1, exits: 0 }] },
    });
  });

  test("turned off is stopped at the venue, and shown off when the venue has said so", async () => {
    const at = await testTerminal();
    await rest(at);
    await arm(at);
    await at.clock.pass(1_000);
    at.venue.account(ID).onCountdown = () => ({ kind: "unknown", reason: "No answer in time." });
    await disarm(at);
    expect(settings(at).at(-1)).toBe(0);
    expect((await shown(at))?.state).toBe("stopping");
    at.venue.account(ID).onCountdown = () => ({
      kind: "set",
      sentAtMs: at.clock.nowMs(),
      answeredAtMs: at.clock.nowMs(),
    });
    await at.clock.pass(6_000);
    expect((await shown(at))?.state).toBe("off");
  });

  test("is not shown running while the venue has not confirmed it", async () => {
    const at = await testTerminal();
    await rest(at);
    at.venue.account(ID).onCountdown = () => ({ kind: "refused", reason: "The limit is used up." });
    await arm(at);
    const view = await shown(at);
    expect(view?.state).toBe("unconfirmed");
    expect(view?.words).toContain("The limit is used up.");
    expect(view?.untilMs).toBeUndefined();
  });

  test("is not armed while the journal cannot be written", async () => {
    const at = await testTerminal();
    await rest(at);
    at.journal.failing = "full";
    expect(await arm(at)).toMatchObject({ ok: false, failures: [{ code: "journal-not-written" }] });
    await at.clock.pass(60_000);
    expect(settings(at)).toEqual([]);
  });

  test("keeps protection: neither a halt nor a broken stream lets its countdown run out", async () => {
    const at = await testTerminal();
    await rest(at);
    at.venue.account(ID).onCancel = () => ({ kind: "unknown", reason: "timeout" });
    await arm(at);
    await at.ask("kill/engage", { scope: { kind: "account", accountId: ID } });
    at.venue.account(ID).say({ kind: "stream", state: "down", atMs: at.clock.nowMs() });
    const before = settings(at).length;
    await at.clock.pass(WINDOW_MS);
    expect(
      settings(at)
        .slice(before)
        .filter((windowMs) => windowMs === WINDOW_MS).length,
    ).toBeGreaterThan(3);
  });

  test("keeps its account from being removed while it is on", async () => {
    const at = await testTerminal();
    await arm(at);
    await at.ask("group/remove", { groupId: "paper-group" });
    expect(await at.ask("account/remove", { accountId: ID })).toMatchObject({
      ok: false,
      failures: [{ code: "account-has-countdown" }],
    });
  });
});

describe("a switch after a restart", () => {
  test("is armed still, and goes on where the last run stopped", async () => {
    const first = await testTerminal();
    await rest(first);
    await arm(first);
    await first.clock.pass(1_000);
    const texts = await die(first);
    const before = settings(first).length;
    const second = await testTerminal(texts, 1, undefined, first);
    await second.clock.pass(90_000);
    expect(settings(second).slice(before)).toEqual([WINDOW_MS, WINDOW_MS, WINDOW_MS, WINDOW_MS]);
    expect((await shown(second))?.state).toBe("running");
  });

  test("that an orderly end stopped at the venue is armed still, and starts anew", async () => {
    const first = await testTerminal();
    await rest(first);
    await arm(first);
    await first.clock.pass(1_000);
    const closing = first.terminal.close();
    await first.clock.pass(5_000);
    await closing;
    expect(settings(first).at(-1)).toBe(0);
    const second = await testTerminal([...first.journal.texts], 1, undefined, first);
    await second.clock.pass(5_000);
    expect(settings(second).at(-1)).toBe(WINDOW_MS);
  });

  test("that went off meanwhile says so, is off, and makes no order again by itself", async () => {
    const first = await testTerminal();
    await rest(first, { failure: "complete" });
    await arm(first);
    await first.clock.pass(1_000);
    const { created } = first.venue.account(ID);
    const sent = created.length;
    const texts = await die(first);
    const diedAtMs = first.clock.nowMs();
    await first.clock.pass(600_000);
    first.venue.account(ID).onQuery = ({ clientId }) => {
      const order = created.find((one) => one.clientId === clientId);
      if (order === undefined) return { kind: "not-found" };
      const ended = { ...resting(order, diedAtMs + WINDOW_MS), status: "canceled" as const };
      return { kind: "found", order: ended };
    };
    const second = await testTerminal(texts, 1, undefined, first);
    await second.clock.pass(30_000);
    const view = await shown(second);
    expect(view?.state).toBe("fired");
    expect(view?.words).toContain("The venue cancelled 1 order of Yoke");
    expect(notices(second).filter((text) => text.includes("went off"))).toHaveLength(1);
    expect(second.terminal.runtime.state.durable.deadMen[ID]?.armed).toBeUndefined();
    await second.clock.pass(60_000);
    expect(created).toHaveLength(sent);
  });
});

describe("a countdown that ran out while Yoke lived", () => {
  test("went off, is said once, and is put away by a person", async () => {
    const at = await testTerminal();
    await rest(at);
    await arm(at);
    await at.clock.pass(1_000);
    at.venue.account(ID).onCountdown = () => ({ kind: "refused", reason: "The line is cut." });
    await at.clock.pass(WINDOW_MS + 2_000);
    expect((await shown(at))?.words).toContain("may have cancelled since");
    cancelAll(at);
    expect((await shown(at))?.state).toBe("fired");
    expect(notices(at).filter((text) => text.includes("went off"))).toHaveLength(1);
    await disarm(at);
    expect((await shown(at))?.state).toBe("off");
  });

  test("is not blamed for an order that ended while it was kept", async () => {
    const at = await testTerminal();
    await rest(at);
    await arm(at);
    await at.clock.pass(90_000);
    cancelAll(at);
    expect((await shown(at))?.state).toBe("idle");
    expect(notices(at).filter((text) => text.includes("went off"))).toEqual([]);
  });

  test("and ended nothing is forgotten after the account has been read", async () => {
    const at = await testTerminal();
    await rest(at);
    await arm(at);
    await at.clock.pass(1_000);
    const { onCountdown } = at.venue.account(ID);
    at.venue.account(ID).onCountdown = () => ({ kind: "refused", reason: "The line is cut." });
    await at.clock.pass(WINDOW_MS + 2_000);
    at.venue.account(ID).onCountdown = onCountdown;
    await at.clock.pass(120_000);
    cancelAll(at);
    expect((await shown(at))?.state).toBe("idle");
  });
});
