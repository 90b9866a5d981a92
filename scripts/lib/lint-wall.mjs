// Asks ESLint what it says about one file's text, without writing it.
import { join } from "node:path";
import { ESLint } from "eslint";

const BANS = "no-restricted-syntax";

/** Lints by `root`'s own config, or by `config` instead. `check(file, text)` answers rule names; a ban answers by the word before its colon. */
export function openLintWall(root, config) {
  const eslint = new ESLint({
    cwd: root,
    ...(config === undefined ? {} : { overrideConfigFile: true, overrideConfig: config }),
  });
  return {
    async check(file, text) {
      const [result] = await eslint.lintText(text, { filePath: join(root, file) });
      return (result?.messages ?? []).map(nameOf);
    },
    /** Every ban that applies to the file. */
    async bansOn(file) {
      const { rules } = await eslint.calculateConfigForFile(join(root, file));
      return [...new Set(rules[BANS].slice(1).map(({ message }) => wordOf(message)))];
    },
  };
}

function nameOf({ ruleId, message }) {
  if (ruleId === BANS) return wordOf(message);
  return ruleId ?? message;
}

function wordOf(message) {
  return message.split(":")[0];
}
