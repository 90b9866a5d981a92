// Draws each inhabited environment's risk on the board: once a second, and at once when a cause, limit or hold changed.
import { ENVIRONMENTS } from "../../../src-core/order-terms/order-terms.ts";
import { accountsIn } from "../../../src-core/risk/scope-accounts.ts";
import { utcDay } from "../baseline.ts";
import { dayIsOver } from "../risk-breakers.ts";
import { riskReadings } from "../risk-readings.ts";
import type { Runtime } from "../runtime.ts";
import { riskView } from "../views/risk-view.ts";
import type { EntityBoard } from "./entity-board.ts";

/** The board passes on only what differs from last time. */
export function drawRisk(runtime: Runtime, board: EntityBoard): void {
  const { portfolio, durable } = runtime.state;
  const nowMs = runtime.ports.clock.nowMs();
  const readings = riskReadings(runtime, nowMs);
  for (const environment of ENVIRONMENTS) {
    if (accountsIn(portfolio, environment, `environment:${environment}`).length === 0) {
      board.put("risk", environment, null);
      continue;
    }
    const view = riskView({
      environment,
      portfolio,
      durable,
      readings,
      venueTitle: (venue) => runtime.ports.venues.get(venue)?.title ?? venue,
      day: utcDay(nowMs),
      dayIsOver: (cause) => dayIsOver(cause, nowMs),
      nowMs,
    });
    board.put("risk", environment, view);
  }
}
