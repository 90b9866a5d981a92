// The error table: what each status and code proves about a create, a cancel and a query.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CallResult } from "../call-result.ts";
import { classifyCancel, classifyCreate, classifyQuery, readBody } from "./classify.ts";
import { DEFINITIVE_REJECTIONS } from "./rejections.ts";

/** When the answers of this table came. */
const TIMES = { sentAtMs: 1, answeredAtMs: 2 };

const error = (status: number, code: number, msg = "No."): CallResult => ({
  kind: "answered",
  status,
  body: { code, msg },
  ...TIMES,
});

/** HTTP status, the venue's code, and what a create's answer is after it. */
const TABLE: readonly (readonly [status: number, code: number, kind: "rejected" | "unknown"])[] = [
  [503, -1000, "unknown"],
  [503, -1001, "unknown"],
  [503, -1008, "unknown"],
  [400, -1000, "unknown"],
  [400, -1001, "unknown"],
  [400, -1006, "unknown"],
  [408, -1007, "unknown"],
  [429, -1003, "unknown"],
  [418, -1003, "unknown"],
  [429, -1015, "rejected"],
  [400, -1021, "rejected"],
  [400, -5028, "rejected"],
  [400, -1022, "rejected"],
  [401, -2014, "rejected"],
  [401, -2015, "rejected"],
  [400, -1102, "rejected"],
  [400, -1111, "rejected"],
  [400, -1121, "rejected"],
  [400, -2010, "rejected"],
  [400, -2018, "rejected"],
  [400, -2019, "rejected"],
  [400, -2021, "rejected"],
  [400, -2022, "rejected"],
  [400, -4014, "rejected"],
  [400, -4061, "rejected"],
  [400, -4120, "rejected"],
  [400, -4131, "rejected"],
  [400, -4164, "rejected"],
  [400, -5021, "rejected"],
  [400, -5022, "rejected"],
  [400, -4116, "unknown"],
  [400, -2013, "unknown"],
  [400, -9999, "unknown"],
  [500, -2019, "unknown"],
  [200, -2019, "unknown"],
];

describe("classifyCreate", () => {
  it.each(TABLE)("HTTP %i with code %i is %s", (status, code, kind) => {
    expect(classifyCreate(error(status, code), undefined).kind).toBe(kind);
  });

  it("keeps the venue's code and words in a rejection", () => {
    expect(classifyCreate(error(400, -2019, "Margin is insufficient."), undefined)).toEqual({
      kind: "rejected",
      code: "-2019",
      reason: "Margin is insufficient.",
    });
  });

  it("is a rejection only for a listed code of a client error, whatever else is said", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 599 }),
        fc.integer({ min: -9999, max: 9999 }),
        (status, code) => {
          const rejected = classifyCreate(error(status, code), undefined).kind === "rejected";
          expect(rejected).toBe(status >= 400 && status < 500 && DEFINITIVE_REJECTIONS.has(code));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("is unknown for any body that is no order and no listed error", () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), fc.jsonValue(), (status, body) => {
        fc.pre(!(typeof body === "object" && body !== null && "code" in body));
        expect(classifyCreate({ kind: "answered", status, body, ...TIMES }, undefined).kind).toBe("unknown");
      }),
    );
  });

  it("is not-sent only when nothing left", () => {
    expect(classifyCreate({ kind: "not-sent", reason: "r" }, undefined)).toEqual({
      kind: "not-sent",
      reason: "r",
    });
    expect(classifyCreate({ kind: "no-answer", reason: "r" }, undefined)).toEqual({
      kind: "unknown",
      reason: "r",
    });
  });
});

describe("classifyCancel", () => {
  it.each([
    [400, -2011, "not-found"],
    [400, -2013, "not-found"],
    [401, -2015, "rejected"],
    [400, -1021, "rejected"],
    [503, -2011, "unknown"],
    [408, -1007, "unknown"],
    [503, -1000, "unknown"],
    [400, -9999, "unknown"],
  ] as const)("HTTP %i with code %i is %s", (status, code, kind) => {
    expect(classifyCancel(error(status, code), undefined).kind).toBe(kind);
  });

  it("takes the algo service's code 200 as done", () => {
    const result: CallResult = {
      kind: "answered",
      status: 200,
      body: { code: "200", msg: "success" },
      ...TIMES,
    };
    expect(classifyCancel(result, undefined)).toEqual({ kind: "canceled" });
  });
});

describe("classifyQuery", () => {
  it("is not-found only when the venue says exactly that", () => {
    expect(classifyQuery(error(400, -2013), undefined)).toEqual({ kind: "not-found" });
    for (const result of [error(503, -2013), error(400, -9999), error(401, -2015), error(429, -1003)]) {
      expect(classifyQuery(result, undefined).kind).toBe("unknown");
    }
  });
});

describe("readBody", () => {
  it("tells a refused key apart, and says what to do", () => {
    const answer = readBody(error(401, -2015, "Invalid API-key."), "balances", () => 1);
    expect(answer).toMatchObject({ ok: false, failure: { code: "credentials-refused", place: "balances" } });
  });

  it("says when an answer was not understood", () => {
    const result: CallResult = { kind: "answered", status: 200, body: {}, ...TIMES };
    expect(readBody(result, "balances", () => undefined)).toMatchObject({
      ok: false,
      failure: { code: "venue-answer-unreadable" },
    });
  });
});
