// Asks the compiler what it says about one file of an area when that file's text is replaced in memory.
import { join, resolve } from "node:path";
import ts from "typescript";

/** One area's compiler, by its own tsconfig with `changes` on top. `check(file, text)` answers the error codes in that file. */
export function openTypeWall(root, area, changes = {}) {
  const parsed = parseConfig(join(root, area, "tsconfig.json"), changes);
  const host = ts.createCompilerHost(parsed.options);
  const readSource = host.getSourceFile.bind(host);
  const sources = new Map();
  let program;
  let replaced = { path: "", text: "" };

  host.getSourceFile = (name, target) => {
    const path = resolve(name);
    if (path === replaced.path) return ts.createSourceFile(name, replaced.text, target, true);
    if (!sources.has(path)) sources.set(path, readSource(name, target));
    return sources.get(path);
  };

  return {
    check(file, text) {
      replaced = { path: join(root, file), text };
      program = ts.createProgram(parsed.fileNames, parsed.options, host, program);
      const source = program.getSourceFile(replaced.path);
      if (source === undefined) throw new Error(`${file} is not part of ${area}`);
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return found.map(({ code }) => `TS${code}`);
    },
  };
}

function parseConfig(path, changes) {
  const fail = (diagnostic) => {
    throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"));
  };
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail };
  return ts.getParsedCommandLineOfConfigFile(path, { noEmit: true, ...changes }, host);
}
