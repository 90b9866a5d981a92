import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OrderTerms, PositionSide } from "../order-terms/order-terms.ts";
import type { Leg } from "../plan/plan.ts";
import type { WorkingOrder } from "../portfolio/portfolio.ts";
import { approvePlan } from "./approve.ts";
import type { GateInput } from "./gate-input.ts";
import { judgePlan } from "./judge-plan.ts";
import type { Limits } from "./limits.ts";
import type { Cause } from "./risk-state.ts";
import { explorePaths, type PathOrder, type Paths } from "./testing/fill-paths.ts";
import {
  NOW_MS,
  PERP,
  accountOf,
  d,
  inputOf,
  legOf,
  planOf,
  portfolioOf,
  positionOf,
  stateOf,
  termsOf,
  workingOf,
} from "./testing/gate-fixture.ts";
import type { RuleName } from "./verdict.ts";

/** One unit is one coin. Prices keep own orders apart, so that self-match does not answer for the other rules. */
const MARKET_PRICE = 50_001;

interface Scene {
  readonly hedge: boolean;
  readonly enforced: boolean;
  readonly held: Readonly<Record<PositionSide, number>>;
  readonly working: readonly WorkingOrder[];
  readonly legs: readonly Leg[];
}

const terms = (hedge: boolean): fc.Arbitrary<OrderTerms> =>
  fc
    .record({
      side: fc.constantFrom("buy", "sell"),
      units: fc.integer({ min: 1, max: 3 }),
      kind: fc.constantFrom("market", "limit", "stop"),
      reduceOnly: fc.boolean(),
      positionSide: hedge ? fc.constantFrom("long", "short") : fc.constant("both"),
    } as const)
    .map(({ side, units, kind, reduceOnly, positionSide }) => {
      const buy = side === "buy";
      const prices = {
        market: {},
        limit: { price: d(buy ? "49000" : "52000") },
        stop: { trigger: d(buy ? "51500" : "48000") },
      };
      return termsOf({
        side,
        type: kind,
        quantity: d(String(units)),
        reduceOnly,
        positionSide,
        ...prices[kind],
      });
    });

const scene: fc.Arbitrary<Scene> = fc.tuple(fc.boolean(), fc.boolean()).chain(([hedge, enforced]) =>
  fc
    .record({
      both: fc.integer({ min: -4, max: 4 }),
      long: fc.integer({ min: 0, max: 4 }),
      short: fc.integer({ min: -4, max: 0 }),
      working: fc.array(
        fc.record({
          terms: terms(hedge),
          certainty: fc.constantFrom("working", "pending", "unknown"),
          filled: fc.integer({ min: 0, max: 1 }),
        } as const),
        { maxLength: 2 },
      ),
      legs: fc.array(fc.tuple(terms(hedge), fc.constantFrom("open", "close")), {
        minLength: 1,
        maxLength: 2,
      }),
    } as const)
    .map(({ both, long, short, working, legs }) => ({
      hedge,
      enforced,
      held: { both, long, short },
      working: working.map((order, index) =>
        workingOf(`w${String(index)}`, order.terms, {
          certainty: order.certainty,
          filled: d(String(order.filled)),
        }),
      ),
      legs: legs.map(([each, effect]) => legOf("a", each, { effect })),
    })),
);

function inputFor(scene: Scene, limits: Limits = {}, changes: Partial<GateInput> = {}): GateInput {
  const sides: readonly PositionSide[] = scene.hedge ? ["long", "short"] : ["both"];
  const positions = sides
    .filter((side) => scene.held[side] !== 0)
    .map((side) => positionOf(PERP, String(scene.held[side]), { positionSide: side }));
  const account = accountOf("a", { positionMode: scene.hedge ? "hedge" : "one-way" });
  const portfolio = portfolioOf([stateOf(account, { positions, working: scene.working })], {
    listings: { [PERP.key]: { ...PERP, enforcesReduceOnly: scene.enforced } },
  });
  const plan = planOf(scene.legs, { envelope: { followUps: ["slices"] } });
  return inputOf(portfolio, plan, { limits: { "environment:paper": limits }, ...changes });
}

function pathOrder(scene: Scene, order: OrderTerms, filled = 0, watched = false): PathOrder {
  const closesSide = (order.side === "sell") === (order.positionSide === "long");
  const clamped = scene.hedge ? closesSide : order.reduceOnly && scene.enforced;
  return { side: order.side, units: Number(order.quantity.toString()) - filled, clamped, watched };
}

/** The brute-force paths of each position side that the plan touches. */
function pathsOf(scene: Scene, held = scene.held): readonly Paths[] {
  const sides = [...new Set(scene.legs.map((leg) => leg.terms.positionSide))];
  return sides.map((side) =>
    explorePaths(held[side], [
      ...scene.working
        .filter((order) => order.terms.positionSide === side)
        .map((order) => pathOrder(scene, order.terms, Number(order.filled.toString()))),
      ...scene.legs
        .filter((leg) => leg.terms.positionSide === side)
        .map((leg) => pathOrder(scene, leg.terms, 0, true)),
    ]),
  );
}

const cause = (kind: Cause["kind"]): Cause => ({
  scope: "installation",
  kind,
  detail: "",
  sinceMs: NOW_MS - 1_000,
});

/** Judges the law on approved plans only, and insists that there were enough of them. */
function onApproved(
  make: (scene: Scene) => GateInput,
  law: (scene: Scene) => void,
  least: number,
  numRuns = 1_000,
): void {
  let approved = 0;
  fc.assert(
    fc.property(scene, (each) => {
      if (approvePlan(make(each)).kind === "refused") return;
      approved += 1;
      law(each);
    }),
    { numRuns },
  );
  expect(approved).toBeGreaterThan(least);
}

