// Lots handed out one by one so that nobody ever gives one back: the quota method of Balinski and Young (1979).
// Largest remainder cannot do this: with weights 6:6:2 ten lots are 4,4,2 but eleven are 5,5,1.

/**
 * For each of `lots` lots the index of the account that gets it. Weights are whole, not negative, at least one positive.
 * After t lots every account holds its exact share of t rounded down or up; ties go to the earlier account.
 */
export function quotaSequence(weights: readonly bigint[], lots: number): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total <= 0n || weights.some((weight) => weight < 0n))
    throw new Error("Invariant: weights are positive");
  const held = weights.map(() => 0n);
  return Array.from({ length: lots }, (_, given) => {
    const taker = nextTaker(weights, held, total, BigInt(given + 1));
    held[taker] = (held[taker] ?? 0n) + 1n;
    return taker;
  });
}

/** Of those still below their exact share of `count` lots, the one with the most weight for each lot it would then hold. */
function nextTaker(
  weights: readonly bigint[],
  held: readonly bigint[],
  total: bigint,
  count: bigint,
): number {
  let best = -1;
  for (const [index, weight] of weights.entries()) {
    const owned = held[index] ?? 0n;
    if (owned * total >= weight * count) continue;
    if (best === -1 || weight * ((held[best] ?? 0n) + 1n) > (weights[best] ?? 0n) * (owned + 1n))
      best = index;
  }
  return best;
}
