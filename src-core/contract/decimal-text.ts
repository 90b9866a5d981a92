// How an amount crosses the wall.

/** Canonical decimal text, for example `-12.5`. */
export type DecimalText = string;
