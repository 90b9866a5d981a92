// What can be done at a price of the chart: wait for it, or take it into the ticket. Nothing is sent from here.
import { ContextMenu } from "@base-ui/react/context-menu";
import type { ReactNode, Ref } from "react";
import { placeInTicket } from "../../stores/place-in-ticket.ts";
import { useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { amountText, digitsOf } from "../../ui/amount-text.ts";
import { toggleSecondChart } from "./chart-slot.ts";

/** Where the menu was asked for. */
export interface ChartSpot {
  /** Undefined outside of the price scale. */
  readonly price: string | undefined;
  readonly alertId: string | undefined;
}

interface ChartMenuProps {
  readonly listing: string;
  readonly label: string;
  readonly element: Ref<HTMLDivElement>;
  readonly spot: ChartSpot | undefined;
  readonly onOpen: (event: { readonly clientX: number; readonly clientY: number }) => void;
}

/** The chart's element with its menu. */
export function ChartMenu({ listing, label, element, spot, onOpen }: ChartMenuProps): ReactNode {
  const terminal = useTerminal();
  const byAccount = useWorkspace((state) => state.entryByAccount);
  const second = useWorkspace((state) => state.secondChart !== undefined);
  const price = spot?.price;
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger
        className="canvas"
        ref={element}
        role="img"
        aria-label={label}
        onContextMenu={onOpen}
      />
      <ContextMenu.Portal>
        <ContextMenu.Positioner className="positioner">
          <ContextMenu.Popup className="menu" aria-label="At this price">
            {spot?.alertId === undefined ? null : (
              <ContextMenu.Item
                className="menu-item"
                onClick={() => terminal.alertHand.remove(spot.alertId ?? "")}
              >
                Remove this alert
              </ContextMenu.Item>
            )}
            <AtPrice listing={listing} price={price} />
            <ContextMenu.Separator className="menu-separator" />
            <ContextMenu.Item
              className="menu-item"
              onClick={() => terminal.workspace.setState({ entryByAccount: !byAccount })}
            >
              {byAccount ? "Show the entry of the sum alone" : "Show the entry of each account"}
            </ContextMenu.Item>
            <ContextMenu.Item className="menu-item" onClick={() => toggleSecondChart(terminal.workspace)}>
              {second ? "Close the second chart" : "Open a second chart"}
            </ContextMenu.Item>
          </ContextMenu.Popup>
        </ContextMenu.Positioner>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

interface AtPriceProps {
  readonly listing: string;
  readonly price: string | undefined;
}

/** A price of another symbol than the ticket's can be waited for, and has no place in the ticket. */
function AtPrice({ listing, price }: AtPriceProps): ReactNode {
  const terminal = useTerminal();
  const digits = useEntity("listing", listing, ({ tick }) => digitsOf(tick));
  const ofTicket = useWorkspace((state) => state.listing === listing);
  if (price === undefined) {
    return (
      <ContextMenu.Item className="menu-item" disabled>
        No price here
      </ContextMenu.Item>
    );
  }
  const at = amountText(price, { digits });
  const place = (stop: boolean): void => placeInTicket(terminal, price, stop);
  return (
    <>
      <ContextMenu.Item className="menu-item" onClick={() => terminal.alertHand.set(listing, price)}>
        Alert at {at}
      </ContextMenu.Item>
      {ofTicket ? (
        <>
          <ContextMenu.Item className="menu-item" onClick={() => place(false)}>
            Limit at {at} into the ticket
          </ContextMenu.Item>
          <ContextMenu.Item className="menu-item" onClick={() => place(true)}>
            Stop at {at} into the ticket
          </ContextMenu.Item>
        </>
      ) : null}
    </>
  );
}
