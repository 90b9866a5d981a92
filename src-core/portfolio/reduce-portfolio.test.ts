import { describe, expect, it } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { type Position, positionKey } from "./portfolio.ts";
import type { Portfolio } from "./portfolio.ts";
import { reducePortfolio } from "./reduce-portfolio.ts";
import {
  sampleAccount,
  sampleBalance,
  sampleFill,
  samplePortfolio,
  samplePosition,
  sampleQuote,
  sampleWorking,
  snapshotOf,
} from "./samples.ts";

const d = (text: string) => Decimal.of(text);

function row(
  portfolio: Portfolio,
  listing = "sim:BTCUSDT",
  side: Position["positionSide"] = "both",
): Position {
  const found = portfolio.accounts["a"]?.positions[positionKey(listing, side)];
  if (found === undefined) throw new Error("no such row");
  return found;
}

describe("accounts and groups", () => {
  it("saves an account with nothing known, and keeps its state when it is saved again", () => {
    const before = samplePortfolio(snapshotOf("a"));
    const after = reducePortfolio(before, {
      kind: "account-saved",
      account: sampleAccount("a", { name: "Renamed" }),
    });
    expect(after.accounts["a"]?.account.name).toBe("Renamed");
    expect(after.accounts["a"]?.balances).toBe(before.accounts["a"]?.balances);
  });

  it("removes an account from its groups too", () => {
    const member = { accountId: "a", weight: d("1") };
    const group = { id: "g", name: "G", environment: "paper", members: [member], method: "equal" } as const;
    const before = samplePortfolio({ kind: "group-saved", group });
    const after = reducePortfolio(before, { kind: "account-removed", accountId: "a" });
    expect(after.accounts).toEqual({});
    expect(after.groups["g"]?.members).toEqual([]);
    expect(reducePortfolio(after, { kind: "group-removed", groupId: "g" }).groups).toEqual({});
  });

  it("drops events of an account that is gone", () => {
    const before = samplePortfolio();
    expect(reducePortfolio(before, { kind: "fill", accountId: "gone", fill: sampleFill() })).toBe(before);
  });
});

