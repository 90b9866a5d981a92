// Starts other programs: with the project's own tools first on PATH, and with signals passed on.
import { spawn, spawnSync } from "node:child_process";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import process from "node:process";

const PASSED_ON = ["SIGTERM", "SIGHUP", "SIGINT"];

/** The environment in which `node` and every tool are the project's own. */
export function projectEnv(root, extra = {}) {
  const path = [join(root, "node_modules", ".bin"), process.env.PATH ?? ""].join(delimiter);
  return { ...process.env, PATH: path, ...extra };
}

/** Runs to the end and answers the exit code; a program that a signal ended answers 128 + the signal, one that could not start 127. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: "inherit", ...options });
    const stopPassingOn = passSignalsTo(child);
    const end = (code) => {
      stopPassingOn();
      resolve(code);
    };
    child.once("error", (error) => {
      console.error(`${command}: ${error.message}`);
      end(127);
    });
    child.once("close", (code, signal) => end(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/** True when the program starts and ends well within `timeoutMs`; its output is dropped. */
export function runsWell(command, args, timeoutMs) {
  return spawnSync(command, args, { stdio: "ignore", timeout: timeoutMs }).status === 0;
}

/** What the program printed on stdout, or undefined when it failed. */
export function outputOf(command, args) {
  const { status, stdout } = spawnSync(command, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return status === 0 ? stdout : undefined;
}

function passSignalsTo(child) {
  const listeners = PASSED_ON.map((signal) => {
    // A terminal sends Ctrl-C to the whole group: the child has it already.
    const listener = () => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    };
    process.on(signal, listener);
    return () => process.off(signal, listener);
  });
  return () => listeners.forEach((off) => off());
}
