import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { makePlan } from "./make-plan.ts";
import { planHash } from "./plan-hash.ts";
import { sampleBody, sampleLeg, sampleParts } from "./plan-samples.ts";
import type { Envelope, ListingPrices, Pair, PairStep, PlanBody } from "./plan.ts";
import { sendingOrder } from "./sending-order.ts";

const d = (text: string): Decimal => Decimal.of(text);

/** Written by hand from the format's rules; nothing of ours made it. */
const CANONICAL =
  '{"envelope":{"deadlineMs":61000,"followUps":[],"highestBuy":"50000","maximumByLeg":["0.1","0.2"],"maximumTotal":"0.3"},' +
  '"environment":"paper","gesture":"group-order","legs":[' +
  '{"accountId":"a","effect":"open","listingVersion":1,"terms":{"listing":"sim:BTCUSDT","positionSide":"both","postOnly":false,"price":"50000","quantity":"0.1","reduceOnly":false,"side":"buy","timeInForce":"GTC","type":"limit"}},' +
  '{"accountId":"b","effect":"open","listingVersion":1,"terms":{"listing":"sim:BTCUSDT","positionSide":"both","postOnly":false,"price":"50000","quantity":"0.2","reduceOnly":false,"side":"buy","timeInForce":"GTC","type":"limit"}}],' +
  '"policies":{"denial":"reject-all","failure":"leave","leftover":"redistribute"}}';

/** A pair of the sample's two legs, sold first, and bounds of its listing. */
function stagedBody(change: Partial<Pair> = {}, listing: Partial<ListingPrices> = {}): PlanBody {
  const pair = {
    underlying: "BTC",
    netBound: d("20000"),
    steps: [
      { leg: 1, unitNotional: d("50000") },
      { leg: 0, unitNotional: d("50000.5") },
    ],
  };
  const prices = { listing: "sim:BTCUSDT", highestBuy: d("50500"), lowestSell: d("49500") };
  const { highestBuy: _, ...rest } = sampleBody().envelope;
  return sampleBody({
    gesture: "rebalance",
    legs: [sampleLeg("a", "0.1"), sampleLeg("b", "0.2", { side: "sell" })],
    envelope: { ...rest, pairs: [{ ...pair, ...change }], pricesByListing: [{ ...prices, ...listing }] },
  });
}

/** Written by hand, as the one above. */
const STAGED =
  '"maximumTotal":"0.3","pairs":[{"netBound":"20000","steps":[{"leg":1,"unitNotional":"50000"},{"leg":0,"unitNotional":"50000.5"}],"underlying":"BTC"}],' +
  '"pricesByListing":[{"highestBuy":"50500","listing":"sim:BTCUSDT","lowestSell":"49500"}]},';

