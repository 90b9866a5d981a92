import { expect, test } from "vitest";
import { csvText } from "./csv.ts";

test("cells with commas, quotes or line breaks are quoted, and quotes doubled", () => {
  expect(csvText(["a", "b"], [[{ words: 'say "no", twice' }, { words: "two\r\nlines" }]])).toBe(
    'a,b\r\n"say ""no"", twice","two\r\nlines"\r\n',
  );
});

test("amounts are written to the last digit, negative ones too", () => {
  expect(csvText(["quantity"], [["-0.00000001"], ["12345678901234567890.123"]])).toBe(
    "quantity\r\n-0.00000001\r\n12345678901234567890.123\r\n",
  );
});

test("words that a spreadsheet would run are made harmless, and amounts are left alone", () => {
  expect(csvText(["name"], [[{ words: "=1+1" }, "-5"]])).toBe("name\r\n'=1+1,-5\r\n");
});

test("no rows give the head alone", () => {
  expect(csvText(["a"], [])).toBe("a\r\n");
});
