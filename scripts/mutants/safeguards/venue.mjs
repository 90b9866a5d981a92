// Safeguards towards venues: what an answer proves, what is never repeated, what is kept for cancels, where bytes may go.
import { guard } from "./guard.mjs";

const CCXT = "src-main/adapters/exchange-ccxt";
const BINANCE = `${CCXT}/binance-usdm`;
const CLASSIFY = `${BINANCE}/classify.ts`;

const answers = [
  guard("timeout-is-unknown", "A create that timed out may have arrived.", {
    file: CLASSIFY,
    find: 'if (result.kind === "not-sent") return { kind: "not-sent", reason: result.reason };',
    put: 'if (result.kind !== "answered") return { kind: "not-sent", reason: result.reason };',
    tests: [`${BINANCE}/classify.test.ts`],
  }),
  guard("5xx-is-unknown", "An error of the venue's server rejects nothing.", {
    file: CLASSIFY,
    find: "if (error !== undefined && isClientError(error) && DEFINITIVE_REJECTIONS.has(error.code)) {",
    put: "if (error !== undefined && (error.status >= 500 || DEFINITIVE_REJECTIONS.has(error.code))) {",
    tests: [`${BINANCE}/classify.test.ts`],
  }),
  guard("listed-rejections", "Only a listed code is a rejection.", {
    file: CLASSIFY,
    find: "if (error !== undefined && isClientError(error) && DEFINITIVE_REJECTIONS.has(error.code)) {",
    put: "if (error !== undefined && isClientError(error)) {",
    tests: [`${BINANCE}/classify.test.ts`],
  }),
  guard("not-found-said", "'Not found' is only what the venue said in exactly those words.", {
    file: CLASSIFY,
    find: 'if (error !== undefined && isClientError(error) && ORDER_NOT_FOUND.has(error.code))\n    return { kind: "not-found" };',
    put: 'if (error !== undefined) return { kind: "not-found" };',
    tests: [`${BINANCE}/classify.test.ts`],
  }),
  guard("broken-line-is-unknown", "A line that broke after the request left proves nothing.", {
    file: `${CCXT}/venue-caller.ts`,
    find: '  "ECONNREFUSED",\n',
    put: '  "ECONNREFUSED",\n  "UND_ERR_SOCKET",\n  "ECONNRESET",\n',
    tests: [`${BINANCE}/misbehaviour.test.ts`],
  }),
  guard("own-answer", "An answer about another order is no answer.", {
    file: `${BINANCE}/order-calls.ts`,
    find: "const own = reported?.clientId === order.clientId ? reported : undefined;",
    put: "const own = reported;",
    tests: [`${BINANCE}/misbehaviour.test.ts`],
    named: "another order",
  }),
  guard("acceptance-window", "The last moment to accept counts the receive window.", {
    file: `${CCXT}/venue-caller.ts`,
    find: "acceptableUntilMs: signedAtMs + windowMs",
    put: "acceptableUntilMs: signedAtMs",
    tests: [`${BINANCE}/binance-account.test.ts`],
  }),
  guard("no-retries", "The exchange library repeats nothing by itself.", {
    file: `${CCXT}/ccxt-exchange.ts`,
    find: "maxRetriesOnFailure: 0",
    put: "maxRetriesOnFailure: 3",
    tests: [`${CCXT}/ccxt-exchange.test.ts`],
  }),
];

const limits = [
  guard("cancels-first", "A cancel goes before everything that waits.", {
    file: `${CCXT}/limiter.ts`,
    find: '["cancel", "reduce", "keep", "new", "ask", "read"]',
    put: '["reduce", "keep", "new", "ask", "read", "cancel"]',
    tests: [`${CCXT}/limiter-queue.test.ts`],
  }),
  guard(
    "urgent-first",
    "Who waits for a request limit goes by urgency: a reduction before an order before a reading.",
    {
      file: `${CCXT}/limiter-queue.ts`,
      find: "PRIORITIES.indexOf(it.priority) > rank",
      put: "PRIORITIES.indexOf(it.priority) < rank",
      tests: [`${CCXT}/limiter-queue.test.ts`],
      named: "serves a reduction",
    },
  ),
  guard(
    "readings-starve-no-order",
    "A limit that readings filled holds back no order that costs it nothing.",
    {
      file: `${CCXT}/limiter.ts`,
      find: "if (amount === 0) return state.stoppedUntilMs;",
      put: "",
      tests: [`${CCXT}/limiter-queue.test.ts`],
    },
  ),
  guard("no-order-after-sleep", "An order that waited while the machine slept does not leave.", {
    file: `${CCXT}/limiter-queue.ts`,
    find: "if (this.isStale(waiter)) {",
    put: "if (waiter.untilMs < 0) {",
    tests: [`${CCXT}/limiter-queue.test.ts`],
  }),
  guard("called-back", "An order that was called back while it waited for its turn does not leave.", {
    file: `${CCXT}/venue-caller.ts`,
    find: "if (plan.mayLeave?.() === false)",
    put: "if (plan.patienceMs < 0)",
    tests: [`${BINANCE}/misbehaviour.test.ts`],
    named: "called back",
  }),
  guard("halt-calls-back", "A halt calls back what waits at the adapter for its turn.", {
    file: "src-main/use-cases/send-orders.ts",
    find: "if (matches(approval)) runtime.state.leaving.delete(clientId);",
    put: "if (matches(approval)) continue;",
    tests: ["src-main/use-cases/send-orders.test.ts"],
  }),
  guard("cancels-keep-room", "A fifth of every limit is kept for cancels.", {
    file: `${CCXT}/limiter.ts`,
    find: "export const CANCEL_SHARE = 0.2;",
    put: "export const CANCEL_SHARE = 0;",
    tests: [`${CCXT}/limiter-queue.test.ts`],
  }),
  guard("others-count", "What others used of a limit counts.", {
    file: `${CCXT}/limiter.ts`,
    find: "return unknown > 0 ? spend(state, [{ bucket, amount: unknown }], nowMs, true) : state;",
    put: "return state;",
    tests: [`${CCXT}/limiter-queue.test.ts`],
  }),
  guard("stop-is-obeyed", "Nothing passes before the time that the venue named.", {
    file: `${CCXT}/limiter.ts`,
    find: "if (found === undefined || found.stoppedUntilMs >= untilMs) return state;",
    put: "if (found === undefined || untilMs > 0) return state;",
    tests: [`${CCXT}/limiter.property.test.ts`],
  }),
  guard("retry-after", "A stop lasts as long as Retry-After says.", {
    file: `${BINANCE}/binance-session.ts`,
    find: 'const seconds = integerOf(record.headers?.["retry-after"]);',
    put: "const seconds = record.status === 0 ? 0 : undefined;",
    tests: [`${BINANCE}/misbehaviour.test.ts`],
    named: "too many requests",
  }),
  guard("ban-stops-address", "A ban (418) stops the whole address, not one kind of request.", {
    file: `${BINANCE}/binance-session.ts`,
    find: 'const isOrderLimit = record.status === 429 && isJson(body) && integerOf(body["code"]) === -1015;',
    put: 'const isOrderLimit = record.status === 418 || (isJson(body) && integerOf(body["code"]) === -1015);',
    tests: [`${BINANCE}/misbehaviour.test.ts`],
    named: "too many requests",
  }),
];

