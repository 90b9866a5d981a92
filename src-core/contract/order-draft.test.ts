import * as z from "zod/mini";
import { expect, it } from "vitest";
import { EMPTY_TICKET, toDraft } from "../ticket/ticket.ts";
import { type OrderDraft, orderDraft } from "./requests.ts";

it("a ticket's draft is what the preview channel takes", () => {
  const draft: OrderDraft = toDraft({
    ...EMPTY_TICKET,
    groupId: "g",
    listing: "sim:BTCUSDT",
    type: "stop-limit",
    quantity: "1",
    price: "2",
    trigger: "3",
  });
  expect(z.safeParse(orderDraft, draft)).toEqual({ success: true, data: draft });
});
