// Where the labels of lines stand: at their price, never on each other, pinned to the edge when the price is off the scale.

export interface Wish {
  readonly id: string;
  /** Where its price is, in pixels from the top; outside of 0..height when it is off the scale. */
  readonly y: number;
}

export interface Placed {
  readonly id: string;
  /** Middle of the label. */
  readonly y: number;
  readonly pinned: "above" | "below" | "no";
}

/** Labels from top to bottom, at least `gap` apart and inside the height as long as there is room; the lowest give way first. */
export function placeLabels(wishes: readonly Wish[], height: number, gap: number): readonly Placed[] {
  const margin = gap / 2;
  const sorted = [...wishes].sort((a, b) => a.y - b.y || (a.id < b.id ? -1 : 1));
  const placed: { id: string; y: number; pinned: Placed["pinned"] }[] = [];
  let free = margin;
  for (const { id, y } of sorted) {
    const at = Math.max(free, Math.min(y, height - margin));
    placed.push({ id, y: at, pinned: y < 0 ? "above" : y > height ? "below" : "no" });
    free = at + gap;
  }
  let limit = height - margin;
  for (const label of placed.reverse()) {
    label.y = Math.max(margin, Math.min(label.y, limit));
    limit = label.y - gap;
  }
  return placed.reverse();
}
