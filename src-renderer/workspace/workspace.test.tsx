// @vitest-environment jsdom
import { act as settleReact, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Change, OrderView, PlanPreview, PositionView } from "../../src-core/contract/views.ts";
import { fakeBridge, snapshot, type FakeBridge } from "../../e2e/fixtures/fake-bridge.ts";
import { fakeClock, type FakeClock } from "../../e2e/fixtures/fake-clock.ts";
import { deskEntities } from "../../e2e/fixtures/scene-entities.ts";
import { DEFAULT_SETTINGS } from "../../src-core/settings/settings.ts";
import { openSession } from "../stores/session.ts";
import { createTerminal } from "../stores/terminal.ts";
import { TerminalContext } from "../stores/use-terminal.ts";
import { useHotkeys } from "./hotkeys.ts";
import { PANELS, type PanelId } from "./panels.tsx";
import { StatusBar } from "./status-bar.tsx";
import { TopBar } from "./top-bar.tsx";

// A whole screen in jsdom takes a second or two on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const LAYOUT = '{"version":1,"environment":"live","interval":"1h","book":"positions"}';
const SETTINGS = {
  ...DEFAULT_SETTINGS,
  welcomed: true,
  lastListing: "binance:BTC/USDT:USDT",
  lastGroup: "g1",
  layout: LAYOUT,
};

/** Every panel but the chart, one after the other: the dock and the chart need a layout, which no jsdom has. */
function Screen(): ReactNode {
  useHotkeys();
  return (
    <>
      <TopBar />
      <Panel id="accounts" />
      <Panel id="ticket" />
      <Panel id="positions" />
      <StatusBar />
    </>
  );
}

function Panel({ id }: { readonly id: PanelId }): ReactNode {
  const { title, Body, End } = PANELS[id];
  return (
    <section aria-label={title} className={id}>
      {End === undefined ? null : <End />}
      <Body />
    </section>
  );
}

interface Mounted {
  readonly bridge: FakeBridge;
  readonly clock: FakeClock;
  readonly root: HTMLElement;
}

let unmount = (): void => undefined;

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(600);
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(900);
});

