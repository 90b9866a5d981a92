// Shapes of values read back from text: a few words to describe a type with, tied to the type by the compiler,
// so that a field or kind that is added to a type does not compile until its shape says how it is read.
import { Decimal } from "../money/decimal.ts";

/** What is wrong with a value. `newer`: a word that this version does not know; `malformed`: it cannot be what it claims to be. */
export interface Fault {
  readonly kind: "newer" | "malformed";
  readonly place: string;
}

export interface Shape<T> {
  /** Undefined when the value has the shape. The fault's place is relative to the value. */
  readonly faultIn: (value: unknown) => Fault | undefined;
  /** Ties the shape to exactly one type; never there at run time. */
  readonly exactly?: (value: T) => T;
}

export interface Optional<T> {
  readonly ifPresent: Shape<T>;
}

/** One shape for each field. Fields beyond these are let through: a change of meaning raises the format instead. */
export type Fields<T> = {
  readonly [K in keyof T]-?: Partial<Pick<T, K>> extends Pick<T, K>
    ? Optional<Exclude<T[K], undefined>>
    : Shape<T[K]>;
};

const MAX_KEY_LENGTH = 256;
const MALFORMED: Fault = { kind: "malformed", place: "" };
const UNHEARD: Fault = { kind: "newer", place: "" };

export const text: Shape<string> = plain((value) => typeof value === "string");
export const flag: Shape<boolean> = plain((value) => typeof value === "boolean");
export const number: Shape<number> = plain((value) => Number.isFinite(value));
export const decimal: Shape<Decimal> = plain((value) => value instanceof Decimal);
/** A text that is used as a key. */
export const key: Shape<string> = plain((value) => typeof value === "string" && isKey(value));

/** One of the words; another word is a newer version's. */
export function oneOf<T extends string>(words: readonly T[]): Shape<T> {
  const known: ReadonlySet<unknown> = new Set(words);
  return {
    faultIn: (value) => {
      if (known.has(value)) return undefined;
      return typeof value === "string" ? UNHEARD : MALFORMED;
    },
  };
}

/** One of the words that a union has, given as keys so that none can be left out. */
export function word<T extends string>(words: Readonly<Record<T, true>>): Shape<T> {
  return oneOf(Object.keys(words) as T[]);
}

/** A text that begins in one of these ways; another beginning is a newer version's. */
export function beginning<T extends string>(...starts: readonly string[]): Shape<T> {
  return {
    faultIn: (value) => {
      if (typeof value !== "string" || !isKey(value)) return MALFORMED;
      return starts.some((start) => value.startsWith(start)) ? undefined : UNHEARD;
    },
  };
}

export function optional<T>(ifPresent: Shape<T>): Optional<T> {
  return { ifPresent };
}

export function list<T>(each: Shape<T>): Shape<readonly T[]> {
  return {
    faultIn: (value) => {
      if (!Array.isArray(value)) return MALFORMED;
      for (let index = 0; index < value.length; index += 1) {
        const fault = each.faultIn(value[index]);
        if (fault !== undefined) return within(String(index), fault);
      }
      return undefined;
    },
  };
}

export function dictionary<T>(each: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return {
    faultIn: (value) => {
      if (!isRecord(value)) return MALFORMED;
      for (const name of Object.keys(value)) {
        const fault = isKey(name) ? each.faultIn(value[name]) : MALFORMED;
        if (fault !== undefined) return within(name, fault);
      }
      return undefined;
    },
  };
}

export function object<T extends object>(fields: Fields<T>): Shape<T> {
  const entries = Object.entries(fields as Readonly<Record<string, Shape<unknown> | Optional<unknown>>>);
  return {
    faultIn: (value) => {
      if (!isRecord(value)) return MALFORMED;
      for (const [name, shape] of entries) {
        const fault = fieldFault(value[name], shape);
        if (fault !== undefined) return within(name, fault);
      }
      return undefined;
    },
  };
}

/** A union told apart by `kind`; another kind is a newer version's. */
export function tagged<T extends { readonly kind: string }>(cases: {
  readonly [K in T["kind"]]: Fields<Omit<Extract<T, { readonly kind: K }>, "kind">>;
}): Shape<T> {
  const shapes = new Map<unknown, Shape<object>>(
    Object.entries(cases as Readonly<Record<string, Fields<object>>>).map(([kind, fields]) => [
      kind,
      object<object>(fields),
    ]),
  );
  return {
    faultIn: (value) => {
      if (!isRecord(value) || !Object.hasOwn(value, "kind")) return MALFORMED;
      const shape = shapes.get(value["kind"]);
      if (shape !== undefined) return shape.faultIn(value);
      return within("kind", typeof value["kind"] === "string" ? UNHEARD : MALFORMED);
    },
  };
}

/** An object that is neither a list nor a decimal. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Decimal);
}

function fieldFault(value: unknown, shape: Shape<unknown> | Optional<unknown>): Fault | undefined {
  if (!("ifPresent" in shape)) return shape.faultIn(value);
  return value === undefined ? undefined : shape.ifPresent.faultIn(value);
}

function plain<T>(holds: (value: unknown) => boolean): Shape<T> {
  return { faultIn: (value) => (holds(value) ? undefined : MALFORMED) };
}

function isKey(name: string): boolean {
  return name !== "" && name.length <= MAX_KEY_LENGTH && name !== "__proto__";
}

/** The fault of a part, told from the whole. */
function within(name: string, { kind, place }: Fault): Fault {
  return { kind, place: place === "" ? name : `${name}.${place}` };
}
