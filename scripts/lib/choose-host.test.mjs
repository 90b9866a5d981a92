import { expect, test } from "vitest";
import { chooseHost } from "./choose-host.mjs";

const desk = { platform: "linux", isRoot: false, hasDisplay: true, electron: "ready" };

test.each([
  ["a desk with the binary", {}, { host: "electron" }],
  ["a desk without the binary", { electron: "absent" }, { host: "download" }],
  ["macOS, where no display is named", { platform: "darwin", hasDisplay: false }, { host: "electron" }],
  ["Windows, where no display is named", { platform: "win32", hasDisplay: false }, { host: "electron" }],
])("%s opens %j as %j", (_place, change, expected) => {
  expect(chooseHost({ ...desk, ...change })).toEqual(expected);
});

test.each([
  ["root, whatever else there is", { isRoot: true }, /root/],
  ["no display", { hasDisplay: false }, /DISPLAY/],
  [
    "a binary that cannot be had",
    { electron: "unobtainable", electronProblem: "out of reach" },
    /out of reach/,
  ],
  [
    "a binary that does not start",
    { electron: "broken", electronProblem: "does not start" },
    /does not start/,
  ],
])("%s opens the browser and says why", (_place, change, why) => {
  const { host, why: said } = chooseHost({ ...desk, ...change });
  expect(host).toBe("console");
  expect(said).toMatch(why);
});

test("nothing is fetched for a machine that could not show it", () => {
  expect(chooseHost({ ...desk, electron: "absent", hasDisplay: false }).host).toBe("console");
  expect(chooseHost({ ...desk, electron: "absent", isRoot: true }).host).toBe("console");
});
