import fc from "fast-check";
import { expect, test } from "vitest";
import { showsNoTrace, type AccountRecord } from "./no-trace.ts";
import { sampleFillOf, sampleIntent, sampleReport } from "./samples.ts";

const order = sampleIntent();
const OTHER = "y0000000000000000000000009";

const reportOf = (venueOrderId: string, clientId = OTHER) => ({
  ...sampleReport("open"),
  clientId,
  venueOrderId,
});
const fillOf = (venueOrderId: string) => {
  const { clientId: _, ...fill } = sampleFillOf(`t-${venueOrderId}`, "1");
  return { ...fill, venueOrderId };
};
const ids = fc.uniqueArray(
  fc.integer({ min: 2, max: 40 }).map((id) => `v${String(id)}`),
  { maxLength: 8 },
);
const record = fc.tuple(ids, ids, ids).map(([listed, filled, elsewhere]) => ({
  record: {
    orders: [reportOf("v1"), ...listed.map((id) => reportOf(id))],
    fills: filled.map(fillOf),
  } satisfies AccountRecord,
  known: { control: "v1", others: new Set(elsewhere) },
  explained: filled.every((id) => listed.includes(id) || elsewhere.includes(id)),
}));

test("a record is clean only when every fill in it belongs to another order", () => {
  fc.assert(
    fc.property(record, ({ record: read, known, explained }) => {
      expect(showsNoTrace(order, read, known)).toBe(explained);
    }),
  );
});

test("the order's own client id, on an order or on a fill, is a trace whatever else stands there", () => {
  fc.assert(
    fc.property(record, ids, ({ record: read, known }, own) => {
      const mine = own.map((id) => reportOf(id, order.clientId));
      expect(
        showsNoTrace(
          order,
          { ...read, orders: [...read.orders, reportOf("v99", order.clientId), ...mine] },
          known,
        ),
      ).toBe(false);
      const fill = { ...fillOf("v1"), clientId: order.clientId };
      expect(showsNoTrace(order, { ...read, fills: [...read.fills, fill] }, known)).toBe(false);
    }),
  );
});

test("a record without the control says nothing: a venue in maintenance answers with empty lists", () => {
  fc.assert(
    fc.property(record, ({ record: read, known }) => {
      const orders = read.orders.filter(({ venueOrderId }) => venueOrderId !== known.control);
      expect(showsNoTrace(order, { ...read, orders }, known)).toBe(false);
    }),
  );
  expect(showsNoTrace(order, { orders: [], fills: [] }, { control: "v1", others: new Set() })).toBe(false);
});
