// @vitest-environment jsdom
import { act as settleReact } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RebalanceView } from "../../../src-core/contract/rebalance-view.ts";
import { fakeBridge, type Asked, type FakeBridge } from "../../../e2e/fixtures/fake-bridge.ts";
import { fakeClock } from "../../../e2e/fixtures/fake-clock.ts";
import { deskEntities } from "../../../e2e/fixtures/scene-entities.ts";
import { presets, REBALANCE } from "../../../e2e/fixtures/scene-rebalance.ts";
import { applyFrame } from "../../stores/entities.ts";
import { createTerminal, type Terminal } from "../../stores/terminal.ts";
import { TerminalContext } from "../../stores/use-terminal.ts";
import { bandScale } from "./band-plot.tsx";
import { RebalancePanel } from "./rebalance-panel.tsx";

vi.setConfig({ testTimeout: 30_000 });

let unmount = (): void => undefined;

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
});

afterEach(() => {
  unmount();
  document.body.replaceChildren();
});

async function settle(change: () => void = () => undefined): Promise<void> {
  await settleReact(async () => {
    change();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  });
}

async function mounted(): Promise<{
  readonly bridge: FakeBridge;
  readonly terminal: Terminal;
  readonly answered: (value: { readonly rebalance: RebalanceView }) => Promise<void>;
  readonly refused: (place: string) => Promise<void>;
}> {
  const bridge = fakeBridge();
  bridge.wait("plan/preview-rebalance");
  const clock = fakeClock();
  const terminal = createTerminal(bridge, clock);
  applyFrame(terminal.entities, { sequence: 1, snapshot: true, changes: [...deskEntities(), ...presets()] });
  terminal.workspace.setState({ environment: "live" });
  const made = createRoot(document.body.appendChild(document.createElement("div")));
  await settle(() => {
    made.render(
      <TerminalContext value={terminal}>
        <RebalancePanel />
      </TerminalContext>,
    );
  });
  unmount = () => {
    settleReact(() => {
      made.unmount();
    });
  };
  const last = async (): Promise<Asked | undefined> => {
    await settle(() => {
      clock.move(200);
    });
    return bridge.on("plan/preview-rebalance").at(-1);
  };
  return {
    bridge,
    terminal,
    answered: async (value) => {
      const asked = await last();
      await settle(() => asked?.answer({ ok: true, value }));
    },
    refused: async (place) => {
      const asked = await last();
      const failures = [{ code: "no", place, message: `Wrong at ${place}.` }];
      await settle(() => asked?.answer({ ok: false, failures }));
    },
  };
}

const cells = (row: Element | undefined): readonly string[] =>
  [...(row?.querySelectorAll("tr:first-child > *") ?? [])].map((cell) => cell.textContent);
const bodies = (): readonly Element[] => [...document.querySelectorAll("table[aria-label=Targets] tbody")];

test("every account stands beside its target with its trade, or with nothing and why", async () => {
  const { answered } = await mounted();
  await answered({ rebalance: REBALANCE });
  expect(bodies()).toHaveLength(5);
  expect(cells(bodies()[1])).toEqual(["2Sub 2BIN", "250.15", "238.86", "+11.29", "", "−0.193", "241.41"]);
  expect(cells(bodies()[0]).slice(-2)).toEqual(["nothing", "240.54"]);
  expect(bodies()[0]?.querySelector(".detail")?.textContent).toContain("trading costs more than the drift");
  expect(bodies()[1]?.querySelector("[title*='Taker fee']")?.textContent).toBe(
    "fee 6.51, spread 0.78, impact ?",
  );
});

test("a reason stands under the field that would mend it", async () => {
  const { refused } = await mounted();
  await refused("groupId");
  const group = [...document.querySelectorAll(".field-block")].find((block) =>
    block.querySelector("label")?.textContent.startsWith("Group"),
  );
  expect(group?.querySelector(".hint.stop")?.textContent).toBe("Wrong at groupId.");
  expect(document.querySelectorAll(".hint.stop")).toHaveLength(1);
});

test("what is not known is a question mark, never zero", async () => {
  const { answered } = await mounted();
  const [first] = REBALANCE.rows;
  if (first === undefined) throw new Error("no rows");
  const { actualPercent: _actual, afterPercent: _after, ...unknown } = first;
  await answered({ rebalance: { ...REBALANCE, rows: [unknown] } });
  expect(cells(bodies()[0])[1]).toBe("?");
  expect(cells(bodies()[0]).at(-1)).toBe("?");
});

test("one press on a saved target asks for its plan, and the name is told to the group only when saved", async () => {
  const { bridge } = await mounted();
  const saved = document.querySelector<HTMLButtonElement>("button[aria-label='Plan Average']");
  await settle(() => saved?.click());
  expect(bridge.on("plan/preview-rebalance").at(-1)?.body).toEqual({ presetId: "s3" });
  expect(bridge.on("preset/save")).toEqual([]);
});

test("the scale of the bands is the least round one that shows every row", () => {
  expect(bandScale(REBALANCE.rows)).toBe(20);
  expect(bandScale([])).toBe(1);
  const [first] = REBALANCE.rows;
  expect(first && bandScale([{ ...first, offPercent: "-4000" }])).toBe(1_000);
});
