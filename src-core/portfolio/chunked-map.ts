// An immutable string map where changing one entry copies a 256th of it, not all of it.
// Quotes arrive thousands of times a second: copying a Map of 3,000 takes 300 us each, this takes 3 (bench/portfolio.ts).

const CHUNKS = 256;

/** Iterates by chunk, not by insertion: equal contents always iterate in the same chunk order. */
export class ChunkedMap<V> implements ReadonlyMap<string, V> {
  readonly size: number;
  private readonly chunks: readonly ReadonlyMap<string, V>[];

  private constructor(chunks: readonly ReadonlyMap<string, V>[], size: number) {
    this.chunks = chunks;
    this.size = size;
  }

  /** The same entries; the map itself when it already is chunked. */
  static from<V>(map: ReadonlyMap<string, V>): ChunkedMap<V> {
    if (map instanceof ChunkedMap) return map as ChunkedMap<V>;
    const chunks = Array.from({ length: CHUNKS }, () => new Map<string, V>());
    for (const [key, value] of map) chunks[chunkOf(key)]?.set(key, value);
    return new ChunkedMap(chunks, map.size);
  }

  /** A map with one entry set; this one stays as it is. */
  with(key: string, value: V): ChunkedMap<V> {
    const index = chunkOf(key);
    const chunk = new Map(this.chunks[index]);
    const before = chunk.size;
    chunk.set(key, value);
    const chunks = this.chunks.slice();
    chunks[index] = chunk;
    return new ChunkedMap(chunks, this.size + chunk.size - before);
  }

  get(key: string): V | undefined {
    return this.chunks[chunkOf(key)]?.get(key);
  }

  has(key: string): boolean {
    return this.chunks[chunkOf(key)]?.has(key) ?? false;
  }

  forEach(visit: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [key, value] of this) visit(value, key, this);
  }

  *entries(): MapIterator<[string, V]> {
    for (const chunk of this.chunks) yield* chunk;
  }

  *keys(): MapIterator<string> {
    for (const [key] of this.entries()) yield key;
  }

  *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }
}

/** A string's chunk by the usual times-31 hash: only its evenness matters, and nothing is stored by it. */
function chunkOf(key: string): number {
  let hash = 0;
  for (let index = 0; index < key.length; index += 1) hash = (hash * 31 + key.charCodeAt(index)) | 0;
  return hash & (CHUNKS - 1);
}
