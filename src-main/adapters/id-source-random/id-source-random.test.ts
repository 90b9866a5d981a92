import { expect, test } from "vitest";
import { decodeClientId } from "../../../src-core/orders/client-id.ts";
import { randomIds } from "./id-source-random.ts";

test("no two client ids are the same, and each says which installation made it", () => {
  const ids = randomIds();
  const made = Array.from({ length: 10_000 }, () => ids.clientOrderId("00abcd"));
  expect(new Set(made).size).toBe(made.length);
  expect(made.every((id) => decodeClientId(id)?.installation === "00abcd")).toBe(true);
});

test("all 104 random bits are used", () => {
  const ids = randomIds();
  const made = Array.from({ length: 256 }, () => decodeClientId(ids.clientOrderId("00abcd"))?.random ?? 0n);
  const everSet = made.reduce((bits, random) => bits | random, 0n);
  const alwaysSet = made.reduce((bits, random) => bits & random);
  expect(everSet).toBe((1n << 104n) - 1n);
  expect(alwaysSet).toBe(0n);
});

test("installations are six hexadecimal digits and differ", () => {
  const ids = randomIds();
  const made = Array.from({ length: 50 }, () => ids.installation());
  expect(made.every((installation) => /^[0-9a-f]{6}$/.test(installation))).toBe(true);
  expect(new Set(made).size).toBeGreaterThan(45);
});
