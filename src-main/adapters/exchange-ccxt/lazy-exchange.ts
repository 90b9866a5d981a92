// A ccxt instance that is made when it is first needed: the library costs a second and a hundred megabytes to load, and a
// terminal that only trades on paper never needs it.
import type { ExchangeOptions } from "./ccxt-exchange.ts";
import type { CcxtExchange } from "./ccxt-types.ts";

export interface LazyExchange {
  /** The one instance. Rejects only when the library cannot be loaded. */
  readonly get: () => Promise<CcxtExchange>;
  /** Closes it for good, if it was ever made. */
  readonly close: () => Promise<void>;
}

/** `prepare` runs once on the new instance. */
export function lazyExchange(
  options: ExchangeOptions,
  prepare: (exchange: CcxtExchange) => void,
): LazyExchange {
  let made: Promise<CcxtExchange> | undefined;
  const make = async (): Promise<CcxtExchange> => {
    const { makeExchange } = await import("./ccxt-exchange.ts");
    const exchange = makeExchange(options);
    prepare(exchange);
    return exchange;
  };
  return {
    get: () => (made ??= make()),
    close: async () => {
      if (made === undefined) return;
      const { closeExchange } = await import("./ccxt-exchange.ts");
      await closeExchange(await made);
    },
  };
}
