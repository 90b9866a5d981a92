// One account of this adapter, opened against a venue on loopback: what every test of the private side starts from.
import type { Listing } from "../../../../src-core/market/listing.ts";
import { Decimal } from "../../../../src-core/money/decimal.ts";
import type { Outcome } from "../../../../src-core/money/outcome.ts";
import type { OrderTerms } from "../../../../src-core/order-terms/order-terms.ts";
import type { VenueEvent } from "../../../../src-core/order-terms/venue-event.ts";
import type { Account } from "../../../../src-core/portfolio/account.ts";
import type { AccountPort, SentCreate, VenuePort } from "../../../ports/exchange.ts";
import { ccxtVenues } from "../ccxt-venues.ts";
import { approveOrder } from "./approve-order.ts";
import { handClock, type HandClock } from "./hand-clock.ts";

export const BTC = "binance-usdm:BTCUSDT";

export const d = (text: string): Decimal => Decimal.of(text);

export const ACCOUNT: Account = {
  id: "acc-1",
  name: "One",
  digit: 1,
  venue: "binance-usdm",
  environment: "live",
  owner: "me",
  master: "m",
  positionMode: "one-way",
};

/** The value, or a test failure in the words of the outcome. */
export async function must<T>(answer: Promise<Outcome<T>>): Promise<T> {
  const outcome = await answer;
  if (!outcome.ok) throw new Error(`${outcome.failure.code}: ${outcome.failure.message}`);
  return outcome.value;
}

export interface LoopbackKit {
  readonly clock: HandClock;
  readonly port: VenuePort;
  readonly account: AccountPort;
  readonly btc: Listing;
  readonly events: VenueEvent[];
  readonly nextId: () => string;
  /** Creates an order that the gate approved; a limit buy of 0.010 at 61,000 unless told otherwise. */
  readonly create: (
    terms?: Partial<OrderTerms>,
    clientId?: string,
    mayLeave?: () => boolean,
  ) => Promise<SentCreate>;
  /** Connects and waits until the private stream is live. */
  readonly connect: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens the account `k1` with secret `s1` at the venue of this address. */
export async function openKit(
  relay: string,
  seed: Partial<Account> = {},
  secrets = { apiKey: "k1", secret: "s1" },
): Promise<LoopbackKit> {
  const clock = handClock();
  const [port] = ccxtVenues({ clock, relay });
  if (port === undefined) throw new Error("no venue");
  const listings = await must(port.market.listings());
  const btc = listings.find((listing) => listing.key === BTC);
  if (btc === undefined) throw new Error("no BTCUSDT");
  const account = port.openAccount({ ...ACCOUNT, ...seed }, secrets);
  const events: VenueEvent[] = [];
  let made = 0;
  const nextId = (): string => `y${String((made += 1)).padStart(25, "0")}`;
  return {
    clock,
    port,
    account,
    btc,
    events,
    nextId,
    create: (terms = {}, clientId = nextId(), mayLeave = () => true) =>
      account.create(approveOrder(account.account, btc, terms, clientId), mayLeave),
    async connect() {
      await must(account.connect((event) => events.push(event)));
      await clock.until("a live stream", () =>
        events.some((it) => it.kind === "stream" && it.state === "live"),
      );
    },
    async close() {
      await account.close();
      await port.market.close();
    },
  };
}
