import { expect, test } from "vitest";
import { socketBridge } from "./socket-bridge.ts";

class FakeSocket {
  static last: FakeSocket | undefined;
  static opened = 0;
  readonly sent: string[] = [];
  readonly protocols: readonly string[];
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  constructor(_url: string, protocols: readonly string[]) {
    this.protocols = protocols;
    FakeSocket.last = this;
    FakeSocket.opened += 1;
  }
  send(text: string): void {
    this.sent.push(text);
  }
}

function place(keep: (token: string) => void = () => undefined): Parameters<typeof socketBridge>[0] {
  return {
    ticket: "code",
    keep,
    open: (protocols) => new FakeSocket("ws://host/socket", protocols) as unknown as WebSocket,
  };
}

function socket(): FakeSocket {
  if (FakeSocket.last === undefined) throw new Error("no socket was opened");
  return FakeSocket.last;
}

/** Lets promises that are already resolved continue. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

test("answers find their requests, whatever their order", async () => {
  const bridge = socketBridge(place());
  const first = bridge.request("one");
  const second = bridge.request("two");
  socket().onopen?.();
  await settle();
  expect(socket().sent).toEqual(["q1:one", "q2:two"]);
  socket().onmessage?.({ data: "a2:zwei:2" });
  socket().onmessage?.({ data: "a1:eins" });
  expect([await first, await second]).toEqual(["eins", "zwei:2"]);
});

test("frames are handed on, and the token that the code was exchanged for is kept and used again", async () => {
  const kept: string[] = [];
  const heard: string[] = [];
  const bridge = socketBridge(place((token) => kept.push(token)));
  bridge.onFrame((text) => heard.push(text));
  void bridge.request("one").catch(() => undefined);
  socket().onopen?.();
  socket().onmessage?.({ data: "t:token" });
  socket().onmessage?.({ data: 'f:{"sequence":1}' });
  await settle();
  expect(kept).toEqual(["token"]);
  expect(heard).toEqual(['{"sequence":1}']);
  socket().onclose?.();
  void bridge.request("two").catch(() => undefined);
  expect(socket().protocols).toEqual(["yoke.1", "token"]);
});

test("a closed connection fails what is waiting, and the next request connects again", async () => {
  const bridge = socketBridge(place());
  const lost = bridge.request("one");
  socket().onopen?.();
  await settle();
  const before = FakeSocket.opened;
  socket().onclose?.();
  await expect(lost).rejects.toThrow();
  const again = bridge.request("two");
  socket().onopen?.();
  await settle();
  expect(FakeSocket.opened).toBe(before + 1);
  socket().onmessage?.({ data: "a2:back" });
  expect(await again).toBe("back");
});
