import { expect, test } from "vitest";
import { fakeBridge } from "../../e2e/fixtures/fake-bridge.ts";
import { createClient, NO_ANSWER, readAnswer } from "./client.ts";

test("what the contract does not allow never leaves, and is refused with the field's name", async () => {
  const bridge = fakeBridge();
  const client = createClient(bridge, () => undefined);
  const answer = await client.request("plan/submit", { planId: "p1", hash: "short" });
  expect(answer).toMatchObject({ ok: false, failures: [{ code: "malformed-request", place: "hash" }] });
  expect(bridge.asked).toEqual([]);
});

test("a host that goes away is told apart from a host that refuses", async () => {
  const bridge = fakeBridge();
  bridge.wait("kill/engage");
  let silences = 0;
  const client = createClient(bridge, () => (silences += 1));
  const gone = client.request("kill/engage", { scope: { kind: "all" } });
  bridge.on("kill/engage")[0]?.vanish();
  expect(await gone).toMatchObject({ ok: false, failures: [{ code: NO_ANSWER }] });
  const refused = client.request("kill/engage", { scope: { kind: "all" } });
  const failure = { code: "nothing-to-halt", place: "risk", message: "No account." };
  bridge.on("kill/engage")[1]?.answer({ ok: false, failures: [failure] });
  expect(await refused).toEqual({ ok: false, failures: [failure] });
  expect(silences).toBe(1);
});

test.each(["", "null", "{}", '{"ok":true}', '{"ok":false,"failures":[]}', '{"ok":false,"failures":[{}]}'])(
  "%j is no answer",
  (text) => {
    expect(readAnswer(text)).toMatchObject({ ok: false, failures: [{ code: NO_ANSWER }] });
  },
);
