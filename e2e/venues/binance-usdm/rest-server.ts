// The REST side without its sockets: finds the route, checks key, signature and limits, records creates, applies faults.
import { runOutCountdowns } from "./countdowns.ts";
import type { Fault, FaultQueue } from "./faults.ts";
import type { RateLimits } from "./rate-limits.ts";
import { isRefusal, refuse } from "./refusal.ts";
import { outgoing, type Outgoing } from "./outgoing.ts";
import type { PrivateRoute, Reply, RouteTable, Services } from "./route.ts";
import { ACCOUNT_ROUTES } from "./routes-account.ts";
import { ORDER_ROUTES } from "./routes-orders.ts";
import { PUBLIC_ROUTES } from "./routes-public.ts";
import { checkSignature, parametersOf, type RawRequest } from "./signature.ts";
import type { CreateRecord, TruthAccount } from "./truth.ts";
import type { RequestRecord } from "./venue.ts";

const ROUTES: RouteTable = { ...PUBLIC_ROUTES, ...ACCOUNT_ROUTES, ...ORDER_ROUTES };
const CREATES = new Set(["POST /fapi/v1/order", "POST /fapi/v1/algoOrder"]);
/** Whose paths are answered; the first path segment of a request names one of them. */
const HOSTS = new Set(["fapi.binance.com", "demo-fapi.binance.com", "api.binance.com"]);

/** What goes back: the true answer, and what a fault makes of it. */
export interface Answered {
  readonly truth: Outgoing;
  readonly fault: Fault;
}

const NO_FAULT: Fault = { execute: true, answer: { kind: "normal" } };

export class RestServer {
  readonly log: RequestRecord[] = [];
  private readonly services: Services;
  private readonly limits: RateLimits;
  private readonly faults: FaultQueue;

  constructor(services: Services, limits: RateLimits, faults: FaultQueue) {
    this.services = services;
    this.limits = limits;
    this.faults = faults;
  }

  /** Acts on one request as it arrived. */
  answer(raw: RawRequest): Answered {
    runOutCountdowns(this.services.venue);
    const fault = this.faults.take(raw.method, raw.path) ?? NO_FAULT;
    const reply = this.act(raw, fault);
    return { truth: outgoing(reply, this.limits.headers(raw.apiKey)), fault };
  }

  private act(raw: RawRequest, fault: Fault): Reply {
    const { venue } = this.services;
    const route = HOSTS.has(raw.host) ? ROUTES[`${raw.method} ${raw.path}`] : undefined;
    const parameters = parametersOf(raw);
    const weight = route?.weight(parameters) ?? 0;
    const record = (signatureGood: boolean): void => {
      const { method, path, host, apiKey } = raw;
      this.log.push({ atMs: venue.now(), method, path, host, apiKey, signatureGood, weight });
    };
    if (route === undefined) {
      record(false);
      return refuse(-1099, 404, `No route ${raw.method} ${raw.host}${raw.path}`);
    }
    const waitSeconds = this.limits.spendWeight(weight, venue.now());
    if (waitSeconds !== undefined) {
      record(false);
      return { ...refuse(-1003, 429), retryAfterSeconds: waitSeconds };
    }
    if (route.security === "none") {
      record(false);
      return fault.execute ? route.handle(this.services, parameters) : {};
    }
    const account = this.authenticate(raw, route);
    record(!isRefusal(account));
    if (isRefusal(account)) return account;
    return this.run(raw, route, account, parameters, fault);
  }

  private authenticate(raw: RawRequest, route: PrivateRoute): TruthAccount | ReturnType<typeof refuse> {
    if (raw.apiKey === undefined) return refuse(-2014, 401);
    const account = this.services.venue.accounts.get(raw.apiKey);
    if (account === undefined || account.revoked) return refuse(-2015, 401);
    if (route.security === "key") return account;
    return checkSignature(raw, account.secret, this.services.venue.now()) ?? account;
  }

  private run(
    raw: RawRequest,
    route: PrivateRoute,
    account: TruthAccount,
    parameters: Record<string, string>,
    fault: Fault,
  ): Reply {
    const create = CREATES.has(`${raw.method} ${raw.path}`)
      ? this.recordCreate(raw, account, parameters)
      : undefined;
    const handle = (): Reply => {
      const reply = route.handle(this.services, account, parameters);
      if (create !== undefined) noteOutcome(create, reply);
      return reply;
    };
    if (create !== undefined && !this.limits.spendOrder(account.apiKey, this.services.venue.now())) {
      return { ...refuse(-1015, 429), retryAfterSeconds: 10 };
    }
    if (!fault.execute) return {};
    if (fault.executeAfterMs === undefined) return handle();
    setTimeout(handle, fault.executeAfterMs);
    return {};
  }

  private recordCreate(raw: RawRequest, account: TruthAccount, terms: Record<string, string>): CreateRecord {
    const clientId = terms["newClientOrderId"] ?? terms["clientAlgoId"] ?? "";
    const atMs = this.services.venue.now();
    const record: CreateRecord = { atMs, apiKey: account.apiKey, path: raw.path, clientId, terms };
    this.services.venue.creates.push(record);
    return record;
  }
}

function noteOutcome(create: CreateRecord, reply: Reply): void {
  if (Array.isArray(reply)) return;
  if (isRefusal(reply)) create.refusedWith = reply.code;
  else {
    const answer = reply as Readonly<Record<string, unknown>>;
    create.executedAs = Number(answer["orderId"] ?? answer["algoId"]);
  }
}
