// Price alerts: kept with the preferences, advanced by every quote, told once when they fire.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { AlertView } from "../../src-core/contract/views.ts";
import { advance, MAX_ALERTS, type PriceAlert } from "../../src-core/alerts/price-alert.ts";
import type { ListingKey } from "../../src-core/market/listing.ts";
import type { Quote } from "../../src-core/market/quote.ts";
import { Decimal } from "../../src-core/money/decimal.ts";
import { answer, refusal } from "./answer.ts";
import type { Runtime } from "./runtime.ts";

export interface AlertWatch {
  save(draft: {
    /** Absent for a new one. */
    readonly alertId?: string | undefined;
    readonly listing: string;
    readonly level: string;
    readonly repeats: boolean;
  }): Answer<{ readonly alertId: string }>;
  remove(alertId: string): Answer<null>;
  heardQuote(quote: Quote): void;
}

interface AlertScreen {
  readonly show: (alert: AlertView) => void;
  readonly hide: (alertId: string) => void;
  /** Prices of these listings are needed while alerts wait for them. */
  readonly follow: (listings: readonly ListingKey[]) => void;
}

/** Takes up the saved alerts and watches them. A settings file that cannot be written is said; the alerts still hold. */
export function alertWatch(runtime: Runtime, screen: AlertScreen): AlertWatch {
  const { clock, ids, settings } = runtime.ports;
  let alerts = settings.read().settings.alerts;
  for (const alert of alerts) screen.show(alertView(alert));
  followWaiting();

  function followWaiting(): void {
    const waiting = alerts.filter(({ state, repeats }) => state !== "fired" || repeats);
    screen.follow([...new Set(waiting.map(({ listing }) => listing))]);
  }

  function replace(next: readonly PriceAlert[]): void {
    alerts = next;
    if (settings.write({ ...settings.read().settings, alerts })) return;
    runtime.audience.notice({
      level: "warn",
      kind: "alert",
      text: "The price alerts could not be saved to disk. They hold until Yoke is closed.",
    });
  }

  function step(alert: PriceAlert, price: Decimal): PriceAlert {
    const { alert: next, fired } = advance(alert, price, clock.nowMs());
    if (next !== alert) screen.show(alertView(next));
    if (fired) {
      const name = runtime.state.portfolio.listings[alert.listing]?.name ?? alert.listing;
      const text = `${name} came to ${alert.level.toString()}: the last price is ${price.toString()}.`;
      runtime.audience.notice({ level: "warn", kind: "alert", text });
    }
    return next;
  }

  return {
    save({ alertId, listing, level, repeats }) {
      const exact = Decimal.parse(level);
      if (exact === undefined || !exact.isPositive())
        return refusal("bad-level", "level", "Type a price above zero.");
      if (runtime.state.portfolio.listings[listing] === undefined)
        return refusal("unknown-listing", "listing", "This instrument is not known.");
      const old = alerts.find(({ id }) => id === alertId);
      if (alertId !== undefined && old?.listing !== listing)
        return refusal("alert-gone", "level", "This alert is no longer there.", "Set a new one.");
      if (old === undefined && alerts.length >= MAX_ALERTS)
        return refusal(
          "too-many-alerts",
          "request",
          `${String(MAX_ALERTS)} alerts are kept.`,
          "Remove some.",
        );
      const price = priceOf(runtime.state.portfolio.quotes.get(listing));
      const made: PriceAlert = { id: old?.id ?? ids.id(), listing, level: exact, state: "waiting", repeats };
      const alert = price === undefined ? made : advance(made, price, clock.nowMs()).alert;
      screen.show(alertView(alert));
      replace(old === undefined ? [...alerts, alert] : alerts.map((each) => (each === old ? alert : each)));
      followWaiting();
      return answer({ alertId: alert.id });
    },
    remove(alertId) {
      screen.hide(alertId);
      replace(alerts.filter(({ id }) => id !== alertId));
      followWaiting();
      return answer(null);
    },
    heardQuote(quote) {
      const price = priceOf(quote);
      if (price === undefined || !alerts.some(({ listing }) => listing === quote.listing)) return;
      const next = alerts.map((alert) => (alert.listing === quote.listing ? step(alert, price) : alert));
      if (next.some((alert, index) => alert !== alerts[index])) replace(next);
    },
  };
}

function priceOf(quote: Quote | undefined): Decimal | undefined {
  return quote?.last ?? quote?.mark;
}

function alertView({ level, ...alert }: PriceAlert): AlertView {
  return { ...alert, level: level.toString() };
}
