// The texts that requests are made of.
import * as z from "zod/mini";

/** A name that every object has from its prototype is nobody's id: looked up in a table it would find something. */
const isOwnName = (text: string): boolean => !(text in Object.prototype);
export const id = z
  .string()
  .check(z.minLength(1), z.maxLength(128), z.regex(/^[\w:./|@-]+$/), z.refine(isOwnName, "Not an id"));
export const name = z.string().check(z.minLength(1), z.maxLength(40), z.regex(/^[^\p{Cc}\p{Cs}]+$/u));
/** What a person typed: bounded here, read as a number in core, where the field can be named. */
export const typed = z.string().check(z.maxLength(64));
