// How an order works and how it is split: the same fields in a ticket and in a preset.
import * as z from "zod/mini";
import { TIMES_IN_FORCE } from "../order-terms/order-terms.ts";
import { DENIAL_POLICIES, FAILURE_POLICIES, LEFTOVER_POLICIES } from "../plan/plan.ts";
import { ALLOCATION_METHODS } from "../portfolio/account.ts";

export const ORDER_MANNER = {
  timeInForce: z.enum(TIMES_IN_FORCE),
  postOnly: z.boolean(),
  reduceOnly: z.boolean(),
  method: z.enum(ALLOCATION_METHODS),
  leftover: z.enum(LEFTOVER_POLICIES),
  denial: z.enum(DENIAL_POLICIES),
  failure: z.enum(FAILURE_POLICIES),
} as const;
