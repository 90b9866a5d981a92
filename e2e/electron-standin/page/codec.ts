// Values as text, between processes and between the two worlds of a page: plain data, and what a codec adds to it.

/** Turns what is no plain data into a tagged record, and back; `undefined` where it cannot. */
export interface CodecExtension {
  encode(value: unknown): Tagged | undefined;
  decode(tagged: Tagged): unknown;
}

export interface Tagged {
  readonly $: string;
  readonly id?: number;
  readonly text?: string;
}

/** Writes a value. Throws by name for what structured clone would carry and this does not. */
export function encodeValue(value: unknown, extension?: CodecExtension): string {
  return JSON.stringify(toPlain(value, extension));
}

export function decodeValue(text: string, extension?: CodecExtension): unknown {
  return fromPlain(JSON.parse(text), extension);
}

function toPlain(value: unknown, extension: CodecExtension | undefined): unknown {
  if (value === undefined) return { $: "undefined" };
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  const tagged = extension?.encode(value);
  if (tagged !== undefined) return tagged;
  if (Array.isArray(value)) return value.map((one) => toPlain(one, extension));
  if (typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype && !("$" in value)) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, toPlain(one, extension)]));
  }
  throw new Error(`electron stand-in: sending ${Object.prototype.toString.call(value)} is not modelled`);
}

function fromPlain(value: unknown, extension: CodecExtension | undefined): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => fromPlain(one, extension));
  if (isTagged(value)) return value.$ === "undefined" ? undefined : extension?.decode(value);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fromPlain(one, extension)]));
}

function isTagged(value: object): value is Tagged {
  return "$" in value;
}
