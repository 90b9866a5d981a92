// Hashed noise: the same seed and index give the same number for ever, so that history needs no storage.
// Floats are allowed here: nothing in this file is money.

/** A 32-bit seed from text (FNV-1a, then mixed). */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mixed(hash);
}

/** A 32-bit hash of a seed and a whole number. */
export function hashOf(seed: number, index: number): number {
  return mixed(seed ^ Math.imul(mixed(index ^ 0x9e3779b9), 0x85ebca6b));
}

/** Uniform in [0, 1). */
export function uniform(seed: number, index: number): number {
  return hashOf(seed, index) / 4_294_967_296;
}

/** Uniform in [-1, 1): the value of the noise at a lattice point. */
export function latticeValue(seed: number, index: number): number {
  return hashOf(seed, index) / 2_147_483_648 - 1;
}

/** Smooth noise in [-1, 1]: lattice values joined by a curve that is flat at each of them. */
export function smoothNoise(seed: number, position: number): number {
  const cell = Math.floor(position);
  const from = latticeValue(seed, cell);
  return from + (latticeValue(seed, cell + 1) - from) * eased(position - cell);
}

/** From 0 to 1 with slope zero at both ends. */
export function eased(part: number): number {
  return part * part * (3 - 2 * part);
}

function mixed(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x7feb352d);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
