// The options that both hosts understand, read once and written out again for the host that is started.

const USAGE = "Options: --data-dir DIR  --port N  --no-open  --allow-keys  --paper-recording DIR";

const VALUED = new Set(["--data-dir", "--port", "--paper-recording"]);
const FLAGS = new Set(["--no-open", "--allow-keys"]);

/** Answers `{ args }` to pass on, or `{ problem }`. A port is 0 to 65535; 0 lets the machine choose. */
export function readHostArguments(argv) {
  const args = [];
  for (let index = 0; index < argv.length; index += 1) {
    const [name, inline] = splitAtEquals(argv[index]);
    if (FLAGS.has(name) && inline === undefined) {
      args.push(name);
      continue;
    }
    const value = inline ?? argv[(index += 1)];
    const problem = problemOf(name, value);
    if (problem !== undefined) return { problem };
    args.push(name, value);
  }
  return { args };
}

function problemOf(name, value) {
  if (!VALUED.has(name)) return `Unknown option ${name}. ${USAGE}`;
  if (value === undefined || value === "" || value.startsWith("--")) return `${name} needs a value. ${USAGE}`;
  if (name === "--port" && !isPort(value)) return `--port is a whole number from 0 to 65535, not ${value}.`;
  return undefined;
}

function isPort(text) {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65535;
}

function splitAtEquals(word) {
  const at = word.indexOf("=");
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}