describe("the hash", () => {
  it("of a plan in stages covers the bound on net exposure, the steps and the prices of every listing", () => {
    const text = CANONICAL.replace('"highestBuy":"50000",', "")
      .replace('"maximumTotal":"0.3"},', STAGED)
      .replace("group-order", "rebalance")
      .replace(/("quantity":"0.2".*?"side":)"buy"/, '$1"sell"');
    expect(planHash(stagedBody())).toBe(createHash("sha256").update(text, "utf8").digest("hex"));
    expect(planHash(stagedBody())).toBe("ce00be540c7ba9e9228f0cdeaf067d1648f1841b84b8b30013b6501a5ed6abd4");
    const changed = [
      stagedBody(),
      stagedBody({ netBound: d("20001") }),
      stagedBody({ underlying: "ETH" }),
      stagedBody({ steps: [{ leg: 1, unitNotional: d("50000") }] }),
      stagedBody({}, { highestBuy: d("50501") }),
      stagedBody({}, { lowestSell: d("49501") }),
      stagedBody({}, { listing: "sim:ETHUSDT" }),
    ];
    expect(new Set(changed.map(planHash)).size).toBe(changed.length);
  });

  it("is the same on every run and platform: SHA-256 over the canonical text, as another implementation computes it", () => {
    expect(planHash(sampleBody())).toBe(createHash("sha256").update(CANONICAL, "utf8").digest("hex"));
    expect(planHash(sampleBody())).toBe("e96c93f597447e70783d8d35242595667e79eca9682064a3efb921ce97b432ef");
  });

  it("does not depend on the order of keys, nor on how a number was written", () => {
    const shuffled = reversedKeys(sampleBody()) as PlanBody;
    expect(planHash(shuffled)).toBe(planHash(sampleBody()));
    const legs = [sampleLeg("a", "0.100"), sampleLeg("b", "0.20", { price: d("50000.0") })];
    expect(planHash(sampleBody({ legs }))).toBe(planHash(sampleBody()));
  });

  it("changes with every single thing that executes", () => {
    const hashes = [sampleBody(), ...changedBodies()].map(planHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it("changes with any one leaf of the body", () => {
    fc.assert(
      fc.property(fc.nat(), (choice) => {
        const paths = leafPaths(sampleBody());
        const path = paths[choice % paths.length] ?? [];
        expect(planHash(withChangedLeaf(sampleBody(), path) as PlanBody)).not.toBe(planHash(sampleBody()));
      }),
    );
  });
});

describe("a plan", () => {
  it("in stages is made when every prefix of its steps is within the bound", () => {
    expect(makePlan(sampleParts(stagedBody())).body.envelope.pairs).toHaveLength(1);
  });

  it("is frozen through and through", () => {
    const plan = makePlan(sampleParts());
    const mutate = (change: () => void): void => expect(change).toThrow(TypeError);
    mutate(() => Object.assign(plan, { planId: "other" }));
    mutate(() => Object.assign(plan.body, { environment: "live" }));
    mutate(() => Object.assign(plan.body.envelope, { maximumTotal: d("9") }));
    mutate(() => Object.assign(plan.body.legs[0]?.terms ?? {}, { quantity: d("9") }));
    mutate(() => Object.assign(plan.body.legs[0]?.terms.quantity ?? {}, { units: 9n }));
    mutate(() => (plan.body.legs as unknown[]).push(1));
  });

  it("does not follow later changes of what it was made from", () => {
    const legs = [sampleLeg("a", "0.1"), sampleLeg("b", "0.2")];
    const plan = makePlan(sampleParts(sampleBody({ legs })));
    legs.pop();
    expect(plan.body.legs).toHaveLength(2);
    expect(planHash(plan.body)).toBe(plan.hash);
  });

  it.each<[string, Partial<PlanBody>]>([
    ["no leg", { legs: [], envelope: envelope({ maximumByLeg: [] }) }],
    ["a leg over its maximum", { envelope: envelope({ maximumByLeg: [d("0.1"), d("0.19")] }) }],
    ["more legs than maxima", { envelope: envelope({ maximumByLeg: [d("0.1")] }) }],
    ["legs over the total", { envelope: envelope({ maximumTotal: d("0.29") }) }],
    ["a leg without quantity", { legs: [sampleLeg("a", "0"), sampleLeg("b", "0.2")] }],
    ["a net beyond the bound of its pair", stagedBody({ netBound: d("9999") })],
    ["a leg in two steps of a pair", stagedBody({ steps: [step(0), step(0)] })],
    ["a step of no leg", stagedBody({ steps: [step(2)] })],
  ])("with %s is a bug of the planner and throws", (_, change) => {
    expect(() => makePlan(sampleParts(sampleBody(change)))).toThrow("Invariant:");
  });
});

describe("the order of sending", () => {
  const order = (planId: string, count: number): number[] => {
    const legs = Array.from({ length: count }, (_, index) => sampleLeg(String(index), "0.1"));
    return sendingOrder({ planId, body: sampleBody({ legs }) });
  };

  it("names every leg once, in the group's order, begun somewhere", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 20 }), (planId, count) => {
        const sent = order(planId, count);
        expect(sent.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index));
        sent.forEach((leg, index) => {
          if (index > 0) expect(leg).toBe(((sent[index - 1] ?? 0) + 1) % count);
        });
        expect(order(planId, count)).toEqual(sent);
      }),
    );
  });

  it("begins with every account about equally often", () => {
    const firsts = Array.from({ length: 600 }, (_, index) => order(`plan-${String(index)}`, 6)[0] ?? -1);
    for (let leg = 0; leg < 6; leg += 1) {
      const share = firsts.filter((first) => first === leg).length;
      expect(share).toBeGreaterThan(60);
      expect(share).toBeLessThan(140);
    }
  });
});

function step(leg: number): PairStep {
  return { leg, unitNotional: d("1") };
}

function envelope(change: Partial<Envelope>): Envelope {
  return { ...sampleBody().envelope, ...change };
}

function changedBodies(): PlanBody[] {
  const body = sampleBody();
  const [first = sampleLeg("a", "0.1"), second = sampleLeg("b", "0.2")] = body.legs;
  const withFirst = (change: Partial<typeof first>): PlanBody => ({
    ...body,
    legs: [{ ...first, ...change }, second],
  });
  return [
    sampleBody({ environment: "live" }),
    sampleBody({ gesture: "rebalance" }),
    sampleBody({ legs: [second, first] }),
    sampleBody({ legs: [first] }),
    withFirst({ accountId: "c" }),
    withFirst({ listingVersion: 2 }),
    withFirst({ effect: "close" }),
    withFirst({ terms: { ...first.terms, quantity: d("0.11") } }),
    withFirst({ terms: { ...first.terms, side: "sell" } }),
    withFirst({ terms: { ...first.terms, trigger: d("49000") } }),
    withFirst({ terms: { ...first.terms, postOnly: true } }),
    sampleBody({ envelope: envelope({ deadlineMs: 61_001 }) }),
    sampleBody({ envelope: envelope({ maximumTotal: d("0.31") }) }),
    sampleBody({ envelope: envelope({ lowestSell: d("1") }) }),
    sampleBody({ envelope: envelope({ followUps: ["unwind"] }) }),
    sampleBody({ policies: { ...body.policies, leftover: "leave" } }),
    sampleBody({ policies: { ...body.policies, denial: "reduce" } }),
    sampleBody({ policies: { ...body.policies, failure: "ask" } }),
  ];
}

type Path = readonly string[];

function leafPaths(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null || value instanceof Decimal) return [path];
  return Object.entries(value).flatMap(([key, field]) => leafPaths(field, [...path, key]));
}

function withChangedLeaf(value: unknown, path: Path): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return changedLeaf(value);
  if (typeof value !== "object" || value === null) throw new Error("a leaf has no fields");
  const copy: Record<string, unknown> = { ...value };
  copy[key] = withChangedLeaf(copy[key], rest);
  return Array.isArray(value) ? Object.values(copy) : copy;
}

function changedLeaf(value: unknown): unknown {
  if (value instanceof Decimal) return value.plus(d("0.001"));
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  return `${String(value)}x`;
}

function reversedKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Decimal) return value;
  if (Array.isArray(value)) return value.map(reversedKeys);
  const fields = Object.entries(value).map(([key, field]): [string, unknown] => [key, reversedKeys(field)]);
  return Object.fromEntries(fields.toReversed());
}
