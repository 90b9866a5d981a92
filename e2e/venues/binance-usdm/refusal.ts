// How the venue says no: an HTTP status with its own code and words.

export interface Refusal {
  readonly status: number;
  readonly code: number;
  readonly msg: string;
  readonly retryAfterSeconds?: number;
}

const WORDS: Readonly<Record<number, string>> = {
  [-1000]: "Unknown error, please check your request or try again later.",
  [-1003]: "Too many requests; current limit is 2400 requests per minute.",
  [-1007]: "Timeout waiting for response from backend server. Send status unknown; execution status unknown.",
  [-1008]: "Request throttled by system-level protection. Please try again.",
  [-1015]: "Too many new orders; current limit is 300 orders per 10 SECOND.",
  [-1021]: "Timestamp for this request is outside of the recvWindow.",
  [-1022]: "Signature for this request is not valid.",
  [-1102]: "Mandatory parameter was not sent, was empty/null, or malformed.",
  [-1106]: "Parameter 'reduceonly' sent when not required.",
  [-1111]: "Precision is over the maximum defined for this asset.",
  [-1115]: "Invalid timeInForce.",
  [-1116]: "Invalid orderType.",
  [-1117]: "Invalid side.",
  [-1121]: "Invalid symbol.",
  [-1125]: "This listenKey does not exist.",
  [-2011]: "Unknown order sent.",
  [-2013]: "Order does not exist.",
  [-2014]: "API-key format invalid.",
  [-2015]: "Invalid API-key, IP, or permissions for action.",
  [-2019]: "Margin is insufficient.",
  [-2021]: "Order would immediately trigger.",
  [-2022]: "ReduceOnly Order is rejected.",
  [-2027]: "Exceeded the maximum allowable position at current leverage.",
  [-4003]: "Quantity less than or equal to zero.",
  [-4004]: "Quantity less than min quantity.",
  [-4005]: "Quantity greater than max quantity.",
  [-4014]: "Price not increased by tick size.",
  [-4016]: "Limit price can't be higher than the multiplier cap.",
  [-4023]: "Qty not increased by step size.",
  [-4024]: "Limit price can't be lower than the multiplier floor.",
  [-4028]: "Leverage is not valid.",
  [-4061]: "Order's position side does not match user's setting.",
  [-4116]: "ClientOrderId is duplicated.",
  [-4120]: "Order type not supported for this endpoint. Please use the Algo Order API endpoints instead.",
  [-4131]: "The counterparty's best price does not meet the PERCENT_PRICE filter limit.",
  [-4141]: "Symbol is closed.",
  [-4164]: "Order's notional must be no smaller than the minimum (unless you choose reduce only).",
  [-5021]:
    "Due to the order could not be filled immediately, the FOK order has been rejected. The order will not be recorded in the order history.",
  [-5022]:
    "Due to the order could not be executed as maker, the Post Only order will be rejected. The order will not be recorded in the order history.",
  [-5025]: "Only limit order is supported.",
  [-5027]: "No need to modify the order.",
};

/** A refusal by code, with the venue's usual words and HTTP 400 unless said otherwise. */
export function refuse(code: number, status = 400, msg = WORDS[code] ?? "Rejected."): Refusal {
  return { status, code, msg };
}

export function isRefusal(value: object): value is Refusal {
  return "code" in value && "msg" in value && "status" in value && typeof value.status === "number";
}
