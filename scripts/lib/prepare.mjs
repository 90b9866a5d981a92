// What every way of starting Yoke does first: packages, a Node that is new enough, a build of the sources that are here.
import { join } from "node:path";
import process from "node:process";
import { nodeForThisMachine } from "./choose-node.mjs";
import { ensureInstalled } from "./install.mjs";
import { projectEnv, run } from "./run.mjs";
import { isStale } from "./stamp.mjs";

/** Prepares the tree and answers the path of the Node to run. `stream` gets every word of it: a host's own stdout stays clean. Throws with what to do. */
export async function prepare(root, stream) {
  const say = (line) => stream.write(`${line}\n`);
  await ensureInstalled(root, say, stream.fd);
  const node = nodeForThisMachine(root);
  if (isStale(root)) {
    say("Building ...");
    const code = await run(node, [join(root, "scripts", "build.mjs")], {
      cwd: root,
      env: projectEnv(root),
      stdio: ["ignore", stream.fd, "inherit"],
    });
    if (code !== 0) throw new Error("The build failed; its own message is above.");
  }
  return node;
}

/** Runs `main`, and turns what it throws into one line and exit code 1. */
export async function runScript(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
