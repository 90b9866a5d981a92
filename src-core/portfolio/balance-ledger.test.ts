import { describe, expect, it } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { compareBalances, noteChanges, openLedger, type WalletChange } from "./balance-ledger.ts";

const START_MS = 1_000_000;
const usdt = (wallet: string) => [
  { asset: "USDT", wallet: Decimal.of(wallet), available: Decimal.of(wallet) },
];
const change = (id: string, amount: string, atMs: number): WalletChange => ({
  id,
  asset: "USDT",
  amount: Decimal.of(amount),
  atMs,
});
const opened = openLedger(usdt("1000"), START_MS);
const LATER_MS = START_MS + 60_000;

describe("a balance ledger", () => {
  it("explains a wallet by what was heard, and starts anew from it", () => {
    const heard = noteChanges(opened, [
      change("a", "-5", START_MS + 10_000),
      change("b", "2.5", START_MS + 20_000),
    ]);
    const next = compareBalances(heard, usdt("997.5"), LATER_MS);
    expect(next.unexplained).toBeUndefined();
    expect(compareBalances(next, usdt("997.5"), LATER_MS + 60_000).unexplained).toBeUndefined();
  });

  it("names the asset that moved by nothing that was heard, until it is explained", () => {
    const lost = compareBalances(opened, usdt("900"), LATER_MS);
    expect(lost.unexplained).toBe("USDT");
    const told = noteChanges(lost, [change("late", "-100", START_MS + 30_000)]);
    expect(compareBalances(told, usdt("900"), LATER_MS + 1_000).unexplained).toBeUndefined();
  });

  it("counts each change once", () => {
    const twice = noteChanges(noteChanges(opened, [change("a", "-5", LATER_MS - 30_000)]), [
      change("a", "-5", LATER_MS - 30_000),
    ]);
    expect(compareBalances(twice, usdt("995"), LATER_MS).unexplained).toBeUndefined();
    expect(compareBalances(twice, usdt("990"), LATER_MS).unexplained).toBe("USDT");
  });

  it("does not mind whether a change of the reading's own moment is in it", () => {
    const near = noteChanges(opened, [
      change("a", "-5", LATER_MS + 1_000),
      change("b", "7", START_MS + 1_000),
    ]);
    for (const wallet of ["1000", "995", "1007", "1002"])
      expect(compareBalances(near, usdt(wallet), LATER_MS).unexplained).toBeUndefined();
    expect(compareBalances(near, usdt("1001"), LATER_MS).unexplained).toBe("USDT");
  });

  it("sees an asset that came or went", () => {
    const coins = [...usdt("1000"), { asset: "BTC", wallet: Decimal.of("1"), available: Decimal.of("1") }];
    expect(compareBalances(opened, coins, LATER_MS).unexplained).toBe("BTC");
    expect(compareBalances(openLedger(coins, START_MS), usdt("1000"), LATER_MS).unexplained).toBe("BTC");
  });
});