describe("fills", () => {
  it("averages what adds, keeps the entry of what reduces, and starts anew on a flip", () => {
    const fill = (tradeId: string, side: "buy" | "sell", quantity: string, price: string) =>
      ({
        kind: "fill",
        accountId: "a",
        fill: sampleFill({ tradeId, side, quantity: d(quantity), price: d(price) }),
      }) as const;
    const long = samplePortfolio(fill("1", "buy", "1", "100"), fill("2", "buy", "3", "120"));
    expect(row(long).entryPrice.toString()).toBe("115");
    const reduced = reducePortfolio(long, fill("3", "sell", "2", "125"));
    expect(row(reduced).entryPrice.toString()).toBe("115");
    expect(row(reduced).realisedPnl.toString()).toBe("20");
    const flipped = reducePortfolio(reduced, fill("4", "sell", "5", "110"));
    expect(row(flipped).quantitySigned.toString()).toBe("-3");
    expect(row(flipped).entryPrice.toString()).toBe("110");
    expect(row(flipped).realisedPnl.toString()).toBe("10");
  });

  it("averages inverse contracts by what they are worth in coins", () => {
    const buy = (tradeId: string, price: string) =>
      ({
        kind: "fill",
        accountId: "a",
        fill: sampleFill({
          tradeId,
          listing: "sim:BTCUSD",
          quantity: d("100"),
          price: d(price),
          feeAsset: "BTC",
        }),
      }) as const;
    const after = samplePortfolio(buy("1", "40000"), buy("2", "60000"));
    expect(row(after, "sim:BTCUSD").entryPrice.toString()).toBe("48000");
  });

  it("applies both fills of one millisecond", () => {
    const fill = (tradeId: string) =>
      ({ kind: "fill", accountId: "a", fill: sampleFill({ tradeId }) }) as const;
    expect(row(samplePortfolio(fill("1"), fill("2"))).quantitySigned.toString()).toBe("2");
  });

  it("counts the fee but not the quantity of a fill that the last report already has", () => {
    const fill = sampleFill({ atMs: 1_000, fee: d("0.5"), realisedPnl: d("3") });
    const after = samplePortfolio(snapshotOf("a", { positions: [samplePosition("1", "100")] }), {
      kind: "fill",
      accountId: "a",
      fill,
    });
    expect(row(after).quantitySigned.toString()).toBe("1");
    expect(row(after).fees.toString()).toBe("0.5");
    expect(row(after).realisedPnl.toString()).toBe("3");
  });

  it("opens no position for a late fill that a flat snapshot already has", () => {
    const after = samplePortfolio(snapshotOf("a"), {
      kind: "fill",
      accountId: "a",
      fill: sampleFill({ atMs: 999 }),
    });
    expect(row(after).quantitySigned.isZero()).toBe(true);
  });

  it("says so when the P&L of a fill that a report already has is not known", () => {
    const fill = sampleFill({ atMs: 1_000, side: "sell" });
    const closed = samplePortfolio(snapshotOf("a", { positions: [samplePosition("1", "100")] }), {
      kind: "fill",
      accountId: "a",
      fill,
    });
    expect(row(closed).incomplete).toEqual({ realisedPnl: true, fees: false });
    const opened = samplePortfolio(snapshotOf("a", { positions: [samplePosition("1", "100")] }), {
      kind: "fill",
      accountId: "a",
      fill: sampleFill({ atMs: 1_000 }),
    });
    expect(row(opened).incomplete).toBeUndefined();
  });

  it("converts a fee paid in another coin, and says so when it cannot", () => {
    const fill = sampleFill({ fee: d("0.001"), feeAsset: "BTC" });
    const known = samplePortfolio(
      { kind: "quote", quote: sampleQuote("50000") },
      { kind: "fill", accountId: "a", fill },
    );
    expect(row(known).fees.toString()).toBe("50");
    const unknown = samplePortfolio({ kind: "fill", accountId: "a", fill });
    expect(row(unknown).fees.toString()).toBe("0");
    expect(row(unknown).incomplete).toEqual({ realisedPnl: false, fees: true });
  });

  it("drops what the venue said of margin and liquidation when the size moves", () => {
    const position = samplePosition("1", "100", {
      liquidationPrice: d("50"),
      initialMargin: d("10"),
      leverage: d("10"),
    });
    const after = samplePortfolio(snapshotOf("a", { positions: [position] }), {
      kind: "fill",
      accountId: "a",
      fill: sampleFill(),
    });
    expect(row(after).liquidationPrice).toBeUndefined();
    expect(row(after).initialMargin).toBeUndefined();
    expect(row(after).leverage?.toString()).toBe("10");
  });

  it("keeps spot out of positions: what is held there is the balance", () => {
    const before = samplePortfolio({
      kind: "listings-loaded",
      listings: [{ ...Object.values(samplePortfolio().listings)[0], kind: "spot" } as never],
    });
    expect(reducePortfolio(before, { kind: "fill", accountId: "a", fill: sampleFill() })).toBe(before);
  });
});

