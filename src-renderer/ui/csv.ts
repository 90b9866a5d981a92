// Tables as comma-separated text for other programs: RFC 4180, amounts exactly as they are.

/** A cell of words, which a person may have typed, or of an amount, an id or a time, which is written as it is. */
export type CsvCell = { readonly words: string } | string;

const NEEDS_QUOTES = /[",\r\n]/;
/** Spreadsheets run a cell that begins like this: words get an apostrophe before it, amounts never begin so. */
const RUNS = /^[=+\-@\t\r]/;

/** Lines end with CR LF, the last one too; a cell with a comma, quote or line break is quoted. */
export function csvText(head: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [head, ...rows].map((row) => `${row.map(cellText).join(",")}\r\n`).join("");
}

function cellText(cell: CsvCell): string {
  const text = typeof cell === "string" ? cell : RUNS.test(cell.words) ? `'${cell.words}` : cell.words;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands the text to the person as a file; it never leaves the machine. */
export function saveCsv(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
