import { expect, test } from "vitest";
import { readLayout, writeLayout } from "./saved-layout.ts";
import { createWorkspaceStore } from "./workspace.ts";

test("a layout is read as it was written", () => {
  const state = {
    ...createWorkspaceStore().getState(),
    environment: "testnet",
    interval: "4h",
    book: "fills",
  } as const;
  expect(readLayout(writeLayout(state))).toEqual({ environment: "testnet", interval: "4h", book: "fills" });
});

test.each(["", "[]", '{"version":2,"book":"fills"}', "null", "1"])(
  "%s is not a layout and changes nothing",
  (text) => {
    expect(readLayout(text)).toEqual({});
  },
);

test("of a damaged layout what still has a meaning is kept", () => {
  expect(readLayout('{"version":1,"book":"toString","interval":"5m","environment":7}')).toEqual({
    interval: "5m",
  });
});

test("a second chart comes back with its interval and what it is pinned to", () => {
  const state = {
    ...createWorkspaceStore().getState(),
    secondChart: { interval: "5m", listing: "x:ETH" },
  } as const;
  expect(readLayout(writeLayout(state)).secondChart).toEqual({ interval: "5m", listing: "x:ETH" });
  expect(readLayout('{"version":1,"secondChart":{"interval":"2h"}}')).toEqual({});
});
