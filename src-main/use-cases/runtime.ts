// What every use case works with: the ports, the one state, and the doors through which the state changes.
import type { JournalRecord } from "../../src-core/journal/record.ts";
import type { DurableState } from "../../src-core/journal/durable-state.ts";
import type { Answer } from "../../src-core/contract/answers.ts";
import type { NoticeView, SubmitReceipt } from "../../src-core/contract/views.ts";
import type { ListingKey } from "../../src-core/market/listing.ts";
import type { Countdown } from "../../src-core/orders/countdown.ts";
import type { Fill, LedgerFlow, VenuePosition } from "../../src-core/order-terms/venue-event.ts";
import type { Plan } from "../../src-core/plan/plan.ts";
import type { Account, AccountId } from "../../src-core/portfolio/account.ts";
import type { BalanceLedger } from "../../src-core/portfolio/balance-ledger.ts";
import type { Portfolio, PositionKey } from "../../src-core/portfolio/portfolio.ts";
import type { PortfolioEvent } from "../../src-core/portfolio/portfolio-event.ts";
import type { CauseScope } from "../../src-core/risk/risk-state.ts";
import type { AmendApproved, RiskApproved } from "../../src-core/risk/verdict.ts";
import type { PresetId } from "../../src-core/presets/preset.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { AccountPort, VenuePort } from "../ports/exchange.ts";
import type { DiagnosticsPort } from "../ports/diagnostics.ts";
import type { IdSourcePort } from "../ports/id-source.ts";
import type { JournalIndexPort } from "../ports/journal-index.ts";
import type { SecretStorePort } from "../ports/secret-store.ts";
import type { SettingsStorePort } from "../ports/settings-store.ts";
import type { JournalBook } from "./journal-book.ts";
import type { RecordKeeper } from "./record-keeper.ts";
import type { SerialSection } from "./serial-section.ts";

/** What the host tells the terminal about itself. */
export interface HostFacts {
  readonly host: "electron" | "console";
  readonly version: string;
  /** False: live and testnet accounts cannot be connected, because this host may not hold keys. */
  readonly keysAllowed: boolean;
}

export interface Ports {
  readonly clock: ClockPort;
  readonly ids: IdSourcePort;
  readonly secrets: SecretStorePort;
  readonly settings: SettingsStorePort;
  readonly venues: ReadonlyMap<string, VenuePort>;
  /** Absent where nobody would read it. */
  readonly diagnostics?: DiagnosticsPort;
  /** Absent: only the newest records can be looked at. */
  readonly journalIndex?: JournalIndexPort;
}

/** A private session with one account's venue. */
export interface AccountSession {
  readonly account: Account;
  readonly port: AccountPort;
  /** Since when the stream is live without a gap; absent while it is not. */
  streamLiveSinceMs?: number;
  clockErrorMs?: number;
  /** Of the last round trip that did nothing but ask for the time. */
  latencyMs?: number;
  /** Positions of the last reading that was believed, at the venue's time of it. */
  lastReading?: { readonly atMs: number; readonly positions: Readonly<Record<PositionKey, VenuePosition>> };
  /** What the last readings showed and no fill explains, and how many in a row showed the same. */
  oddReading?: { readonly text: string; readonly times: number };
  /** When the account was last read, our clock. */
  readAtMs?: number;
  /** What the wallets should be by what was heard since a reading, and the stream that told it. */
  ledger?: BalanceLedger;
  ledgerStreamMs?: number;
  /** Flows are complete up to here; absent while they were not read. */
  flowsReadToMs?: number;
  /** Told by the stream and not yet in the venue's history. */
  awaitedFlows?: readonly LedgerFlow[];
  flowsDue?: boolean;
  /** A reconciliation is running; another wish for one waits for it. */
  syncing: boolean;
}

/** A plan that stands on a screen, with the draft that made it so that it can be planned again. */
export interface StandingPlan {
  readonly plan: Plan;
  /** Flatten plans that a person asks for after a halt pass it. */
  readonly confirmedAfterHalt: boolean;
  /** When a person confirmed it, where that was before this very plan was made. */
  readonly confirmedAtMs?: number;
  duplicateConfirmed: boolean;
  /** The last verdict that a person saw was a refusal. */
  shownRefused?: boolean;
}

