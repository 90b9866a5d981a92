// Request weight per IP and orders per account, counted in fixed windows as the venue's headers show them.

interface Window {
  startMs: number;
  used: number;
}

const MINUTE_MS = 60_000;
const TEN_SECONDS_MS = 10_000;

export interface RateLimitOptions {
  readonly weightPerMinute: number;
  readonly ordersPerTenSeconds: number;
}

export class RateLimits {
  private readonly weight: Window = { startMs: 0, used: 0 };
  private readonly orders = new Map<string, Window>();
  private readonly options: RateLimitOptions;

  constructor(options: RateLimitOptions) {
    this.options = options;
  }

  /** Adds weight to the IP's minute; seconds to wait when that is too much. */
  spendWeight(weight: number, nowMs: number): number | undefined {
    const used = this.roll(this.weight, MINUTE_MS, nowMs, weight);
    if (used <= this.options.weightPerMinute) return undefined;
    return Math.ceil((this.weight.startMs + MINUTE_MS - nowMs) / 1000);
  }

  /** Counts an order of an account; false when it is one too many. */
  spendOrder(apiKey: string, nowMs: number): boolean {
    const window = this.orders.get(apiKey) ?? { startMs: 0, used: 0 };
    this.orders.set(apiKey, window);
    return this.roll(window, TEN_SECONDS_MS, nowMs, 1) <= this.options.ordersPerTenSeconds;
  }

  headers(apiKey: string | undefined): Record<string, string> {
    const used = { "x-mbx-used-weight-1m": String(this.weight.used) };
    const orders = apiKey === undefined ? undefined : this.orders.get(apiKey);
    return orders === undefined ? used : { ...used, "x-mbx-order-count-10s": String(orders.used) };
  }

  private roll(window: Window, spanMs: number, nowMs: number, add: number): number {
    const startMs = Math.floor(nowMs / spanMs) * spanMs;
    if (window.startMs !== startMs) Object.assign(window, { startMs, used: 0 });
    window.used += add;
    return window.used;
  }
}
