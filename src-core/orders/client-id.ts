// Our client order ids: 128 bits as 26 characters that every venue takes, or as 0x and 32 hexadecimal digits where one asks for that.

const PREFIX = "y";
const BASE = 36;
/** 128 bits need 25 digits in base 36. */
const DIGITS = 25;
const RANDOM_BITS = 104n;
const SHAPE = /^y[0-9a-z]{25}$/;
const HEX_SHAPE = /^0x[0-9a-f]{32}$/;
const INSTALLATION = /^[0-9a-f]{6}$/;

export interface ClientId {
  /** 24 bits in hexadecimal, six digits. */
  readonly installation: string;
  /** 104 random bits. */
  readonly random: bigint;
}

/** The id's text. Throws `Invariant:` when the installation or the random part is out of range. */
export function encodeClientId(installation: string, random: bigint): string {
  if (!INSTALLATION.test(installation))
    throw new Error("Invariant: an installation is six hexadecimal digits");
  if (random < 0n || random >= 1n << RANDOM_BITS) throw new Error("Invariant: the random part has 104 bits");
  const bits = (BigInt(`0x${installation}`) << RANDOM_BITS) | random;
  return PREFIX + bits.toString(BASE).padStart(DIGITS, "0");
}

/** What an id says; undefined when it is not one of Yoke's. */
export function decodeClientId(text: string): ClientId | undefined {
  if (!SHAPE.test(text)) return undefined;
  let bits = 0n;
  for (const digit of text.slice(1)) bits = bits * BigInt(BASE) + BigInt(Number.parseInt(digit, BASE));
  return bits >= 1n << 128n ? undefined : partsOf(bits);
}

/** The same bits as `0x` and 32 hexadecimal digits, for venues whose ids are numbers (Hyperliquid `cloid`). */
export function clientIdAsHex(text: string): string | undefined {
  const id = decodeClientId(text);
  if (id === undefined) return undefined;
  return `0x${id.installation}${id.random.toString(16).padStart(26, "0")}`;
}

/** The id whose bits the digits are; undefined when they are not `0x` and 32 lower-case hexadecimal digits. Such digits carry no mark of ours: anybody's decode. */
export function clientIdFromHex(digits: string): string | undefined {
  if (!HEX_SHAPE.test(digits)) return undefined;
  const { installation, random } = partsOf(BigInt(digits));
  return encodeClientId(installation, random);
}

function partsOf(bits: bigint): ClientId {
  const installation = (bits >> RANDOM_BITS).toString(16).padStart(6, "0");
  return { installation, random: bits & ((1n << RANDOM_BITS) - 1n) };
}
