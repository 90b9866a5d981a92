// The book of the symbol in the ticket: depth by price with own orders beside it, and the last trades below.
import { useEffect, useState, type ReactNode } from "react";
import { useEntities, useEntity, useNow, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { Amount } from "../../ui/amount.tsx";
import { digitsOf } from "../../ui/amount-text.ts";
import { Button } from "../../ui/buttons.tsx";
import { EmptyState } from "../../ui/messages.tsx";
import { Select } from "../../ui/select.tsx";
import { clockText } from "../../ui/time-text.ts";
import { GROUPINGS } from "./ladder-model.ts";
import { LadderRows } from "./ladder-rows.tsx";

const MAX_BOOKS = 8;
/** A market that says nothing for so long is named as old. */
const OLD_AFTER_MS = 5_000;

export function LadderPanel(): ReactNode {
  const listing = useWorkspace((state) => state.listing);
  if (listing !== "") return <Ladder listing={listing} />;
  return <EmptyState title="No symbol yet">Choose a symbol in the ticket. The book follows it.</EmptyState>;
}

export function LadderActions(): ReactNode {
  const { workspace } = useTerminal();
  const ladder = useWorkspace((state) => state.ladder);
  return (
    <span className="actions">
      <Button
        title="Bring the market to the middle"
        onClick={() => workspace.setState({ ladder: { ...ladder, recentred: ladder.recentred + 1 } })}
      >
        Recentre
      </Button>
    </span>
  );
}

function Ladder({ listing }: { readonly listing: string }): ReactNode {
  const { client } = useTerminal();
  const listings = useListings(listing);
  const [market, setMarket] = useState<"above" | "below" | "within" | "unknown">("unknown");
  useEffect(() => {
    void client.request("market/watch-books", { listings: [...listings] });
    return () => {
      void client.request("market/watch-books", { listings: [] });
    };
  }, [client, listings]);
  return (
    <>
      <LadderHead listing={listing} count={listings.length} market={market} />
      <LadderRows listing={listing} listings={listings} onMarket={setMarket} />
      <Tape listing={listing} />
    </>
  );
}

/** The symbol's own listing and, when venues are merged, its equals where the environment has accounts. */
function useListings(listing: string): readonly string[] {
  const environment = useWorkspace((state) => state.environment);
  const merged = useWorkspace((state) => state.ladder.merged);
  const venues = useEntities("account", (table) => [
    ...new Set(
      Object.values(table.byId)
        .filter((account) => account.environment === environment)
        .map(({ venue }) => venue),
    ),
  ]);
  return useEntities("listing", (table) => {
    const own = table.byId[listing];
    if (own === undefined || !merged) return [listing];
    const others = Object.values(table.byId).filter(
      ({ id, venue, underlying, quote, settle }) =>
        id !== listing &&
        venues.includes(venue) &&
        underlying === own.underlying &&
        quote === own.quote &&
        settle === own.settle &&
        own.name.includes(":") === (table.byId[id]?.name.includes(":") ?? false),
    );
    return [listing, ...others.map(({ id }) => id)].slice(0, MAX_BOOKS);
  });
}

interface LadderHeadProps {
  readonly listing: string;
  readonly count: number;
  readonly market: "above" | "below" | "within" | "unknown";
}

function LadderHead({ listing, count, market }: LadderHeadProps): ReactNode {
  const { workspace } = useTerminal();
  const ladder = useWorkspace((state) => state.ladder);
  const tick = useEntity("listing", listing, (view) => view.tick);
  const atMs = useEntity("book", listing, (book) => book.atMs);
  const now = useNow();
  const old = atMs !== undefined && now - atMs > OLD_AFTER_MS;
  return (
    <div className="ladder-head">
      <Select
        label="Ticks a row"
        value={String(ladder.ticks)}
        choices={[
          { value: "0", label: "as fits" },
          ...GROUPINGS.map((ticks) => ({
            value: String(ticks),
            label: ticks === 1 ? `tick ${tick ?? ""}` : `${String(ticks)} ticks`,
          })),
        ]}
        onChange={(value) => workspace.setState({ ladder: { ...ladder, ticks: Number.parseInt(value, 10) } })}
      />
      {count > 1 ? <span className="second">{count} venues</span> : null}
      <span className="grow" />
      <span className={old ? "warn" : "second"} role="status" aria-label="Book state">
        {stateText(market, atMs, old ? now : undefined)}
      </span>
    </div>
  );
}

function stateText(
  market: LadderHeadProps["market"],
  atMs: number | undefined,
  now: number | undefined,
): string {
  if (atMs === undefined) return "no book yet";
  if (now !== undefined) return `no change for ${String(Math.floor((now - atMs) / 1_000))} s`;
  return market === "above" ? "market above" : market === "below" ? "market below" : "";
}

function Tape({ listing }: { readonly listing: string }): ReactNode {
  const trades = useEntity("book", listing, (book) => book.trades);
  const known = useEntity("book", listing, () => true) ?? false;
  const tick = useEntity("listing", listing, (view) => digitsOf(view.tick));
  const lot = useEntity("listing", listing, (view) => digitsOf(view.lot));
  if (trades === undefined)
    return known ? <p className="tape-note second">This venue tells no trades of others.</p> : null;
  return (
    <ol className="tape" aria-label="Last trades">
      {trades.slice(0, 12).map(({ id, price, quantity, aggressor, atMs }) => (
        <li key={id} className={aggressor === "buy" ? "up" : "down"}>
          <Amount value={price} digits={tick} />
          <Amount value={quantity} digits={lot} />
          <span className="second">{clockText(atMs)}</span>
        </li>
      ))}
    </ol>
  );
}
