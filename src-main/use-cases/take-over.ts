// Where a person takes over: the choice about unfinished legs, and an order that nothing proves.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { RequestOf } from "../../src-core/contract/requests.ts";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import type { OrderEvent } from "../../src-core/orders/order-event.ts";
import { answer, refusal } from "./answer.ts";
import { applyRecord } from "./apply.ts";
import { choosePolicy } from "./begin-pursuit.ts";
import type { Runtime } from "./runtime.ts";

/** The answer to the question about a group order's unfinished legs. Only what its plan permits can be chosen. */
export function choosePlan(
  runtime: Runtime,
  { groupOrderId, choice }: RequestOf<"plan/choose">,
): Answer<null> {
  const { durable } = runtime.state;
  const plan = durable.plans.get(groupOrderId);
  if (plan === undefined || plan.body.follows !== undefined)
    return refusal("unknown-group-order", "groupOrderId", "This group order is not known.");
  if (choice !== "leave" && !plan.body.envelope.followUps.includes(choice)) {
    return refusal(
      "not-permitted",
      "choice",
      `The plan as it was confirmed does not permit to ${choice}.`,
      "Make a new order for it.",
    );
  }
  choosePolicy(runtime, groupOrderId, choice, "a person");
  return answer(null);
}

/**
 * A person takes it on himself that an UNKNOWN order does not work: its reservation is freed. On disk before anything
 * counts on it; evidence that comes later revives the order and sets its account REDUCING.
 */
export async function acknowledgeOrder(
  runtime: Runtime,
  { orderId, why }: RequestOf<"order/acknowledge">,
): Promise<Answer<null>> {
  const order = runtime.state.durable.orders.get(orderId);
  if (order?.status !== "UNKNOWN") {
    return refusal("not-in-doubt", "orderId", "Only an order that is UNKNOWN can be acknowledged.");
  }
  const atMs = runtime.ports.clock.nowMs();
  const event: OrderEvent = { kind: "acknowledged", by: "a person", why, atMs };
  choosePolicy(runtime, order.planId, "leave", "an acknowledgement");
  const record: JournalRecord = { kind: "order", clientId: orderId, event, atMs };
  if (!(await runtime.keeper.commit([record]))) {
    return refusal("journal-not-written", "journal", "Nothing changed: the journal could not be written.");
  }
  applyRecord(runtime, record);
  return answer(null);
}
