// Orders that others made on our accounts: shown and counted, never ours to cancel.
import type { OrderView } from "../../../src-core/contract/views.ts";
import type { Runtime } from "../runtime.ts";
import { foreignOrderView } from "../views/order-view.ts";

/** One view for each working order that is not in our journal for that account: client ids are unique in an account only. */
export function foreignOrderViews(runtime: Runtime): readonly OrderView[] {
  const { portfolio, durable } = runtime.state;
  const nowMs = runtime.ports.clock.nowMs();
  return Object.values(portfolio.accounts).flatMap(({ account, working }) =>
    Object.values(working)
      .filter((order) => durable.orders.get(order.id)?.accountId !== account.id)
      .map((order) => {
        const first = runtime.state.foreignSeenMs.get(`${account.id}|${order.id}`) ?? nowMs;
        runtime.state.foreignSeenMs.set(`${account.id}|${order.id}`, first);
        return foreignOrderView(account.id, account.environment, order, portfolio.listings, {
          first,
          last: first,
        });
      }),
  );
}
