import { expect, test } from "vitest";
import type { NoticeView } from "../../src-core/contract/views.ts";
import { snapshot } from "../../e2e/fixtures/fake-bridge.ts";
import { applyFrame, createEntityStores } from "./entities.ts";

function notice(id: string, text = "x"): NoticeView {
  return { id, level: "info", text, atMs: 1 };
}

test("a change touches its own entity: others, and the list of ids, keep their identity", () => {
  const stores = createEntityStores();
  applyFrame(
    stores,
    snapshot(1, [
      ["notice", "a", notice("a")],
      ["notice", "b", notice("b")],
    ]),
  );
  const before = stores.notice.getState();
  const quotes = stores.quote.getState();
  applyFrame(stores, { sequence: 2, snapshot: false, changes: [["notice", "b", notice("b", "new")]] });
  const after = stores.notice.getState();
  expect(after.byId["b"]?.text).toBe("new");
  expect(after.byId["a"]).toBe(before.byId["a"]);
  expect(after.ids).toBe(before.ids);
  expect(stores.quote.getState()).toBe(quotes);
});

test("null takes an entity away, and a snapshot also what it does not mention", () => {
  const stores = createEntityStores();
  applyFrame(
    stores,
    snapshot(1, [
      ["notice", "a", notice("a")],
      ["notice", "b", notice("b")],
    ]),
  );
  applyFrame(stores, { sequence: 2, snapshot: false, changes: [["notice", "a", null]] });
  expect(stores.notice.getState().ids).toEqual(["b"]);
  applyFrame(stores, snapshot(3, []));
  expect(stores.notice.getState()).toEqual({ byId: {}, ids: [] });
});
