import { describe, it } from "vitest";
import type { Account } from "../../../src-core/portfolio/account.ts";
import { EXCHANGE_CASES } from "../../ports/exchange.conformance.ts";
import type { ExchangeHarness } from "../../ports/exchange-trader.conformance.ts";
import { openPaperVenue } from "./open-paper-venue.ts";
import { countedIds, paperTestAccount } from "./testing/paper-accounts.ts";
import { type ManualClock, manualClock } from "./testing/manual-clock.ts";
import { memoryLog } from "./testing/memory-log.ts";

const NOW_MS = Date.UTC(2026, 5, 10, 9, 30, 12, 345);

async function settled<T>(clock: ManualClock, promise: Promise<T>): Promise<T> {
  const progress = { done: false };
  const finish = () => {
    progress.done = true;
  };
  promise.then(finish, finish);
  for (let tries = 0; !progress.done && tries < 1_000; tries += 1) await clock.advance(10);
  return promise;
}

async function paperHarness(): Promise<ExchangeHarness> {
  const clock = manualClock(NOW_MS);
  const ids = countedIds();
  const venue = await openPaperVenue({ clock, ids, log: memoryLog(), seed: "conformance" });
  let accounts = 0;
  return {
    venue,
    listing: "paper:BTCUSDT",
    open(positionMode) {
      accounts += 1;
      const account: Account = { ...paperTestAccount(`paper-${accounts}`), positionMode };
      return venue.openAccount(account, undefined);
    },
    clientId: () => ids.clientOrderId("000000"),
    settle: (promise) => settled(clock, promise),
    pass: (ms) => clock.advance(ms),
    close: () => venue.close(),
  };
}

describe("the paper venue is an exchange", () => {
  for (const each of EXCHANGE_CASES) it(`${each.id} ${each.title}`, () => each.run(paperHarness));
});