const wire = [
  guard("listed-endpoints", "Only listed requests may leave.", {
    file: `${CCXT}/wire.ts`,
    find: "if (!options.endpoints.has(endpoint)) throw forbid(endpoint);",
    put: "",
    tests: [`${CCXT}/ccxt-exchange.test.ts`],
  }),
  guard("listed-sockets", "Sockets are opened to the venue's hosts only.", {
    file: `${CCXT}/wire.ts`,
    find: "if (!options.socketHosts.has(host)) throw forbid(host);",
    put: "",
    tests: [`${CCXT}/ccxt-exchange.test.ts`],
  }),
  guard("money-stays", "No call of the library can move money out.", {
    file: `${CCXT}/ccxt-exchange.ts`,
    find: "  trapMoneyMovers(exchange);\n",
    put: "",
    tests: [`${CCXT}/ccxt-exchange.test.ts`],
  }),
  guard("keys-not-printed", "Keys are not in the printed or serialised form of the library.", {
    file: `${CCXT}/ccxt-exchange.ts`,
    find: "  hideSecrets(exchange);\n",
    put: "",
    tests: [`${CCXT}/ccxt-exchange.test.ts`],
  }),
  guard("no-address-in-answers", "Why a call failed is said without address, key or signature.", {
    file: `${CCXT}/venue-caller.ts`,
    find: "    return `The connection broke before the answer was complete (${record.errorCode}).`;",
    put: "    return `The connection broke before the answer was complete (${record.errorCode}) ${JSON.stringify(record.request)}.`;",
    tests: [`${BINANCE}/misbehaviour.test.ts`],
  }),
];

const DEAD_MAN = "src-main/use-cases/dead-man.test.ts";
const deadMen = [
  guard("dead-man-kept", "A dead-man switch is kept alive within a quarter of its window.", {
    file: "src-core/orders/countdown.ts",
    find: "windowMs / 4 - BEAT_MS",
    put: "windowMs / 2 - BEAT_MS",
    tests: ["src-core/orders/countdown.test.ts", DEAD_MAN],
  }),
  guard("dead-man-confirmed", "A countdown that the venue did not confirm is not shown as running.", {
    file: "src-core/orders/countdown.ts",
    find: 'if (answer.kind === "refused") return { ...heard, problem: answer.reason };',
    put: 'if (answer.kind === "refused") return { ...heard, cancelsAtMs: nowMs + heard.windowMs };',
    tests: [DEAD_MAN],
  }),
  guard(
    "dead-man-stopped",
    "A stop of a countdown counts only after a lost setting can no longer be taken.",
    {
      file: "src-core/orders/countdown.ts",
      find: "if (doubtUntilMs === undefined || sentAtMs > doubtUntilMs) return rest;",
      put: "if (doubtUntilMs === undefined || sentAtMs > 0) return rest;",
      tests: ["src-core/orders/countdown.test.ts"],
    },
  ),
  guard(
    "dead-man-spares-stops",
    "A dead-man switch leaves listings alone in which nothing but exits works.",
    {
      file: "src-core/risk/dead-man.ts",
      find: 'order.origin === "yoke" && !isExit(order.terms)',
      put: 'order.origin === "yoke"',
      tests: ["src-core/risk/dead-man.test.ts"],
    },
  ),
  guard("dead-man-ends-plans", "What a dead-man switch took is not made again by its plan.", {
    file: "src-main/use-cases/hear-ending.ts",
    find: '  choosePolicy(runtime, order.planId, "leave", "the dead-man switch");\n',
    put: "",
    tests: [DEAD_MAN],
  }),
];

export const VENUE = [...answers, ...limits, ...wire, ...deadMen];
