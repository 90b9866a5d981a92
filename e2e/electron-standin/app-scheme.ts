// Electron's `protocol`: the application's own scheme, answered by its own handler.
import { app } from "./app.ts";
import { mapScheme, toApp } from "./address-map.ts";
import { notModelled, strict } from "./not-modelled.ts";

interface CustomScheme {
  readonly scheme: string;
  readonly privileges?: Readonly<Record<string, boolean>>;
}

type Handler = (request: Request) => Response | Promise<Response>;

/** What the https address that stands for the scheme has anyway. */
const GIVEN = new Set(["standard", "secure"]);
const registered = new Set<string>();
const handlers = new Map<string, Handler>();

export const protocol = strict(
  {
    registerSchemesAsPrivileged(schemes: readonly CustomScheme[]): void {
      if (app.isReady())
        throw new Error("registerSchemesAsPrivileged must be called before the app is ready");
      for (const { scheme, privileges = {} } of schemes) {
        const asked = Object.keys(privileges).filter((name) => privileges[name] === true);
        for (const name of asked) if (!GIVEN.has(name)) notModelled(`the privilege ${name}`);
        for (const name of GIVEN) if (!asked.includes(name)) notModelled(`a scheme that is not ${name}`);
        registered.add(scheme);
        mapScheme(scheme);
      }
    },
    handle(scheme: string, handler: Handler): void {
      if (!app.isReady()) throw new Error("protocol.handle must be called when the app is ready");
      if (!registered.has(scheme)) notModelled(`protocol.handle for the unprivileged scheme ${scheme}`);
      handlers.set(scheme, handler);
    },
  },
  "protocol",
);

/** A request as Chromium tells of it. */
export interface PausedRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What Chromium is given as the answer: status, headers and the body in base64. */
export interface Fulfilment {
  readonly responseCode: number;
  readonly responseHeaders: { name: string; value: string }[];
  readonly body: string;
}

/** The application's answer for an address that stands for one of its scheme; undefined for any other. */
export async function answerOf({ url, method, headers }: PausedRequest): Promise<Fulfilment | undefined> {
  const address = toApp(url);
  if (address === url) return undefined;
  const handler = handlers.get(new URL(address).protocol.slice(0, -1));
  if (handler === undefined) return undefined;
  const response = await handler(new Request(address, { method, headers }));
  return {
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    body: Buffer.from(await response.arrayBuffer()).toString("base64"),
  };
}
