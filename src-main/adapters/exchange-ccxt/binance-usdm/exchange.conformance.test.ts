// The numbered cases of every exchange, through real ccxt and real sockets.
import { describe, it, vi } from "vitest";
import { start } from "../../../../e2e/venues/binance-usdm/start.ts";
import type { AccountPort } from "../../../ports/exchange.ts";
import { EXCHANGE_CASES } from "../../../ports/exchange.conformance.ts";
import type { ExchangeHarness } from "../../../ports/exchange-trader.conformance.ts";
import { ccxtVenues } from "../ccxt-venues.ts";
import { handClock } from "../testing/hand-clock.ts";
import { ACCOUNT, BTC, d } from "../testing/loopback-kit.ts";

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const STEP_MS = 50;

async function loopbackHarness(): Promise<ExchangeHarness> {
  const seeds = ["one-way", "hedge"].flatMap((mode) =>
    [1, 2].map((count) => ({
      apiKey: `${mode}-${count}`,
      secret: `secret-${mode}-${count}`,
      usdt: d("1000000"),
      hedge: mode === "hedge",
    })),
  );
  const venue = await start({ accounts: seeds });
  venue.control.setTouch("BTCUSDT", "61799.9", "61800.0", "2");
  const clock = handClock();
  const [port] = ccxtVenues({ clock, relay: venue.url });
  if (port === undefined) throw new Error("no venue");
  const opened: AccountPort[] = [];
  let ids = 0;
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += STEP_MS) {
      clock.advance(STEP_MS);
      await new Promise((resolve) => setTimeout(resolve, 4));
    }
  };
  return {
    venue: port,
    listing: BTC,
    open(positionMode) {
      const seed = seeds.find(
        ({ apiKey, hedge }) =>
          hedge === (positionMode === "hedge") && !opened.some((it) => it.account.id === apiKey),
      );
      if (seed === undefined) throw new Error("no account is left");
      const account = port.openAccount({ ...ACCOUNT, id: seed.apiKey, positionMode }, seed);
      opened.push(account);
      return account;
    },
    clientId: () => `y${String((ids += 1)).padStart(25, "0")}`,
    async settle(promise) {
      const state = { done: false };
      const finish = (): void => {
        state.done = true;
      };
      promise.then(finish, finish);
      while (!state.done) await pass(STEP_MS);
      return promise;
    },
    pass,
    async close() {
      for (const account of opened) await account.close();
      await port.market.close();
      await venue.close();
    },
  };
}

describe("Binance USD-M is an exchange", () => {
  for (const { id, title, run } of EXCHANGE_CASES) it(`${id} ${title}`, () => run(loopbackHarness));
});
