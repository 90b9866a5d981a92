import { describe, expect, test } from "vitest";
import { canonicalHash } from "../../src-core/plan/canonical-hash.ts";
import { allocateDocument, examples, partsOf, ran } from "./testing/command-samples.ts";

const run = (document: unknown, verb = "allocate") => ran([verb], JSON.stringify(document));

describe("the documented examples come out to the digit", () => {
  test.each(examples())("$verb: $title", async ({ verb, input, parts, unallocated, output }) => {
    const { code, stdout, error } = await run(input, verb);
    expect(error).toBeUndefined();
    expect(code).toBe(0);
    if (parts !== undefined) expect(partsOf(stdout)).toEqual(parts);
    if (unallocated !== undefined) expect(JSON.parse(stdout)).toMatchObject({ unallocated });
    if (output !== undefined) expect(JSON.parse(stdout)).toMatchObject(output);
  });
});

describe("allocate", () => {
  test("the hash covers legs, total, unallocated and policies, and moves with any of them", async () => {
    const first = JSON.parse((await run(allocateDocument())).stdout) as Record<string, unknown>;
    const { legs, total, unallocated, hash } = first;
    const policies = { leftover: "redistribute", denial: "reject-all" };
    expect(hash).toBe(canonicalHash({ legs, total, unallocated, policies }));
    const other = JSON.parse((await run(allocateDocument({ leftover: "leave" }))).stdout) as typeof first;
    expect(other["legs"]).toEqual(legs);
    expect(other["hash"]).not.toBe(hash);
  });

  test("the same document with its fields in another order has the same hash", async () => {
    const document = allocateDocument();
    const turned = Object.fromEntries(Object.entries(document).toReversed());
    expect((await run(turned)).stdout).toBe((await run(document)).stdout);
  });
});

const accountsOf = (...rows: readonly object[]) => ({ accounts: rows });
const order = (fields: object) => ({ order: { side: "buy", ...fields } });

