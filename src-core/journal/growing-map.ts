// An immutable map that only grows: entries keep their order of insertion and are never removed. Setting one copies a chunk,
// so an order event costs the same in a journal of ten thousand orders as in an empty one (bench/journal.ts).

const CHUNK = 64;

export class GrowingMap<V> implements ReadonlyMap<string, V> {
  readonly size: number;
  /** Shared between versions, and only ever appended to: a position at or beyond `size` belongs to a later version. */
  readonly #positions: Map<string, number>;
  readonly #chunks: readonly (readonly (readonly [string, V])[])[];

  private constructor(
    size: number,
    positions: Map<string, number>,
    chunks: readonly (readonly (readonly [string, V])[])[],
  ) {
    this.size = size;
    this.#positions = positions;
    this.#chunks = chunks;
  }

  static empty<V>(): GrowingMap<V> {
    return new GrowingMap<V>(0, new Map(), []);
  }

  /** The same entries; the map itself when it already is one. */
  static from<V>(map: ReadonlyMap<string, V>): GrowingMap<V> {
    if (map instanceof GrowingMap) return map as GrowingMap<V>;
    return [...map].reduce((grown, [key, value]) => grown.with(key, value), GrowingMap.empty<V>());
  }

  /** A map with one entry set, at its old place or at the end; this one stays as it is. */
  with(key: string, value: V): GrowingMap<V> {
    const known = this.#positionOf(key);
    const position = known ?? this.size;
    const index = Math.floor(position / CHUNK);
    const chunk = (this.#chunks[index] ?? []).slice();
    chunk[position % CHUNK] = [key, value];
    const chunks = this.#chunks.slice();
    chunks[index] = chunk;
    if (known !== undefined) return new GrowingMap(this.size, this.#positions, chunks);
    return new GrowingMap(this.size + 1, this.#positionsWith(key), chunks);
  }

  get(key: string): V | undefined {
    const position = this.#positionOf(key);
    return position === undefined
      ? undefined
      : this.#chunks[Math.floor(position / CHUNK)]?.[position % CHUNK]?.[1];
  }

  has(key: string): boolean {
    return this.#positionOf(key) !== undefined;
  }

  forEach(visit: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [key, value] of this) visit(value, key, this);
  }

  *entries(): MapIterator<[string, V]> {
    for (const chunk of this.#chunks) for (const [key, value] of chunk) yield [key, value];
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

  #positionOf(key: string): number | undefined {
    const position = this.#positions.get(key);
    return position === undefined || position >= this.size ? undefined : position;
  }

  /** The shared positions with one more, or a copy of ours when a later version has already grown them. */
  #positionsWith(key: string): Map<string, number> {
    const positions =
      this.#positions.size === this.size
        ? this.#positions
        : new Map([...this.#positions].filter(([, position]) => position < this.size));
    return positions.set(key, this.size);
  }
}
