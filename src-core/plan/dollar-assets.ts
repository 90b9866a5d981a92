// Which currencies count one to one in the reporting currency (USD) in exposure.

const DOLLAR_ASSETS: ReadonlySet<string> = new Set(["USD", "USDT", "USDC"]);

/** Whether an amount of this asset is taken as the same number of dollars. */
export function isDollarAsset(asset: string): boolean {
  return DOLLAR_ASSETS.has(asset);
}