describe("bad input: exit code 2, nothing on stdout, the path of the field", () => {
  const amounts = [
    "NaN",
    "Infinity",
    "1e400",
    "-1",
    "0x10",
    "1,5",
    "",
    " 1",
    "+1",
    "1.",
    ".5",
    "٣",
    "9".repeat(65),
  ];
  test.each(amounts)("quantity %j", async (quantity) => {
    expect(await run(allocateDocument(order({ quantity })))).toMatchObject({
      code: 2,
      stdout: "",
      error: { code: "bad-value", path: "order.quantity" },
    });
  });

  test.each<[string, object]>([
    ["accounts.0.lot", allocateDocument({}, { lot: "0" })],
    ["accounts.0.lot", allocateDocument({}, { lot: 1 })],
    ["accounts.0.lot", allocateDocument({}, { lot: { value: "1" } })],
    ["accounts.0.lot", allocateDocument(accountsOf({ id: "a" }))],
    ["accounts.0.size", allocateDocument({}, { size: "1" })],
    ["accounts.0.weight", allocateDocument({}, { weight: "-1" })],
    ["accounts.0.cap", allocateDocument({}, { cap: "-1" })],
    ["accounts.0.id", allocateDocument({}, { id: "" })],
    ["accounts.0.id", allocateDocument({}, { id: "__proto__" })],
    ["accounts.0.id", allocateDocument({}, { id: "x".repeat(7_000_000) })],
    ["accounts.0.id", allocateDocument({}, { id: "a\u0000" })],
    ["accounts.1.id", allocateDocument(accountsOf({ id: "a", lot: "1" }, { id: "a", lot: "1" }))],
    ["accounts", allocateDocument(accountsOf())],
    [
      "accounts",
      allocateDocument({ accounts: Array.from({ length: 51 }, (_, id) => ({ id: String(id), lot: "1" })) }),
    ],
    ["accounts", allocateDocument({ method: "percent" }, { weight: "99" })],
    ["accounts.0.equity", allocateDocument({ method: "equity" })],
    ["accounts.0.position", allocateDocument({ method: "equal-position" })],
    ["accounts.0.price", allocateDocument({}, { minNotional: "5" })],
    ["accounts.0.quantity", allocateDocument({ method: "quantity", ...order({}) }, { quantity: "1.5" })],
    ["accounts.0.riskPercent", allocateDocument({ method: "risk", ...order({ price: "2", stop: "1" }) })],
    ["accounts.0", allocateDocument({}, { denied: "Offline." })],
    ["order.quantity", allocateDocument(order({}))],
    ["order.quantity", allocateDocument({ method: "change", change: "5" })],
    ["order.notional", allocateDocument(order({ quantity: "1", notional: "1" }))],
    ["order.notional", allocateDocument(order({ notional: "1", price: "100" }))],
    ["order.price", allocateDocument(order({ notional: "1" }))],
    ["order.stop", allocateDocument(order({ riskAmount: "1", price: "100" }))],
    ["order.stop", allocateDocument(order({ riskAmount: "1", price: "100", stop: "101" }))],
    ["order.side", allocateDocument({ order: { side: "up", quantity: "1" } })],
    ["change", allocateDocument({ method: "change", ...order({}) })],
    ["change", allocateDocument({ method: "change", change: "0", ...order({}) }, { position: "1" })],
    ["method", allocateDocument({ method: "fair" })],
    ["leftover", allocateDocument({ leftover: null })],
    ["extra", allocateDocument({ extra: [[["x"]]] })],
    ["stdin", []],
  ])("allocate: %s", async (path, document) => {
    const { code, stdout, error } = await run(document);
    expect({ code, stdout, path: error?.path }).toEqual({ code: 2, stdout: "", path });
    expect(JSON.stringify(error).length).toBeLessThan(400);
  });

  const block = { method: "ratio", accounts: [{ id: "a", weight: "1" }], lot: "1" };
  test.each<[string, object]>([
    ["fills", { ...block, fills: [] }],
    ["fills.0.quantity", { ...block, fills: [{ quantity: "1.5", price: "1" }] }],
    ["fills.0.price", { ...block, fills: [{ quantity: "1", price: "-1" }] }],
    ["lot", { ...block, lot: "0.00000001", fills: [{ quantity: "1", price: "1" }] }],
    ["accounts", { ...block, accounts: [{ id: "a", weight: "0" }], fills: [{ quantity: "1", price: "1" }] }],
    [
      "accounts.1.id",
      { ...block, accounts: [...block.accounts, ...block.accounts], fills: [{ quantity: "1", price: "1" }] },
    ],
    ["method", { ...block, method: "equal", fills: [{ quantity: "1", price: "1" }] }],
  ])("share-fills: %s", async (path, document) => {
    const { code, stdout, error } = await run(document, "share-fills");
    expect({ code, stdout, path: error?.path }).toEqual({ code: 2, stdout: "", path });
  });

  const held = { account: "a", listing: "X", quantity: "1" };
  const listings = [{ id: "X", lot: "1" }];
  test.each<[string, object]>([
    ["positions.0.listing", { positions: [{ ...held, listing: "Y" }], listings }],
    ["positions.1", { positions: [held, held], listings }],
    ["positions.0.quantity", { positions: [{ ...held, positionSide: "short" }], listings }],
    ["positions.0.quantity", { positions: [{ ...held, quantity: 1 }], listings }],
    ["listings.1.id", { positions: [held], listings: [...listings, ...listings] }],
    ["listings.0.lot", { positions: [held], listings: [{ id: "X", lot: "-1" }] }],
  ])("flatten: %s", async (path, document) => {
    const { code, stdout, error } = await run(document, "flatten");
    expect({ code, stdout, path: error?.path }).toEqual({ code: 2, stdout: "", path });
  });

  const rebalanced = {
    accounts: [{ id: "a", equity: "10", positions: [] }],
    listings: [
      { account: "a", symbol: "X", kind: "linear", price: "1", lot: "1", takerFee: "0", halfSpread: "0" },
    ],
    target: { kind: "flat" },
    band: { kind: "none" },
  };
  test.each<[string, object]>([
    ["accounts.0.equity", { ...rebalanced, accounts: [{ id: "a", equity: 10, positions: [] }] }],
    ["accounts.1.id", { ...rebalanced, accounts: [...rebalanced.accounts, ...rebalanced.accounts] }],
    ["listings.0.account", { ...rebalanced, accounts: [{ id: "b", equity: "1", positions: [] }] }],
    ["listings.0.lot", { ...rebalanced, listings: [{ ...rebalanced.listings[0], lot: "0" }] }],
    ["target.kind", { ...rebalanced, target: { kind: "best" } }],
    ["target.leverage", { ...rebalanced, target: { kind: "leverage", leverage: "-1" } }],
    ["target.weights.X", { ...rebalanced, target: { kind: "weights", weights: { X: "NaN" } } }],
    ["band.width", { ...rebalanced, band: { kind: "fixed", width: "2" } }],
    ["band.extra", { ...rebalanced, band: { kind: "none", extra: 1 } }],
  ])("rebalance: %s", async (path, document) => {
    const { code, stdout, error } = await run(document, "rebalance");
    expect({ code, stdout, path: error?.path }).toEqual({ code: 2, stdout: "", path });
  });

  const band = { proportionalCost: "0.001", fixedCost: "0", volatility: "0.2", penalty: "1" };
  test.each<[string, object]>([
    ["proportionalCost", { ...band, proportionalCost: "-0.1" }],
    ["fixedCost", { ...band, fixedCost: "1.1" }],
    ["volatility", { ...band, volatility: "0" }],
    ["penalty", { ...band, penalty: "1e400" }],
    ["penalty", { ...band, penalty: "9999999999" }],
  ])("band: %s", async (path, document) => {
    const { code, stdout, error } = await run(document, "band");
    expect({ code, stdout, path: error?.path }).toEqual({ code: 2, stdout: "", path });
  });

  test.each<[string, string, string]>([
    ["nothing", "", "bad-json"],
    ["half a document", '{"order":', "bad-json"],
    ["two documents", "{} {}", "bad-json"],
    ["a bare NaN", '{"order":{"quantity":NaN}}', "bad-json"],
    ["deep nesting", "[".repeat(4_000_000), "too-deep"],
    ["very many values", `[${"1,".repeat(3_000_000)}1]`, "too-many-values"],
    ["a field twice", '{"order":{},"\\u006frder":{}}', "doubled-field"],
    ["more than 8 MiB", `"${"x".repeat(10_000_000)}"`, "too-large"],
  ])("%s", async (_, text, code) => {
    expect(await ran(["allocate"], text)).toMatchObject({ code: 2, stdout: "", error: { code } });
  });

  test.each<[string, string, string]>([
    ["__proto__", '{"__proto__":{"method":"x"}}', "unknown-field"],
    ["order.__proto__", '{"order":{"side":"buy","\\u005f_proto__":{}}}', "unknown-field"],
    ["accounts.1.lot", '{"accounts":[{"lot":"1"},{"lot":"1","lot":"2"}]}', "doubled-field"],
  ])("the text itself: %s", async (path, text, code) => {
    expect(await ran(["allocate"], text)).toMatchObject({ code: 2, stdout: "", error: { code, path } });
  });
});

describe("words", () => {
  test.each([
    [[]],
    [["nope"]],
    [["allocate", "--fast"]],
    [["journal"]],
    [["journal", "toString"]],
    [["journal", "verify"]],
  ])("%j is refused", async (words) => {
    expect(await ran(words, "{}")).toMatchObject({ code: 2, stdout: "" });
  });

  test("--help names every verb with its schema", async () => {
    const { code, stdout } = await ran(["--help"]);
    const { verbs } = JSON.parse(stdout) as { verbs: readonly { name: string; input?: { type: string } }[] };
    expect(code).toBe(0);
    expect(verbs.map(({ name, input }) => [name, input?.type])).toEqual([
      ["allocate", "object"],
      ["share-fills", "object"],
      ["flatten", "object"],
      ["rebalance", "object"],
      ["band", "object"],
      ["journal verify", undefined],
      ["journal export", undefined],
    ]);
  });
});