function denying(input: GateInput): ReadonlySet<RuleName> {
  return new Set(
    judgePlan(input).readings.flatMap((reading) => (reading.outcome === "deny" ? [reading.rule] : [])),
  );
}

const SIZE_RULES: readonly RuleName[] = [
  "order-quantity",
  "order-notional",
  "position",
  "exposure",
  "margin",
];

describe("the gate", () => {
  it("approves only what keeps every reachable position under the binding limit, or can only shrink it", () => {
    const limitUnits = 4;
    const limits = { maxPositionNotional: d(String(limitUnits * 52_000)) };
    onApproved(
      (each) => inputFor(each, limits),
      (each) => {
        for (const paths of pathsOf(each)) {
          if (!paths.watchedCanRaise) continue;
          const furthest = Math.max(paths.highest, -paths.lowest);
          expect(furthest * MARKET_PRICE).toBeLessThanOrEqual(limitUnits * 52_000);
        }
      },
      100,
    );
  });

  it("approves under REDUCING no order that can raise the absolute position on any path, flips included", () => {
    for (const kind of ["daily-loss", "repeat", "liquidation", "revived-order"] as const) {
      onApproved(
        (each) => inputFor(each, {}, { causes: [cause(kind)] }),
        (each) => {
          for (const paths of pathsOf(each)) expect(paths.watchedCanRaise).toBe(false);
        },
        15,
        400,
      );
    }
  });

  it("approves while SYNCING no order that can raise it, whatever the position has become", () => {
    onApproved(
      (each) => inputFor(each, {}, { causes: [cause("sync")] }),
      (each) => {
        for (let real = -5; real <= 5; real += 1) {
          const held = { both: real, long: Math.max(0, real), short: Math.min(0, real) };
          for (const paths of pathsOf(each, held)) expect(paths.watchedCanRaise).toBe(false);
        }
      },
      30,
    );
  });

  it("approves nothing while HALTED", () => {
    fc.assert(
      fc.property(scene, fc.constantFrom("person", "journal"), (each, kind) => {
        expect(approvePlan(inputFor(each, {}, { causes: [cause(kind), cause("sync")] })).kind).toBe(
          "refused",
        );
      }),
    );
  });

  it("approves while HALTED of a flatten confirmed after the halt only what shrinks positions", () => {
    onApproved(
      (each) => {
        const input = inputFor(each, {}, { causes: [cause("person")], flattenConfirmedAtMs: NOW_MS });
        return { ...input, plan: { ...input.plan, body: { ...input.plan.body, gesture: "flatten" } } };
      },
      (each) => {
        for (const paths of pathsOf(each)) expect(paths.watchedCanRaise).toBe(false);
      },
      50,
    );
  });

  it("approves no increase without a fresh quote", () => {
    for (const quotes of [new Map<string, never>(), staleQuotes()]) {
      onApproved(
        (each) => {
          const input = inputFor(each);
          return { ...input, portfolio: { ...input.portfolio, quotes } };
        },
        (each) => {
          for (const paths of pathsOf(each)) expect(paths.watchedCanRaise).toBe(false);
        },
        20,
        600,
      );
    }
  });

  it("never turns a size rule's denial into an approval when a well-shaped quantity is raised", () => {
    const limits: Limits = {
      maxOrderQuantity: { [PERP.key]: d("2") },
      maxOrderNotional: d("120000"),
      maxPositionNotional: d("250000"),
      maxGrossExposure: d("300000"),
      maxNetExposure: d("250000"),
    };
    fc.assert(
      fc.property(scene, fc.nat(1), fc.integer({ min: 1, max: 4_000 }), (each, which, lots) => {
        const place = which % each.legs.length;
        const legs = each.legs.map((leg, index) => {
          if (index !== place) return leg;
          const quantity = leg.terms.quantity.plus(PERP.lot.times(d(String(lots))));
          return { ...leg, terms: { ...leg.terms, quantity } };
        });
        const before = denying(inputFor(each, limits));
        const after = denying(inputFor({ ...each, legs }, limits));
        for (const rule of SIZE_RULES) if (before.has(rule)) expect(after).toContain(rule);
      }),
      { numRuns: 1_000 },
    );
  });

  it("never loosens `position` when a working order is added", () => {
    const limits = { maxPositionNotional: d("200000") };
    fc.assert(
      fc.property(scene, fc.boolean(), (each, clamped) => {
        if (!denying(inputFor(each, limits)).has("position")) return;
        const [first] = each.legs;
        if (first === undefined) return;
        const more = (["buy", "sell"] as const).map((side) =>
          workingOf(`new-${side}`, { ...first.terms, side, reduceOnly: clamped }),
        );
        for (const order of more) {
          const fuller = { ...each, working: [...each.working, order] };
          expect(denying(inputFor(fuller, limits))).toContain("position");
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("gives the same answer to the same input and changes nothing in it", () => {
    fc.assert(
      fc.property(scene, (each) => {
        const input = inputFor(each, { maxPositionNotional: d("150000"), maxOrderNotional: d("100000") });
        const before = JSON.stringify(input);
        const first = JSON.stringify(approvePlan(input));
        expect(JSON.stringify(approvePlan(input))).toBe(first);
        expect(JSON.stringify(input)).toBe(before);
      }),
    );
  });
});

function staleQuotes() {
  const quotes = portfolioOf([]).quotes;
  return new Map([...quotes].map(([key, quote]) => [key, { ...quote, atMs: NOW_MS - 3_001 }]));
}