afterEach(() => {
  unmount();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

async function settle(change: () => void = () => undefined): Promise<void> {
  await settleReact(async () => {
    change();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  });
}

async function mounted(entities: readonly Change[] = deskEntities()): Promise<Mounted> {
  const bridge = fakeBridge();
  bridge.reply("session/open", { frame: snapshot(1, entities), settings: SETTINGS });
  bridge.wait("plan/preview-order");
  bridge.wait("plan/submit");
  const clock = fakeClock();
  const terminal = createTerminal(bridge, clock);
  const root = document.body.appendChild(document.createElement("div"));
  const stop = openSession(terminal);
  const made = createRoot(root);
  await settle(() => {
    made.render(
      <TerminalContext value={terminal}>
        <Screen />
      </TerminalContext>,
    );
  });
  unmount = () => {
    stop();
    settleReact(() => {
      made.unmount();
    });
  };
  return { bridge, clock, root };
}

function field(label: string): HTMLInputElement {
  const found = [...document.querySelectorAll("label")].find(
    ({ textContent }) => textContent === label,
  )?.control;
  if (!(found instanceof HTMLInputElement)) throw new Error(`no field ${label}`);
  return found;
}

async function type(label: string, text: string): Promise<void> {
  const input = field(label);
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
  await settle(() => {
    setter?.call(input, text);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

async function press(
  key: string,
  options: KeyboardEventInit = {},
  target: EventTarget = window,
): Promise<void> {
  await settle(() =>
    target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...options })),
  );
}

function button(name: string): HTMLButtonElement {
  const found = [...document.querySelectorAll("button")].find(
    (each) => (each.getAttribute("aria-label") ?? each.textContent) === name,
  );
  if (found === undefined) throw new Error(`no button ${name}`);
  return found;
}

function faceOf(name: string): string {
  const id = button(name).getAttribute("aria-describedby") ?? "";
  return document.getElementById(id)?.textContent ?? "";
}

function plan(clock: FakeClock, change: Partial<PlanPreview> = {}): PlanPreview {
  return {
    planId: "p1",
    hash: "7f3a91c2".padEnd(64, "0"),
    title: "Buy 4.000 BTC/USDT:USDT",
    environment: "live",
    legs: [],
    quantity: "4",
    unallocated: "0",
    notional: "269200",
    decision: "approve",
    readings: [],
    needsConfirmation: false,
    validUntilMs: clock.now() + 15_000,
    ...change,
  };
}

async function withPlan(change: Partial<PlanPreview> = {}): Promise<Mounted> {
  const made = await mounted();
  await type("Price", "67300.0");
  await type("Quantity", "4");
  await settle(() => {
    made.clock.move(1_000);
  });
  await settle(() => {
    made.bridge
      .on("plan/preview-order")
      .at(-1)
      ?.answer({ ok: true, value: plan(made.clock, change) });
  });
  return made;
}

test("regions, fields and states have the names that scripts and readers rely on, each once", async () => {
  await mounted();
  const named = [...document.querySelectorAll("[aria-label]")].map((each) => each.getAttribute("aria-label"));
  const once = [
    "Accounts",
    "Order ticket",
    "Positions",
    "Side",
    "Risk state",
    "Environment",
    "Submit group order",
  ];
  for (const name of once) expect(named.filter((each) => each === name)).toEqual([name]);
  const labels = [...document.querySelectorAll("label.field-label")].map(({ textContent }) => textContent);
  for (const name of ["Symbol", "Type", "Quantity", "Price", "Group", "Allocation"]) {
    expect(labels.filter((each) => each === name)).toEqual([name]);
  }
  expect(button("Preview").disabled).toBe(true);
  expect(button("Flatten").disabled).toBe(false);
});

test("Submit says what is missing, then what it will do, and Ctrl Enter sends the plan shown once", async () => {
  const { bridge } = await mounted();
  expect(faceOf("Submit group order")).toContain("Type a quantity to send");
  unmount();
  const shown = await withPlan();
  expect(faceOf("Submit group order")).toContain("Buy 4.000 BTC");
  expect(document.body.textContent).toContain("plan 7f3a91c2");
  await press("Enter", { ctrlKey: true });
  await press("Enter", { ctrlKey: true });
  expect(shown.bridge.on("plan/submit").map(({ body }) => body["planId"])).toEqual(["p1"]);
  expect(bridge.on("plan/submit")).toEqual([]);
});

test("typing on makes the plan on the screen old at once, and nothing old can be sent", async () => {
  const { bridge } = await withPlan();
  await type("Quantity", "40");
  expect(button("Submit group order").disabled).toBe(true);
  await press("Enter", { ctrlKey: true });
  expect(bridge.on("plan/submit")).toEqual([]);
});

test("a wrong field is named under itself with values that would do, and one press takes one", async () => {
  const { clock, bridge } = await mounted();
  await type("Price", "67300");
  await type("Quantity", "0.0015");
  expect(document.body.textContent).toContain("steps of 0.001");
  await settle(() => {
    button("0.002").click();
  });
  expect(field("Quantity").value).toBe("0.002");
  await settle(() => {
    clock.move(1_000);
  });
  expect(bridge.on("plan/preview-order")).toHaveLength(1);
});

test("a refused plan shows rule, number and limit, and cannot be sent", async () => {
  const reading = {
    rule: "order-notional",
    outcome: "deny",
    reading: "28,198.70",
    limit: "25,000.00",
    message: "Over the limit.",
  } as const;
  const { bridge } = await withPlan({ decision: "refuse", readings: [reading] });
  expect(document.body.textContent).toContain("28,198.70 against 25,000.00");
  expect(button("Submit group order").disabled).toBe(true);
  await press("Enter", { ctrlKey: true });
  expect(bridge.on("plan/submit")).toEqual([]);
});

test("a tick draws its own cells and no others", async () => {
  const { bridge } = await mounted();
  const mark = deskEntities().find(([kind, id]) => kind === "position" && id === "sum:BTC/USDT:USDT")?.[2];
  const changed: Node[] = [];
  const note = (records: readonly MutationRecord[]): void =>
    void changed.push(...records.map(({ target }) => target));
  const observer = new MutationObserver(note);
  observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  const view: PositionView = { ...(mark as PositionView), mark: "67490.5" };
  await settle(() => {
    bridge.push({ sequence: 2, snapshot: false, changes: [["position", view.id, view]] });
  });
  note(observer.takeRecords());
  observer.disconnect();
  expect(new Set(changed.map((node) => node.textContent))).toEqual(new Set(["67,490.5"]));
});

test("Flatten shows the plan of the chosen row, and Escape leaves without sending", async () => {
  const { bridge } = await mounted();
  bridge.wait("plan/preview-flatten");
  await settle(() => {
    button("Flatten").click();
  });
  expect(bridge.on("plan/preview-flatten").map(({ body }) => body["scope"])).toEqual([
    { kind: "position", positionId: "sum:BTC/USDT:USDT" },
  ]);
  await press("Escape");
  expect(field("Quantity").value).toBe("");
  expect(bridge.on("plan/submit")).toEqual([]);
});

test("an exit of others in the way is cancelled only when it is ticked", async () => {
  const { bridge, clock } = await mounted();
  const exit = deskEntities().find(([kind, id]) => kind === "order" && id === "x1")?.[2] as OrderView;
  await settle(() => {
    bridge.push({
      sequence: 2,
      snapshot: false,
      changes: [["order", "x1", { ...exit, reduceOnly: true }]],
    });
  });
  bridge.wait("plan/preview-flatten");
  await settle(() => {
    button("Flatten").click();
  });
  const box = document.querySelector<HTMLInputElement>(".others-in-the-way input");
  expect(box?.closest("label")?.textContent).toContain(
    "Core: sell 0.500 BTC/USDT:USDT at 68,400.0 by bot:grid7",
  );
  expect(box?.checked).toBe(false);
  await settle(() => {
    box?.click();
  });
  await settle(() => {
    clock.move(1_000);
  });
  expect(bridge.on("plan/preview-flatten").map(({ body }) => body["clear"])).toEqual([[], ["x1"]]);
});

test("when the chosen position is gone, Flatten does not move on to another", async () => {
  const { bridge } = await mounted();
  const row = [...document.querySelectorAll('[role="row"]')].find((each) => each.textContent.includes("SOL"));
  await settle(() => {
    (row as HTMLElement).click();
  });
  await settle(() => {
    bridge.push({ sequence: 2, snapshot: false, changes: [["position", "sum:SOL/USDT:USDT", null]] });
  });
  expect(button("Flatten").disabled).toBe(true);
});

test("letters work outside fields only, and none of them sends", async () => {
  const { bridge } = await withPlan();
  await press("s");
  expect(document.querySelector<HTMLInputElement>('input[value="sell"]')?.checked).toBe(true);
  await press("b", {}, field("Quantity"));
  expect(document.querySelector<HTMLInputElement>('input[value="sell"]')?.checked).toBe(true);
  expect(bridge.on("plan/submit")).toEqual([]);
});

test("a core that fell silent is said aloud, with the age of what is on the screen", async () => {
  const { bridge } = await withPlan();
  await press("Enter", { ctrlKey: true });
  await settle(() => {
    bridge.on("plan/submit")[0]?.vanish();
  });
  expect(document.querySelector(".status-bar")?.textContent).toContain("does not answer");
  expect(document.body.textContent).toContain("No answer: it may have been sent");
});

test("the key of the kill switch pressed twice halts, also when the first press has drawn the screen anew", async () => {
  const { bridge } = await mounted();
  const kill = { key: "K", code: "KeyK", ctrlKey: true, shiftKey: true };
  await press("K", kill);
  expect(bridge.on("kill/engage")).toHaveLength(0);
  await press("K", kill);
  expect(bridge.on("kill/engage").map(({ body }) => body["scope"])).toEqual([
    { kind: "environment", environment: "live" },
  ]);
});
