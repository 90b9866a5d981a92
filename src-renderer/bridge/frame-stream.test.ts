import { expect, test } from "vitest";
import type { Change, Frame } from "../../src-core/contract/views.ts";
import { fakeBridge, snapshot, type FakeBridge } from "../../e2e/fixtures/fake-bridge.ts";
import { createClient } from "./client.ts";
import { openFrameStream } from "./frame-stream.ts";

const NOTICE: Change = ["notice", "n", { id: "n", level: "info", text: "x", atMs: 1 }];

function opened(): { readonly bridge: FakeBridge; readonly applied: Frame[] } {
  const bridge = fakeBridge();
  const applied: Frame[] = [];
  const client = createClient(bridge, () => undefined);
  openFrameStream(client, (frame) => applied.push(frame)).start(snapshot(1, []));
  return { bridge, applied };
}

function acknowledged(bridge: FakeBridge): unknown[] {
  return bridge.on("frames/acknowledge").map(({ body }) => body["sequence"]);
}

test("each frame is applied once, in order, and acknowledged", () => {
  const { bridge, applied } = opened();
  bridge.push({ sequence: 2, snapshot: false, changes: [NOTICE] });
  bridge.push({ sequence: 2, snapshot: false, changes: [NOTICE] });
  bridge.push({ sequence: 3, snapshot: false, changes: [] });
  expect(applied.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  expect(acknowledged(bridge)).toEqual([1, 2, 3]);
});

test("frames between two pictures are acknowledged as they come and applied together; a snapshot does not wait", () => {
  const bridge = fakeBridge();
  const applied: number[] = [];
  const paints: (() => void)[] = [];
  const client = createClient(bridge, () => undefined);
  openFrameStream(
    client,
    ({ sequence }) => applied.push(sequence),
    (act) => paints.push(act),
  ).start(snapshot(1, []));
  bridge.push({ sequence: 2, snapshot: false, changes: [NOTICE] });
  bridge.push({ sequence: 3, snapshot: false, changes: [NOTICE] });
  expect(acknowledged(bridge)).toEqual([1, 2, 3]);
  expect(applied).toEqual([1]);
  expect(paints).toHaveLength(1);
  paints[0]?.();
  expect(applied).toEqual([1, 2, 3]);
  bridge.push({ sequence: 4, snapshot: false, changes: [NOTICE] });
  bridge.push(snapshot(5, []));
  expect(applied).toEqual([1, 2, 3, 5]);
  paints[1]?.();
  expect(applied, "what the snapshot replaced is not applied over it").toEqual([1, 2, 3, 5]);
});

test("after a gap nothing is applied until a snapshot comes, and it is asked for once", () => {
  const { bridge, applied } = opened();
  bridge.push({ sequence: 3, snapshot: false, changes: [] });
  bridge.push({ sequence: 4, snapshot: false, changes: [] });
  expect(bridge.on("frames/resync")).toHaveLength(1);
  bridge.push(snapshot(5, [NOTICE]));
  bridge.push({ sequence: 6, snapshot: false, changes: [] });
  expect(applied.map(({ sequence }) => sequence)).toEqual([1, 5, 6]);
});

test.each(["{", '{"sequence":2}', '{"sequence":2,"snapshot":false,"changes":[["money","x",null]]}'])(
  "%s is not applied, and a snapshot is asked for",
  (text) => {
    const { bridge, applied } = opened();
    bridge.pushText(text);
    expect(applied).toHaveLength(1);
    expect(bridge.on("frames/resync")).toHaveLength(1);
  },
);

test("frames before the session is open are left to its snapshot", () => {
  const bridge = fakeBridge();
  const applied: Frame[] = [];
  openFrameStream(
    createClient(bridge, () => undefined),
    (frame) => applied.push(frame),
  );
  bridge.push({ sequence: 7, snapshot: false, changes: [] });
  expect(applied).toEqual([]);
  expect(bridge.asked).toEqual([]);
});