describe("reports", () => {
  it("and fills alike leave a flat row without an entry", () => {
    const bought = samplePortfolio({ kind: "fill", accountId: "a", fill: sampleFill() });
    const sold = reducePortfolio(bought, {
      kind: "fill",
      accountId: "a",
      fill: sampleFill({ tradeId: "2", side: "sell" }),
    });
    const report = {
      kind: "positions",
      accountId: "a",
      positions: [samplePosition("0", "100")],
      atMs: 3_000,
    } as const;
    expect(row(sold).entryPrice.isZero()).toBe(true);
    expect(row(reducePortfolio(bought, report)).entryPrice.isZero()).toBe(true);
  });

  it("replace quantity and entry and keep what was realised", () => {
    const before = samplePortfolio({
      kind: "fill",
      accountId: "a",
      fill: sampleFill({ realisedPnl: d("4"), fee: d("1") }),
    });
    const after = reducePortfolio(before, {
      kind: "positions",
      accountId: "a",
      positions: [samplePosition("5", "90")],
      atMs: 3_000,
    });
    expect(row(after).quantitySigned.toString()).toBe("5");
    expect(row(after).entryPrice.toString()).toBe("90");
    expect(row(after).realisedPnl.toString()).toBe("4");
    expect(row(after).fees.toString()).toBe("1");
  });

  it("leave a row alone whose fills came in the wrong order", () => {
    const before = samplePortfolio(
      { kind: "fill", accountId: "a", fill: sampleFill({ tradeId: "2", atMs: 5_000 }) },
      { kind: "fill", accountId: "a", fill: sampleFill({ tradeId: "1", atMs: 4_000 }) },
    );
    const between = {
      kind: "positions",
      accountId: "a",
      positions: [samplePosition("1", "100")],
      atMs: 4_500,
    } as const;
    expect(reducePortfolio(before, between)).toBe(before);
  });

  it("leave a row alone that a later fill has moved", () => {
    const before = samplePortfolio({ kind: "fill", accountId: "a", fill: sampleFill({ atMs: 5_000 }) });
    const late = {
      kind: "positions",
      accountId: "a",
      positions: [samplePosition("0", "0")],
      atMs: 4_999,
    } as const;
    expect(reducePortfolio(before, late)).toBe(before);
  });

  it("make flat what a complete snapshot does not name, and keep its history", () => {
    const before = samplePortfolio({ kind: "fill", accountId: "a", fill: sampleFill({ fee: d("1") }) });
    const after = reducePortfolio(before, snapshotOf("a", { atMs: 9_000 }, 9_000));
    expect(row(after).quantitySigned.isZero()).toBe(true);
    expect(row(after).fees.toString()).toBe("1");
  });

  it("do not let a position that opened after the reading vanish", () => {
    const before = samplePortfolio({ kind: "fill", accountId: "a", fill: sampleFill({ atMs: 5_000 }) });
    const after = reducePortfolio(before, snapshotOf("a", { atMs: 4_000 }, 5_100));
    expect(row(after).quantitySigned.toString()).toBe("1");
  });

  it("win over a row whose time cannot be right", () => {
    const wild = samplePortfolio({ kind: "fill", accountId: "a", fill: sampleFill({ atMs: 9e15 }) });
    const after = reducePortfolio(
      wild,
      snapshotOf("a", { positions: [samplePosition("7", "80")], atMs: 4_000 }, 4_000),
    );
    expect(row(after).quantitySigned.toString()).toBe("7");
  });

  it("ignore a snapshot that a later one overtook", () => {
    const before = samplePortfolio(snapshotOf("a", { atMs: 5_000 }, 5_000));
    expect(reducePortfolio(before, snapshotOf("a", { atMs: 4_000, balances: [] }, 5_100))).toBe(before);
  });

  it("make no rows for the zeros that venues list for every instrument", () => {
    const after = samplePortfolio(snapshotOf("a", { positions: [samplePosition("0", "0")] }));
    expect(after.accounts["a"]?.positions).toEqual({});
  });

  it("carry the venue's position mode into the account", () => {
    const after = samplePortfolio(snapshotOf("a", { positionMode: "hedge" }));
    expect(after.accounts["a"]?.account.positionMode).toBe("hedge");
  });
});

describe("balances, orders, stream and problems", () => {
  it("a balances event replaces only the assets it names", () => {
    const after = samplePortfolio(
      snapshotOf("a", { balances: [sampleBalance("USDT", "10"), sampleBalance("BTC", "1")] }),
      { kind: "balances", accountId: "a", balances: [sampleBalance("USDT", "20")] },
    );
    expect(after.accounts["a"]?.balances["USDT"]?.wallet.toString()).toBe("20");
    expect(after.accounts["a"]?.balances["BTC"]?.wallet.toString()).toBe("1");
  });

  it("a working order stays until it is settled", () => {
    const working = samplePortfolio({ kind: "working", accountId: "a", order: sampleWorking("x") });
    expect(Object.keys(working.accounts["a"]?.working ?? {})).toEqual(["x"]);
    const settled = reducePortfolio(working, { kind: "settled", accountId: "a", id: "x" });
    expect(settled.accounts["a"]?.working).toEqual({});
    expect(reducePortfolio(settled, { kind: "settled", accountId: "a", id: "x" })).toBe(settled);
  });

  it("a snapshot leaves working orders to the order machine", () => {
    const before = samplePortfolio({ kind: "working", accountId: "a", order: sampleWorking("x") });
    expect(reducePortfolio(before, snapshotOf("a")).accounts["a"]?.working).toBe(
      before.accounts["a"]?.working,
    );
  });

  it("a problem comes and goes", () => {
    const broken = samplePortfolio({ kind: "problem", accountId: "a", problem: "Key expired." });
    expect(broken.accounts["a"]?.problem).toBe("Key expired.");
    const mended = reducePortfolio(broken, { kind: "problem", accountId: "a" });
    expect(mended.accounts["a"] && "problem" in mended.accounts["a"]).toBe(false);
  });

  it("a quote replaces the one of its listing", () => {
    const after = samplePortfolio(
      { kind: "quote", quote: sampleQuote("1") },
      { kind: "quote", quote: sampleQuote("2") },
    );
    expect(after.quotes.size).toBe(1);
    expect(after.quotes.get("sim:BTCUSDT")?.mark?.toString()).toBe("2");
  });
});
