// @vitest-environment jsdom
import { act, useState, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { matching, SearchField } from "./search-field.tsx";

const CHOICES = ["BTC/USDT:USDT", "ETH/USDT:USDT", "WETH/USDT"].map((label) => ({ value: label, label }));

let root: Root;
let taken: string[] = [];

function Host({ onTake }: { readonly onTake: (value: string) => void }): ReactNode {
  const [value, setValue] = useState("BTC/USDT:USDT");
  const change = (next: string): void => {
    onTake(next);
    setValue(next);
  };
  return <SearchField label="Symbol" value={value} choices={CHOICES} empty="choose" onChange={change} />;
}

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  taken = [];
  root = createRoot(document.body.appendChild(document.createElement("div")));
  act(() => {
    root.render(<Host onTake={(value) => taken.push(value)} />);
  });
});

afterEach(() => {
  act(() => {
    root.unmount();
  });
  document.body.replaceChildren();
});

function input(): HTMLInputElement {
  const found = document.querySelector("input");
  if (found === null) throw new Error("no field");
  return found;
}

function type(text: string): void {
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
  act(() => {
    setter?.call(input(), text);
    input().dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function press(key: string): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  act(() => {
    input().dispatchEvent(event);
  });
  return event;
}

test("what begins with the letters comes before what contains them", () => {
  expect(matching(CHOICES, " eth").map(({ label }) => label)).toEqual(["ETH/USDT:USDT", "WETH/USDT"]);
});

test("Enter takes the first match, arrows go to others", () => {
  type("eth");
  press("Enter");
  expect(input().value).toBe("ETH/USDT:USDT");
  type("eth");
  press("ArrowDown");
  press("ArrowDown");
  press("Enter");
  expect(taken).toEqual(["ETH/USDT:USDT", "WETH/USDT"]);
});

test("Escape shows again what is chosen; a second one is left to the window", () => {
  type("et");
  expect(press("Escape").defaultPrevented).toBe(true);
  expect(input().value).toBe("BTC/USDT:USDT");
  expect(press("Escape").defaultPrevented).toBe(false);
  expect(taken).toEqual([]);
});

test("letters that nothing has take nothing", () => {
  type("doge");
  press("Enter");
  expect(taken).toEqual([]);
  expect(document.body.textContent).toContain("Nothing has these letters");
});
