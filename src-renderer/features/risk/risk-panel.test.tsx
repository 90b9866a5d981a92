// @vitest-environment jsdom
import { act as settleReact, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Change } from "../../../src-core/contract/views.ts";
import { fakeBridge, snapshot, type FakeBridge } from "../../../e2e/fixtures/fake-bridge.ts";
import { fakeClock } from "../../../e2e/fixtures/fake-clock.ts";
import { deskEntities } from "../../../e2e/fixtures/scene-entities.ts";
import { HALTED_RISK, LIVE_RISK, riskOf } from "../../../e2e/fixtures/scene-risk.ts";
import { openSession } from "../../stores/session.ts";
import { createTerminal } from "../../stores/terminal.ts";
import { TerminalContext } from "../../stores/use-terminal.ts";
import { LimitsPanel } from "./limits-panel.tsx";
import { LIMIT_SECTIONS, LIST_WORDS } from "./limit-words.ts";
import { RiskPanel } from "./risk-panel.tsx";

// A whole screen in jsdom takes a second or two on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const SETTINGS = {
  version: 1,
  theme: "dark",
  sides: "classic",
  density: "regular",
  lastListing: "binance:BTC/USDT:USDT",
  lastGroup: "g1",
  layout: '{"version":1,"environment":"live","interval":"1h","book":"positions"}',
};

let mounted: Root | undefined;
let bridge: FakeBridge;
let stop: () => void = () => undefined;

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  bridge = fakeBridge();
});

afterEach(() => {
  settleReact(() => mounted?.unmount());
  stop();
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

async function show(body: ReactNode, ...changes: readonly Change[]): Promise<HTMLElement> {
  const entities = [...deskEntities(), ...changes];
  bridge.reply("session/open", { frame: snapshot(1, entities), settings: SETTINGS });
  bridge.reply("limits/changes", [
    { scope: "environment:live", label: "live accounts", atMs: 0, lines: ["Open orders: 50 -> 40"] },
  ]);
  if (bridge.on("limits/read").length === 0) bridge.reply("limits/read", { maxOrderNotional: "50000" });
  const terminal = createTerminal(bridge, fakeClock());
  stop = openSession(terminal);
  const root = document.createElement("div");
  document.body.append(root);
  mounted = createRoot(root);
  await settleReact(async () => {
    mounted?.render(<TerminalContext value={terminal}>{body}</TerminalContext>);
    await Promise.resolve();
  });
  return root;
}

const rows = (root: HTMLElement) =>
  [...root.querySelectorAll("[aria-label=Limits] .limit-row")].map((row) => row.textContent);

test("limits stand in main's order; what is not known is a question mark and hatched, never an empty bar", async () => {
  const root = await show(<RiskPanel />);
  expect(rows(root)).toHaveLength(LIVE_RISK.limits.length);
  const [unknown, near, calm] = root.querySelectorAll("[aria-label=Limits] .limit-row");
  expect(unknown?.textContent).toContain("?");
  expect(unknown?.textContent).toContain("Not known: the reference price of a fill");
  expect(unknown?.querySelector(".unsure")).not.toBeNull();
  expect(unknown?.querySelector("rect.fill")).toBeNull();
  expect(near?.className).toContain("warn");
  expect(near?.getAttribute("title")).toBe("Set for live accounts. 90 % used.");
  expect(calm?.querySelector("rect.fill")?.getAttribute("width")).toBe("74.07");
});

test("a floor says that it is one, and a scope narrower than the environment is named", async () => {
  const texts = rows(await show(<RiskPanel />));
  expect(texts.find((text) => text.startsWith("Margin distance"))).toBe("Margin distanceSub 228.9%min 20%");
  expect(texts.find((text) => text.startsWith("Position"))).toContain("group Majors");
});

test("every cause says who may end it; a bucket that others eat into says so", async () => {
  const root = await show(<RiskPanel />, riskOf(HALTED_RISK));
  const causes = [...root.querySelectorAll(".cause")].map((cause) => cause.textContent);
  expect(causes[0]).toContain("A person resumes. Open the kill switch to resume.");
  expect(causes[1]).toContain("A person may resume from 00:00 UTC on.");
  expect(root.textContent).toContain("Into what cancels need, 1,410 by others");
});

test("a hold is cleared by its button", async () => {
  const root = await show(<RiskPanel />);
  const clear = [...root.querySelectorAll("button")].find((button) => button.textContent === "Clear");
  await settleReact(async () => {
    clear?.click();
    await Promise.resolve();
  });
  expect(bridge.on("hold/clear").map(({ body }) => body)).toEqual([
    { accountId: "a3", listing: "bybit:ETH/USDT:USDT", kind: "hands-off" },
  ]);
});

test("the editor has a field for every limit, shows what was changed, and a reason stands at its field", async () => {
  const root = await show(<LimitsPanel scope="environment:live" />);
  const words = [...LIMIT_SECTIONS.flatMap((section) => section.words), ...LIST_WORDS];
  const labels = [...root.querySelectorAll("label")].map((label) => label.textContent);
  for (const { label } of words) expect(labels).toContain(label);
  expect(words).toHaveLength(20);
  expect(root.textContent).toContain("Open orders: 50 -> 40");
  bridge.wait("limits/save");
  const save = [...root.querySelectorAll("button")].find((button) => button.textContent === "Save limits");
  await settleReact(async () => {
    save?.click();
    await Promise.resolve();
  });
  const failure = { code: "not-a-number", place: "maxOrderNotional", message: "This is not a plain number." };
  await settleReact(async () => {
    bridge.on("limits/save")[0]?.answer({ ok: false, failures: [failure] });
    await Promise.resolve();
  });
  const field = [...root.querySelectorAll("input")].find((input) => input.value === "50000");
  expect(field?.getAttribute("aria-invalid")).toBe("true");
  expect(document.getElementById(field?.getAttribute("aria-describedby") ?? "")?.textContent).toBe(
    failure.message,
  );
});
