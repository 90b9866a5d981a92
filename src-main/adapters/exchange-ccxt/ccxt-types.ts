// The type of the ccxt instances that this adapter uses.
import type { pro } from "ccxt";

export type CcxtExchange = InstanceType<typeof pro.binanceusdm>;
