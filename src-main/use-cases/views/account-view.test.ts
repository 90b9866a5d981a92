import { describe, expect, it } from "vitest";
import { Decimal } from "../../../src-core/money/decimal.ts";
import type { Group } from "../../../src-core/portfolio/account.ts";
import { valueAccounts } from "../../../src-core/portfolio/environment-value.ts";
import type { PortfolioEvent } from "../../../src-core/portfolio/portfolio-event.ts";
import {
  sampleAccount,
  samplePortfolio,
  samplePosition,
  sampleQuote,
  snapshotOf,
} from "../../../src-core/portfolio/samples.ts";
import { valueAccount } from "../../../src-core/portfolio/valuation.ts";
import type { Causes } from "../../../src-core/risk/risk-state.ts";
import { type AccountViewInput, accountView, groupView } from "./account-view.ts";
import { environmentView } from "./environment-view.ts";

const d = (text: string) => Decimal.of(text);
const LIVE: PortfolioEvent = { kind: "stream", accountId: "a", state: "live" };
const GROUP: Group = {
  id: "g",
  name: "All",
  environment: "paper",
  members: [{ accountId: "a", weight: d("1.50") }],
  method: "ratio",
};

function input(events: readonly PortfolioEvent[], change: Partial<AccountViewInput> = {}): AccountViewInput {
  const portfolio = samplePortfolio(...events);
  const state = portfolio.accounts["a"];
  if (state === undefined) throw new Error("no such account");
  return {
    state,
    value: valueAccount(portfolio, state),
    venueTitle: "Simulated",
    causes: [],
    groups: { g: GROUP },
    keysLocked: false,
    ...change,
  };
}

describe("accountView", () => {
  it("shows the account's sums, ratios to four digits", () => {
    const position = samplePosition("-3", "100", { initialMargin: d("100") });
    const events = [
      snapshotOf("a", { positions: [position] }),
      LIVE,
      { kind: "quote", quote: sampleQuote("100") } as const,
    ];
    expect(accountView(input(events, { dayBaseline: d("900") }))).toEqual({
      id: "a",
      digit: 1,
      name: "Account a",
      venue: "sim",
      venueTitle: "Simulated",
      environment: "paper",
      positionMode: "one-way",
      health: "live",
      riskState: "ACTIVE",
      causes: [],
      equity: "1000",
      available: "1000",
      dayPnl: "100",
      marginUsePercent: "10",
      leverage: "0.3",
      gross: "300",
      net: "-300",
      groups: ["g"],
    });
  });

  it("leaves out what is not known", () => {
    const view = accountView(input([], { dayBaseline: d("900") }));
    for (const column of ["equity", "available", "dayPnl", "marginUsePercent", "leverage"]) {
      expect(view).not.toHaveProperty(column);
    }
  });

  const sync: Causes = [{ scope: "account:a", kind: "sync", detail: "Reading positions.", sinceMs: 1 }];
  it.each<[AccountViewInput["state"]["stream"] | "problem", Partial<AccountViewInput>, string]>([
    ["live", {}, "live"],
    ["gap", {}, "syncing"],
    ["connecting", {}, "syncing"],
    ["down", {}, "down"],
    ["live", { causes: sync }, "syncing"],
    ["live", { keysLocked: true }, "locked"],
    ["problem", {}, "failed"],
  ])("with %s and %o its health is %s", (stream, change, health) => {
    const event: PortfolioEvent =
      stream === "problem"
        ? { kind: "problem", accountId: "a", problem: "Key expired." }
        : { kind: "stream", accountId: "a", state: stream };
    expect(accountView(input([snapshotOf("a"), event], change)).health).toBe(health);
  });

  it("is not live before it was ever read", () => {
    expect(accountView(input([LIVE])).health).toBe("syncing");
  });

  it("names the causes that reach it and no others", () => {
    const causes: Causes = [
      { scope: "account:a", kind: "repeat", detail: "Too many orders.", sinceMs: 1 },
      { scope: "account:b", kind: "person", detail: "Halted.", sinceMs: 1 },
    ];
    const view = accountView(input([snapshotOf("a"), LIVE], { causes }));
    expect(view.riskState).toBe("REDUCING");
    expect(view.causes).toEqual(["Too many orders."]);
  });
});

describe("groupView", () => {
  const portfolio = samplePortfolio(snapshotOf("a"));
  const values = new Map(valueAccounts(portfolio, "paper").map((value) => [value.accountId, value]));

  it("sums its members' equity", () => {
    expect(groupView(GROUP, values)).toMatchObject({
      equity: "1000",
      members: [{ accountId: "a", weight: "1.5" }],
    });
  });
  it("does not know it when one member's is not known", () => {
    const members = [...GROUP.members, { accountId: "ghost", weight: d("1") }];
    expect(groupView({ ...GROUP, members }, values)).not.toHaveProperty("equity");
  });
});

describe("environmentView", () => {
  const portfolio = samplePortfolio(
    { kind: "account-saved", account: sampleAccount("b", { digit: 2 }) },
    { kind: "quote", quote: sampleQuote("100") },
    snapshotOf("a", { positions: [samplePosition("2", "90", { liquidationPrice: d("50") })] }),
    snapshotOf("b", { positions: [samplePosition("-1", "90", { liquidationPrice: d("120") })] }),
  );
  const accounts = valueAccounts(portfolio, "paper");
  const base = { environment: "paper", accounts, causes: [], workingOrders: 3, unknownOrders: 1 } as const;

  it("sums its accounts and names the one nearest to liquidation", () => {
    const dayBaselines = new Map([
      ["a", d("1000")],
      ["b", d("1000")],
    ]);
    expect(environmentView({ ...base, dayBaselines })).toEqual({
      id: "paper",
      accounts: 2,
      equity: "2010",
      dayPnl: "10",
      dayPnlPercent: "0.5",
      gross: "300",
      net: "100",
      leverage: "0.1493",
      unrealised: "10",
      marginDistancePercent: "20",
      marginDistanceAccount: "b",
      riskState: "ACTIVE",
      causes: [],
      workingOrders: 3,
      unknownOrders: 1,
    });
  });

  it("knows no day's P&L while one account has no baseline", () => {
    const view = environmentView({ ...base, dayBaselines: new Map([["a", d("1000")]]) });
    expect(view).not.toHaveProperty("dayPnl");
    expect(view).not.toHaveProperty("dayPnlPercent");
  });

  it("is halted by its own causes and not by one account's", () => {
    const causes: Causes = [
      { scope: "account:a", kind: "person", detail: "Halted.", sinceMs: 1 },
      { scope: "environment:live", kind: "person", detail: "Halted.", sinceMs: 1 },
    ];
    expect(environmentView({ ...base, causes, dayBaselines: new Map() }).riskState).toBe("ACTIVE");
    const own = [{ scope: "environment:paper", kind: "person", detail: "Halted.", sinceMs: 7 }] as const;
    const view = environmentView({ ...base, causes: own, dayBaselines: new Map() });
    expect(view.riskState).toBe("HALTED");
    expect(view.causes).toEqual([{ kind: "person", detail: "Halted.", sinceMs: 7 }]);
  });
});
