import { expect, test } from "vitest";
import { REQUESTS } from "../../../src-core/contract/requests.ts";
import type { VenueView } from "../../../src-core/contract/views.ts";
import { connectRequest, missingIn, secretFieldsOf, type ConnectDraft } from "./connect-draft.ts";

const OKX: VenueView = {
  id: "okx",
  title: "OKX",
  environments: ["live", "testnet"],
  secretFields: ["apiKey", "secret", "passphrase"],
  state: "live",
};
const DRAFT: ConnectDraft = {
  venue: "okx",
  environment: "live",
  name: " Desk 3 ",
  secrets: { apiKey: "k\n", secret: " s", passphrase: "p" },
};

test("what is sent fits the contract, with what pasting left around the texts taken off", () => {
  const request = connectRequest(DRAFT, OKX, secretFieldsOf(OKX, "live"));
  expect(REQUESTS["account/connect"].safeParse(request).success).toBe(true);
  expect(request).toEqual({
    venue: "okx",
    name: "Desk 3",
    environment: "live",
    secrets: { apiKey: "k", secret: "s", passphrase: "p" },
  });
});

test("a paper account asks for no secret and sends none, whatever was typed before", () => {
  const paper: VenueView = { ...OKX, environments: ["paper"] };
  const fields = secretFieldsOf(paper, "paper");
  expect(connectRequest(DRAFT, paper, fields)).toEqual({
    venue: "okx",
    name: "Desk 3",
    environment: "paper",
  });
  expect(
    missingIn({ ...DRAFT, secrets: { apiKey: "", secret: "", passphrase: "" } }, fields, false),
  ).toBeUndefined();
});

test("the button says what is missing, and why a host takes no keys", () => {
  const fields = secretFieldsOf(OKX, "live");
  expect(missingIn({ ...DRAFT, name: " " }, fields, true)).toBe("Type a name to connect");
  expect(missingIn({ ...DRAFT, secrets: { ...DRAFT.secrets, secret: "" } }, fields, true)).toBe(
    "Type the secret to connect",
  );
  expect(missingIn(DRAFT, fields, false)).toBe("Keys are off in this host");
});
