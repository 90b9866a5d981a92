import { once } from "node:events";
import { request } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { consoleServer, SUBPROTOCOL, type ConsoleServer } from "./console-server.ts";
import { doorkeeper } from "./doorkeeper.ts";

const keeper = doorkeeper(() => 0);
const page = { type: "text/html; charset=utf-8", bytes: new TextEncoder().encode("<p>terminal</p>") };
let server: ConsoleServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function started(): Promise<ConsoleServer> {
  server = await consoleServer(
    0,
    (path) => (path === "/" ? page : undefined),
    keeper,
    (send) => {
      send('{"sequence":1}');
      return { request: (text) => Promise.resolve(`echo ${text}`), close: () => undefined };
    },
  );
  return server;
}

function get(
  at: ConsoleServer,
  path: string,
  host?: string,
): Promise<{ status: number; headers: Record<string, unknown> }> {
  return new Promise((done, failed) => {
    const headers = host === undefined ? {} : { host };
    request({ host: "127.0.0.1", port: at.port, path, headers }, (response) => {
      response.resume();
      done({ status: response.statusCode ?? 0, headers: response.headers });
    })
      .on("error", failed)
      .end();
  });
}

function socket(
  at: ConsoleServer,
  token: string,
  origin = at.origin,
  path = "/socket",
  headers: Record<string, string> = {},
): WebSocket {
  const url = `ws://127.0.0.1:${String(at.port)}${path}`;
  return new WebSocket(url, [SUBPROTOCOL, token], { origin, headers });
}

/** False as soon as the socket opens: a test for a closed door must not wait before an open one. */
function refused(ws: WebSocket): Promise<boolean> {
  return new Promise((done) => {
    ws.once("error", ({ message }) => {
      done(message.includes("401"));
    });
    ws.once("open", () => {
      done(false);
    });
  });
}

describe("the console server", () => {
  test("serves its pages with headers that let them talk to nobody else", async () => {
    const at = await started();
    const { status, headers } = await get(at, "/");
    expect(status).toBe(200);
    expect(headers["content-security-policy"]).toContain(`connect-src ws://127.0.0.1:${String(at.port)}`);
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });

  test.each(["/nothing", "/../package.json", "/%2e%2e/package.json"])("%s is not there", async (path) => {
    expect((await get(await started(), path)).status).toBe(404);
  });

  test("a request by another host name is turned away: the page cannot be reached by rebinding", async () => {
    expect((await get(await started(), "/", "evil.example")).status).toBe(403);
    expect((await get(await started(), "/", "localhost")).status).toBe(403);
  });

  test("a socket with the token asks, is answered, and hears frames", async () => {
    const ws = socket(await started(), keeper.token);
    const heard: string[] = [];
    ws.on("message", (data: Buffer) => heard.push(data.toString()));
    await once(ws, "open");
    ws.send("q7:hello");
    while (heard.length < 3) await once(ws, "message");
    expect(heard).toEqual([`t:${keeper.token}`, 'f:{"sequence":1}', "a7:echo hello"]);
  });

  test("a one-time code brings the token first", async () => {
    const ws = socket(await started(), keeper.code());
    const [first] = (await once(ws, "message")) as [Buffer];
    expect(first.toString()).toBe(`t:${keeper.token}`);
  });

  test("no token, a wrong token, another origin, another path, another host: no socket", async () => {
    const at = await started();
    expect(await refused(socket(at, "wrong"))).toBe(true);
    expect(await refused(socket(at, keeper.token, "http://evil.example"))).toBe(true);
    expect(await refused(socket(at, keeper.token, "null"))).toBe(true);
    expect(await refused(socket(at, keeper.token, at.origin, "/other"))).toBe(true);
    const rebound = { host: `evil.example:${String(at.port)}` };
    expect(await refused(socket(at, keeper.token, at.origin, "/socket", rebound))).toBe(true);
  });

  test("what is no request ends the socket", async () => {
    const ws = socket(await started(), keeper.token);
    await once(ws, "open");
    ws.send("nonsense");
    const [code] = (await once(ws, "close")) as [number];
    expect(code).toBe(1003);
  });
});
