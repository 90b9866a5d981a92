import { describe, expect, test } from "vitest";
import type { Change } from "../../../src-core/contract/views.ts";
import { frameFeed, MAX_PENDING_CHANGES } from "./frame-feed.ts";

function notice(id: string, text: string): Change {
  return ["notice", id, { id, level: "info", text, atMs: 1 }];
}

describe("frame feed", () => {
  test("frames are numbered from 1 and the first is a snapshot", () => {
    const feed = frameFeed();
    expect(feed.snapshot([notice("a", "x")])).toMatchObject({ sequence: 1, snapshot: true });
  });

  test("before the first snapshot nothing leaves, because the snapshot will hold it", () => {
    const feed = frameFeed();
    feed.push(notice("a", "x"));
    expect(feed.take()).toBeUndefined();
    expect(feed.snapshot([])).toMatchObject({ sequence: 1 });
  });

  test("nothing leaves while a frame is unacknowledged, and changes of one entity merge meanwhile", () => {
    const feed = frameFeed();
    feed.snapshot([]);
    feed.push(notice("a", "one"));
    feed.push(notice("b", "two"));
    feed.push(notice("a", "three"));
    expect(feed.take()).toBeUndefined();
    feed.acknowledge(1);
    expect(feed.take()).toEqual({
      sequence: 2,
      snapshot: false,
      changes: [notice("a", "three"), notice("b", "two")],
    });
    expect(feed.take()).toBeUndefined();
  });

  test("an acknowledgement of a frame that was never sent counts for nothing", () => {
    const feed = frameFeed();
    feed.snapshot([]);
    feed.acknowledge(99);
    feed.push(notice("a", "x"));
    expect(feed.take()).toBeUndefined();
  });

  test("a window that falls too far behind overflows into a snapshot", () => {
    const feed = frameFeed();
    feed.snapshot([]);
    feed.snapshot([]);
    for (let count = 0; count <= MAX_PENDING_CHANGES; count += 1) feed.push(notice(String(count), "x"));
    expect(feed.overflowed).toBe(true);
    feed.snapshot([]);
    expect(feed.overflowed).toBe(false);
  });
});
