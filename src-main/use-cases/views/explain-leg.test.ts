import { expect, test } from "vitest";
import { DRAFT, testTerminal } from "../testing/test-terminal.ts";

test("every figure of a preview says how it comes about, with its own numbers", async () => {
  const at = await testTerminal();
  const answer = await at.ask("plan/preview-order", { draft: DRAFT });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failures));
  const [leg] = answer.value.legs;
  expect(leg?.words).toEqual({
    quantity: "Share 0.1. Ideal 0.1, sent 0.1.",
    notional: "0.1 BTC × 60000.1 USD, the highest of limit, trigger, mark, last, bid and ask = 6000.01 USD.",
    margin: "What opens of 6000.01 USD ÷ leverage 10 = 600.00 USD.",
    fee: "6000.01 USD × 0.05 % = 3.00 USD: the maker rate for what is sure to rest, else the taker rate.",
    positionAfter: "Held 0 + 0.1 = 0.1 when the leg has filled.",
    leverageAfter: `Gross exposure of the account after this plan ÷ its equity then = ${leg?.leverageAfter ?? ""}.`,
  });
  expect(answer.value.words?.fee).toBe("Fees of 3 legs: 3.00 + 3.00 + 3.00 = 9.00 USD.");
});
