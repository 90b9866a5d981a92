// The control surface over HTTP, for specs that run the venue in another process.
import type { ServerResponse } from "node:http";
import type { Control } from "./control.ts";
import type { Truth } from "./venue.ts";

/** Every order and conditional order there ever was, as the venue has it now. */
function ordersIn(truth: Truth): readonly Record<string, string>[] {
  return [...truth.accounts.values()].flatMap(({ apiKey, orders, triggers }) => [
    ...[...orders.values()].map(({ clientOrderId, status, price, quantity }) => ({
      apiKey,
      clientId: clientOrderId,
      status,
      price: price.toString(),
      quantity: quantity.toString(),
    })),
    ...[...triggers.values()].map(({ clientAlgoId, status, triggerPrice, quantity }) => ({
      apiKey,
      clientId: clientAlgoId,
      status,
      trigger: triggerPrice.toString(),
      quantity: quantity.toString(),
    })),
  ]);
}

type Call = (...args: readonly unknown[]) => unknown;

/** `POST /control/<name>` with a JSON array of arguments; `GET /control/creates` shows what arrived, `positions` what is held. */
export function handleControl(
  control: Control,
  truth: Truth,
  path: string,
  body: string,
  response: ServerResponse,
): void {
  const name = path.slice("/control/".length);
  const send = (status: number, value: unknown): void => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(value ?? null));
  };
  const calls = control as unknown as Readonly<Record<string, Call>>;
  const call = Object.hasOwn(calls, name) ? calls[name] : undefined;
  if (name === "creates") send(200, truth.creates);
  else if (name === "positions") send(200, positionsOf(truth));
  else if (name === "orders") send(200, ordersIn(truth));
  else if (call === undefined) send(404, { error: `no control ${name}` });
  else {
    try {
      send(200, call(...(JSON.parse(body === "" ? "[]" : body) as readonly unknown[])));
    } catch (error) {
      send(400, { error: String(error) });
    }
  }
}

/** Signed quantities by key, symbol and side, as texts; flat ones are left out. */
function positionsOf(truth: Truth): Readonly<Record<string, string>> {
  const held = [...truth.accounts].flatMap(([apiKey, account]) =>
    [...account.positions].map(([key, position]) => [`${apiKey} ${key}`, position.amount] as const),
  );
  return Object.fromEntries(
    held.filter(([, quantity]) => !quantity.isZero()).map(([key, q]) => [key, String(q)]),
  );
}
