import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clientIdAsHex, clientIdFromHex, decodeClientId, encodeClientId } from "./client-id.ts";
import { clientOrigin } from "./order-origin.ts";

const installation = fc.integer({ min: 0, max: 0xffffff }).map((bits) => bits.toString(16).padStart(6, "0"));
const random = fc.bigInt({ min: 0n, max: (1n << 104n) - 1n });

describe("client ids", () => {
  test("are 26 alphanumerics, and say what they were made of", () => {
    fc.assert(
      fc.property(installation, random, (made, bits) => {
        const id = encodeClientId(made, bits);
        expect(id).toMatch(/^y[0-9a-z]{25}$/);
        expect(decodeClientId(id)).toEqual({ installation: made, random: bits });
        expect(BigInt(clientIdAsHex(id) ?? "")).toBe((BigInt(`0x${made}`) << 104n) | bits);
        expect(clientIdAsHex(id)).toMatch(/^0x[0-9a-f]{32}$/);
        expect(clientIdFromHex(clientIdAsHex(id) ?? "")).toBe(id);
      }),
    );
  });

  test("any other text is none of ours", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^y[0-9a-z]{25}$/.test(text));
        expect(decodeClientId(text)).toBeUndefined();
      }),
    );
    expect(decodeClientId(`y${"z".repeat(25)}`)).toBeUndefined();
    for (const odd of ["", "0x", `0x${"g".repeat(32)}`, `0x${"0".repeat(33)}`, "0".repeat(34)])
      expect(clientIdFromHex(odd)).toBeUndefined();
  });

  test("are not made of more bits than there are", () => {
    expect(() => encodeClientId("00abcd", 1n << 104n)).toThrow("Invariant:");
    expect(() => encodeClientId("00abcd", -1n)).toThrow("Invariant:");
    expect(() => encodeClientId("00ABCD", 1n)).toThrow("Invariant:");
  });

  test("say whose order it is", () => {
    const ours = encodeClientId("00abcd", 7n);
    expect(clientOrigin(ours, "00abcd")).toBe("yoke");
    expect(clientOrigin(ours, "ffffff")).toBe("yoke:00abcd");
    expect(clientOrigin("grid7-55", "00abcd", [{ name: "grid7", prefix: "grid7-" }])).toBe("bot:grid7");
    expect(clientOrigin("web_1", "00abcd", [{ name: "none", prefix: "" }])).toBe("external");
    expect(clientOrigin(undefined, "00abcd")).toBe("external");
    const digits = clientIdAsHex(ours) ?? "";
    expect(clientOrigin(digits, "00abcd")).toBe("yoke");
    expect(clientOrigin(digits, "ffffff")).toBe("external");
    const bots = [
      { name: "grid", prefix: "grid" },
      { name: "grid7", prefix: "grid7-" },
    ];
    expect(clientOrigin("grid7-55", "00abcd", bots)).toBe("bot:grid7");
  });
});