/** What is remembered of a plan that still has something to do by itself. */
export interface PursuedPlan {
  /** A step is under way. */
  busy: boolean;
  /** Not before this moment, because the last try was refused. */
  notBeforeMs: number;
  refusals: number;
  /** Why the last follow-up was refused, in words. */
  lastRefusal?: string;
  asked: boolean;
  /** Looks at the plan at once; present where its next legs wait for what becomes of its orders. */
  wake?: () => void;
}

/** Since when this run carries out a halt, and whether a person was told how it ended. */
export interface HaltWatch {
  readonly sinceMs: number;
  reported: boolean;
}

/** A countdown at a venue, and the end of the request about it that is under way. */
export interface CountdownWatch {
  countdown: Countdown;
  answered?: Promise<void>;
}

/** How many fills are kept in memory for the screen; the journal has them all. */
export const MAX_FILLS = 2_000;

export interface RecordedFill {
  readonly accountId: AccountId;
  readonly orderId?: string;
  readonly fill: Fill;
}

/** The state of the terminal. Only `applyRecord` and `applyPortfolio` replace `durable` and `portfolio`. */
export interface TerminalState {
  durable: DurableState;
  portfolio: Portfolio;
  /** Newest last, bounded. */
  fills: readonly RecordedFill[];
  readonly foreignFillIds: Set<string>;
  /** Fills of earlier runs, by account, until its first reading: what they realised and cost belongs to its positions. */
  readonly history: Map<AccountId, readonly Fill[]>;
  readonly standing: Map<string, StandingPlan>;
  readonly receipts: Map<string, Promise<Answer<SubmitReceipt>>>;
  /** Approved, journaled and not yet sent; a halt empties it. */
  readonly unspent: Map<string, RiskApproved>;
  /** Handed to a venue's adapter, where they may wait for their turn; a halt calls back what has not left. */
  readonly leaving: Map<string, RiskApproved>;
  /** Plans with something still to be done by themselves, by the id of the plan that a person confirmed. */
  readonly pursued: Map<string, PursuedPlan>;
  /** Halts that are being carried out, by the scope of their cause. */
  readonly halts: Map<CauseScope, HaltWatch>;
  /** The same for changes of working orders, by the order's client id. */
  readonly unspentAmends: Map<string, AmendApproved>;
  /** Counts the times approvals were voided: a plan whose journaling spans one is not sent. */
  voidings: number;
  /** Orders that this run sent: only of these can this run's streams have missed nothing, whatever the wall clock did. */
  readonly sentHere: Set<string>;
  readonly sessions: Map<AccountId, AccountSession>;
  /** Accounts whose venue could not be reached: how often in a row, and what stops the next try. */
  readonly retries: Map<AccountId, { readonly failures: number; readonly stop: () => void }>;
  /** The terminal is closing: no session is opened any more. */
  closing: boolean;
  /** Queries of our orders by client id: at most one is due and one under way for each. */
  readonly queriesDue: Map<string, { readonly dueMs: number; readonly stop: () => void }>;
  readonly queriesAsked: Map<string, Promise<void>>;
  /** Accounts whose keys the keychain holds but does not give out. */
  readonly lockedAccounts: Set<AccountId>;
  /** When an order of others was first seen, by account and order. */
  readonly foreignSeenMs: Map<string, number>;
  /** The venues' countdowns behind dead-man switches, those of earlier runs too, until nothing of them can still run. */
  readonly countdowns: Map<AccountId, Map<ListingKey, CountdownWatch>>;
  /** Presets that send on one click. Never on disk: a restart disarms them. */
  readonly armedPresets: Set<PresetId>;
}

/** What changed, for those who show it. */
export interface Audience {
  readonly heardRecord: (record: JournalRecord) => void;
  readonly heardPortfolio: (event: PortfolioEvent) => void;
  readonly notice: (notice: Omit<NoticeView, "id" | "atMs">) => void;
  /** The account's session changed in a way that no event carries. */
  readonly touchAccount: (accountId: AccountId) => void;
  readonly touchVenues: () => void;
  /** A preset was armed or disarmed. */
  readonly touchPresets: () => void;
}

export interface Runtime {
  readonly ports: Ports;
  readonly host: HostFacts;
  readonly keeper: RecordKeeper;
  readonly book: JournalBook;
  readonly section: SerialSection;
  readonly state: TerminalState;
  readonly audience: Audience;
}
