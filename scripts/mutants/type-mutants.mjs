// Mutants for the first wall: what must not compile where it stands.
import { host } from "./hosts.mjs";

const CORE = host("src-core/money");
const MAIN = host("src-main/use-cases");
const RENDERER = host("src-renderer/ui");

const core = (what, add, expect) => ({ what: `core: ${what}`, area: "src-core", file: CORE, add, expect });
const main = (what, add, expect) => ({ what: `main: ${what}`, area: "src-main", file: MAIN, add, expect });
const renderer = (what, add, expect) => ({
  what: `renderer: ${what}`,
  area: "src-renderer",
  file: RENDERER,
  add,
  expect,
});

const SEND = [
  'import type { AccountPort } from "../ports/exchange.ts";',
  'import type { RiskApproved } from "../../src-core/risk/verdict.ts";',
].join("\n");

export const TYPE_MUTANTS = [
  core("a timer", "export const later = (run: () => void) => setTimeout(run, 5);", "TS2304"),
  core("the network", 'export const page = () => fetch("https://example.com");', "TS2304"),
  core("the process", "export const home = () => process.env;", "TS2591"),
  core("the window", "export const width = () => window.innerWidth;", "TS2304"),
  core("the document", "export const title = () => document.title;", "TS2584"),
  core("the console", "export const say = () => console.log(1);", "TS2584"),
  core("the browser's storage", 'export const kept = () => localStorage.getItem("x");', "TS2304"),
  core("ambient randomness", "export const id = () => crypto.randomUUID();", "TS2304"),
  core("a file", 'import { readFileSync } from "node:fs";\nexport const read = readFileSync;', "TS2591"),
  core("a buffer", 'export const bytes = () => Buffer.from("x");', "TS2591"),
  core("an enum", 'export enum Side { Buy = "buy" }', "TS1294"),
  core("a parameter property", "export class Box { constructor(readonly value: string) {} }", "TS1294"),
  core("an index that may miss", "export const first = (list: string[]): string => list[0];", "TS2322"),
  core(
    "undefined for an absent field",
    "interface Row { stop?: string }\nexport const row: Row = { stop: undefined };",
    "TS2375",
  ),
  core(
    "a float beside a Decimal",
    'import { Decimal } from "./decimal.ts";\nexport const n = Decimal.of("1") * 2;',
    "TS2362",
  ),
  main("the document", "export const title = () => document.title;", "TS2584"),
  main("the window", "export const width = () => window.innerWidth;", "TS2304"),
  main("an element", "export type Root = HTMLElement;", "TS2304"),
  main(
    "an approval out of thin air",
    `${SEND}\nexport const forge = ({ planId, hash, clientId, accountId, terms }: RiskApproved): RiskApproved => ({ planId, hash, clientId, accountId, terms });`,
    "TS2741",
  ),
  main(
    "an order that nobody approved",
    `${SEND}\nexport const send = (port: AccountPort, { planId, hash, clientId, accountId, terms }: RiskApproved) => port.create({ planId, hash, clientId, accountId, terms });`,
    "TS2345",
  ),
  renderer("a file", 'import { readFileSync } from "node:fs";\nexport const read = readFileSync;', "TS2591"),
  renderer("the process", "export const home = () => process.env;", "TS2591"),
  renderer("a buffer", 'export const bytes = () => Buffer.from("x");', "TS2591"),
  renderer("a require", 'export const electron = require("electron");', "TS2591"),
];
