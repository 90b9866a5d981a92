// Cancels an order that is not ours, after a person named it: by the venue's own id, and it frees nothing until the venue shows it gone.
import type { AccountId } from "../../src-core/portfolio/account.ts";
import type { CancelAnswer } from "../../src-core/orders/order-event.ts";
import type { Runtime } from "./runtime.ts";

/** Asks the venue; the answer is for the screen, the next reading is what counts. */
export async function cancelForeign(
  runtime: Runtime,
  accountId: AccountId,
  orderId: string,
): Promise<CancelAnswer> {
  const order = runtime.state.portfolio.accounts[accountId]?.working[orderId];
  const session = runtime.state.sessions.get(accountId);
  if (order === undefined || session === undefined)
    return { kind: "unknown", reason: "The account or the order is not there." };
  const { listing, type } = order.terms;
  const named =
    order.venueOrderId === undefined ? { clientId: order.id } : { venueOrderId: order.venueOrderId };
  return session.port.cancel({ listing, type, ...named });
}
