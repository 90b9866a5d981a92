// A newcomer's first minute: three paper accounts in one group, ready for an order.
import type { JournalRecord } from "../../src-core/journal/record.ts";
import { ONE } from "../../src-core/money/decimal.ts";
import type { Account } from "../../src-core/portfolio/account.ts";
import { applyRecord } from "./apply.ts";
import type { Runtime } from "./runtime.ts";

const PAPER_NAMES = ["Paper one", "Paper two", "Paper three"] as const;

/** Makes the paper accounts and their group where no account was ever made. */
export async function firstRun(runtime: Runtime): Promise<void> {
  const { state, ports, keeper } = runtime;
  const isNew = Object.keys(state.durable.accounts).length === 0 && state.durable.orders.size === 0;
  if (!isNew || !ports.venues.has("paper")) return;
  const atMs = ports.clock.nowMs();
  const accounts = PAPER_NAMES.map((name, index): Account => {
    const id = `paper-${String(index + 1)}`;
    const owner = "me";
    return {
      id,
      name,
      digit: index + 1,
      venue: "paper",
      environment: "paper",
      owner,
      master: id,
      positionMode: "one-way",
    };
  });
  const group: JournalRecord = {
    kind: "group-saved",
    group: {
      id: "paper-group",
      name: "Paper",
      environment: "paper",
      members: accounts.map((account) => ({ accountId: account.id, weight: ONE })),
      method: "equity",
    },
    atMs,
  };
  const saved = accounts.map((account): JournalRecord => ({ kind: "account-saved", account, atMs }));
  const records = [...saved, group];
  if (await keeper.commit(records)) for (const record of records) applyRecord(runtime, record);
}
