// Balances between full readings: the stream tells the wallet, and only a reading tells what is available.
import { ZERO } from "../../../../src-core/money/decimal.ts";
import type { VenueBalance } from "../../../../src-core/order-terms/venue-event.ts";
import type { WalletReading } from "./read-user-event.ts";

export class BalanceFeed {
  private last: ReadonlyMap<string, VenueBalance> = new Map();

  learn(balances: readonly VenueBalance[]): void {
    this.last = new Map(balances.map((balance) => [balance.asset, balance]));
  }

  /**
   * The new wallets, each with no more available than the last reading and what was lost since; a gain becomes
   * available only by a reading. An asset that was never read has nothing available.
   */
  withWallets(wallets: readonly WalletReading[]): readonly VenueBalance[] {
    const changed = wallets.map(({ asset, wallet }) => {
      const before = this.last.get(asset) ?? { asset, wallet, available: ZERO };
      const lost = wallet.minus(before.wallet).min(ZERO);
      return { asset, wallet, available: before.available.plus(lost).max(ZERO) };
    });
    this.last = new Map([...this.last, ...changed.map((balance) => [balance.asset, balance] as const)]);
    return changed;
  }
}
