import { expect, test } from "vitest";
import type { AccountView, Change, GroupView, ListingView } from "../../src-core/contract/views.ts";
import { fakeBridge, snapshot, type FakeBridge } from "../../e2e/fixtures/fake-bridge.ts";
import { fakeClock, type FakeClock } from "../../e2e/fixtures/fake-clock.ts";
import { deskEntities } from "../../e2e/fixtures/scene-entities.ts";
import { SCENES } from "../../e2e/fixtures/scenes.ts";
import { fillGaps, showEnvironment } from "./choices.ts";
import { openSession } from "./session.ts";
import { createTerminal, type Terminal } from "./terminal.ts";
import { act } from "./ticket.ts";

const SETTINGS = {
  version: 1,
  theme: "light",
  sides: "safe",
  density: "dense",
  lastListing: "",
  lastGroup: "",
  layout: '{"version":1,"environment":"paper","interval":"5m","book":"orders"}',
};

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

async function opened(
  entities: readonly Change[] = deskEntities(),
): Promise<{ readonly terminal: Terminal; readonly bridge: FakeBridge; readonly clock: FakeClock }> {
  const bridge = fakeBridge();
  bridge.reply("session/open", { frame: snapshot(1, entities), settings: SETTINGS });
  const clock = fakeClock();
  const terminal = createTerminal(bridge, clock);
  openSession(terminal);
  await settle();
  return { terminal, bridge, clock };
}

function without(entities: readonly Change[], kind: Change[0], id: string): readonly Change[] {
  return entities.filter((change) => change[0] !== kind || change[1] !== id);
}

test("the session brings what was saved, and choices that exist", async () => {
  const { terminal } = await opened();
  expect(terminal.link.getState().state).toBe("open");
  expect(terminal.workspace.getState()).toMatchObject({
    theme: "light",
    environment: "paper",
    interval: "5m",
    book: "orders",
  });
  expect(terminal.ticket.getState()).toMatchObject({ groupId: "g2", listing: "paper:BTC/USDT:USDT" });
});

test("the first symbol is a contract where there is one, not whatever comes first", async () => {
  const spot = deskEntities().find(([kind, id]) => kind === "listing" && id === "paper:BTC/USDT:USDT")?.[2];
  const listing = { ...(spot as ListingView), id: "paper:AAA/USDT", name: "AAA/USDT" };
  const { terminal } = await opened([["listing", listing.id, listing], ...deskEntities()]);
  expect(terminal.ticket.getState().listing).toBe("paper:BTC/USDT:USDT");
});

test("while a quantity stands in the ticket, its order never moves to another group by itself", async () => {
  const { terminal, bridge } = await opened();
  act(terminal.ticket, { kind: "typed", field: "quantity", text: "1" });
  const group = deskEntities().find(([kind, id]) => kind === "group" && id === "g2")?.[2];
  const other: Change = ["group", "g3", { ...(group as GroupView), id: "g3", name: "Other" }];
  bridge.push(snapshot(2, [...without(deskEntities(), "group", "g2"), other]));
  expect(terminal.ticket.getState().groupId).toBe("");
});

test("the symbol follows the group to its venue under the same name, and a quantity typed for the one before does not", async () => {
  const { terminal, bridge } = await opened();
  const account = deskEntities().find(([kind, id]) => kind === "account" && id === "p1")?.[2];
  const group = deskEntities().find(([kind, id]) => kind === "group" && id === "g2")?.[2];
  const other: readonly Change[] = [
    ["account", "r1", { ...(account as AccountView), id: "r1", venue: "okx" }],
    ["group", "g3", { ...(group as GroupView), id: "g3", members: [{ accountId: "r1", weight: "1" }] }],
  ];
  bridge.push(snapshot(2, [...deskEntities(), ...other]));
  act(terminal.ticket, { kind: "typed", field: "quantity", text: "1" });
  act(terminal.ticket, { kind: "chosen", choices: { groupId: "g3" } });
  fillGaps(terminal);
  expect(terminal.ticket.getState()).toMatchObject({
    groupId: "g3",
    listing: "okx:BTC/USDT:USDT",
    quantity: "",
  });
  expect(terminal.workspace.getState().listing).toBe("okx:BTC/USDT:USDT");
});

test("another environment shows its own group, and the quantity typed before does not come along", async () => {
  const { terminal } = await opened();
  act(terminal.ticket, { kind: "typed", field: "quantity", text: "1" });
  showEnvironment(terminal, "live");
  expect(terminal.ticket.getState()).toMatchObject({ groupId: "g1", quantity: "" });
});

test("a silent core is said to be silent, and the session opens again when it is back", async () => {
  const { terminal, bridge, clock } = await opened();
  bridge.wait("market/watch");
  void terminal.client.request("market/watch", { listing: "paper:BTC/USDT:USDT", interval: "1h" });
  bridge.on("market/watch")[0]?.vanish();
  await settle();
  expect(terminal.link.getState().state).toBe("lost");
  clock.move(2_000);
  await settle();
  expect(bridge.on("session/open")).toHaveLength(2);
  expect(terminal.link.getState().state).toBe("open");
});

test("a core that says nothing for seconds is lost, though nobody asked it anything", async () => {
  const { terminal, bridge, clock } = await opened();
  for (let second = 1; second <= 10; second += 1) {
    clock.move(1_000);
    bridge.push({ sequence: second + 1, snapshot: false, changes: [] });
  }
  expect(terminal.link.getState().state).toBe("open");
  clock.move(5_000);
  expect(terminal.link.getState().state).toBe("lost");
  clock.move(2_000);
  await settle();
  expect(bridge.on("session/open")).toHaveLength(2);
  expect(terminal.link.getState().state).toBe("open");
});

test("preferences are saved a moment after they change, once, and never the typed order", async () => {
  const { terminal, bridge, clock } = await opened();
  terminal.workspace.setState({ theme: "dark" });
  act(terminal.ticket, { kind: "typed", field: "quantity", text: "12345" });
  clock.move(1_000);
  const saves = bridge.on("settings/save");
  expect(saves).toHaveLength(1);
  expect(saves[0]?.body["settings"]).toMatchObject({ theme: "dark", lastGroup: "g2" });
  expect(JSON.stringify(saves[0]?.body)).not.toContain("12345");
});

test("a complete ticket is asked about as typed, an incomplete one is not", async () => {
  const { terminal, bridge, clock } = await opened();
  bridge.reply("plan/preview-order", SCENES["desk"]?.preview);
  act(terminal.ticket, { kind: "typed", field: "quantity", text: "0.0015" });
  act(terminal.ticket, { kind: "typed", field: "price", text: "67300" });
  clock.move(1_000);
  expect(bridge.on("plan/preview-order")).toHaveLength(0);
  act(terminal.ticket, { kind: "typed", field: "quantity", text: "0.015" });
  clock.move(1_000);
  expect(bridge.on("plan/preview-order").map(({ body }) => body["draft"])).toMatchObject([
    { groupId: "g2", quantity: "0.015", price: "67300", side: "buy", type: "limit" },
  ]);
});
