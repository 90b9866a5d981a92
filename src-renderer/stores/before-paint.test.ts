import { expect, test } from "vitest";
import { fakeClock, type FakeClock } from "../../e2e/fixtures/fake-clock.ts";
import { beforePaintOf } from "./before-paint.ts";

interface Drawn {
  readonly clock: FakeClock;
  readonly done: string[];
  readonly say: (word: string) => void;
  readonly draw: () => void;
}

function drawn(): Drawn {
  const clock = fakeClock();
  const done: string[] = [];
  let before: (() => void)[] = [];
  const beforePaint = beforePaintOf(clock, (act) => {
    before.push(act);
    return () => {
      before = before.filter((other) => other !== act);
    };
  });
  return {
    clock,
    done,
    say: (word) => {
      beforePaint(() => done.push(word));
    },
    draw: () => {
      const acts = before;
      before = [];
      for (const act of acts) act();
    },
  };
}

test("the first between two pictures is applied at once, the others in order before the next", () => {
  const { done, say, draw } = drawn();
  say("a");
  expect(done).toEqual(["a"]);
  say("b");
  say("c");
  expect(done).toEqual(["a"]);
  draw();
  expect(done).toEqual(["a", "b", "c"]);
  say("d");
  expect(done).toEqual(["a", "b", "c", "d"]);
});

test("a window that draws nothing is told in time, once", () => {
  const { clock, done, say, draw } = drawn();
  say("a");
  say("b");
  clock.move(99);
  expect(done).toEqual(["a"]);
  clock.move(1);
  expect(done).toEqual(["a", "b"]);
  draw();
  expect(done).toEqual(["a", "b"]);
});

test("a picture takes back the timer of its own frames only", () => {
  const { clock, done, say, draw } = drawn();
  say("a");
  clock.move(90);
  draw();
  say("b");
  say("c");
  clock.move(99);
  expect(done).toEqual(["a", "b"]);
  clock.move(1);
  expect(done).toEqual(["a", "b", "c"]);
});
