// The list of safeguards as people read it: what is promised, and which test file notices when it is gone.

/** A table in Markdown, a row per safeguard. */
export function tableOf(safeguards) {
  return ["| safeguard | held by |", "| --- | --- |", ...safeguards.map(rowOf)];
}

/** The rows that a document does not have; how its columns are aligned does not matter. */
export function missingRows(safeguards, document) {
  const rows = new Set(document.split("\n").map(squeezed));
  return safeguards.map(rowOf).filter((row) => !rows.has(squeezed(row)));
}

function rowOf({ holds, tests }) {
  return `| ${holds} | ${tests.map((file) => `\`${file}\``).join(", ")} |`;
}

function squeezed(line) {
  return line.replace(/\s+/g, " ").trim();
}
