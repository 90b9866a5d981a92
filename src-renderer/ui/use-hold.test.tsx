// @vitest-environment jsdom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { HoldButton } from "./buttons.tsx";
import { HOLD_MS } from "./use-hold.ts";

let root: Root;
let fired = 0;

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.useFakeTimers();
  fired = 0;
  root = createRoot(document.body.appendChild(document.createElement("div")));
  act(() => {
    root.render(<HoldButton onFire={() => (fired += 1)}>Halt</HoldButton>);
  });
});

afterEach(() => {
  act(() => {
    root.unmount();
  });
  vi.useRealTimers();
  document.body.replaceChildren();
});

function send(event: Event): void {
  act(() => {
    document.querySelector("button")?.dispatchEvent(event);
  });
}

function wait(ms: number): void {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
}

const pointer = (type: string): Event => new MouseEvent(type, { bubbles: true, button: 0 });
const key = (type: string, name: string, repeat = false): Event =>
  new KeyboardEvent(type, { key: name, bubbles: true, repeat });

test("a full hold fires once, however long it lasts", () => {
  send(pointer("pointerdown"));
  wait(HOLD_MS - 1);
  expect(fired).toBe(0);
  wait(HOLD_MS * 5);
  expect(fired).toBe(1);
});

test.each(["pointerup", "pointercancel", "pointerout"])("%s before the end takes it back", (type) => {
  send(pointer("pointerdown"));
  wait(HOLD_MS - 1);
  send(pointer(type));
  wait(HOLD_MS * 2);
  expect(fired).toBe(0);
});

test("a click alone does nothing", () => {
  send(pointer("pointerdown"));
  send(pointer("pointerup"));
  send(pointer("click"));
  wait(HOLD_MS * 2);
  expect(fired).toBe(0);
});

test("a held key is a hold: its repeats do not start it again, Escape takes it back", () => {
  send(key("keydown", " "));
  wait(HOLD_MS / 2);
  send(key("keydown", " ", true));
  wait(HOLD_MS / 2);
  expect(fired).toBe(1);
  send(key("keyup", " "));
  send(key("keydown", "Enter"));
  send(key("keydown", "Escape"));
  wait(HOLD_MS * 2);
  expect(fired).toBe(1);
});
