import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { keychainSecrets, type Keytar } from "./secrets-keychain.ts";

const KEYS = { apiKey: "key-1", secret: "secret-1" };
/** Set by the wrapper that gives these tests a real, unlocked, throw-away Secret Service. */
const hasService = process.env["YOKE_TEST_KEYRING"] === "1";

if (!hasService) {
  console.warn(
    "KEYCHAIN TESTS SKIPPED: run them inside scripts/with-secret-service.sh (npm run verify does).",
  );
}

describe.runIf(hasService)("the keychain, for real", () => {
  test("what is written is read back, and missing afterwards", async () => {
    const secrets = keychainSecrets();
    const id = randomUUID();
    expect(await secrets.read(id)).toEqual({ kind: "missing" });
    expect(await secrets.write(id, KEYS)).toEqual({ kind: "ok" });
    expect(await keychainSecrets().read(id)).toEqual({ kind: "ok", secrets: KEYS });
    expect(await secrets.write(id, { ...KEYS, passphrase: "p" })).toEqual({ kind: "ok" });
    expect(await secrets.read(id)).toEqual({ kind: "ok", secrets: { ...KEYS, passphrase: "p" } });
    expect(await secrets.remove(id)).toEqual({ kind: "ok" });
    expect(await secrets.read(id)).toEqual({ kind: "missing" });
  });

  test("two accounts do not see each other's keys", async () => {
    const secrets = keychainSecrets();
    const [one, two] = [randomUUID(), randomUUID()];
    await secrets.write(one, KEYS);
    expect(await secrets.read(two)).toEqual({ kind: "missing" });
    await secrets.remove(one);
  });
});

describe("the keychain's four states", () => {
  const silent: Keytar = {
    getPassword: () => Promise.resolve(null),
    setPassword: () => Promise.resolve(),
    deletePassword: () => Promise.resolve(false),
  };

  test("a locked collection reads as empty, so an empty answer is only missing when a write passes", async () => {
    const locked = {
      ...silent,
      setPassword: () => Promise.reject(new Error("Cannot create an item in a locked collection")),
    };
    const secrets = keychainSecrets(() => Promise.resolve(locked));
    expect(await secrets.read("a")).toMatchObject({ kind: "locked" });
    expect(await secrets.write("a", KEYS)).toMatchObject({ kind: "locked" });
  });

  test("no native part, or no service: unavailable, with the reason", async () => {
    const secrets = keychainSecrets(() => Promise.reject(new Error("Failed to load keytar native addon")));
    expect(await secrets.read("a")).toEqual({
      kind: "unavailable",
      reason: "Failed to load keytar native addon",
    });
  });

  test("a write that does not read back is not ok", async () => {
    expect(await keychainSecrets(() => Promise.resolve(silent)).write("a", KEYS)).toMatchObject({
      kind: "unavailable",
    });
  });

  test("without a session bus the real library is unavailable, in a process of its own", () => {
    const script = `import("${new URL("./secrets-keychain.ts", import.meta.url).href}").then(async ({ keychainSecrets }) => {
      console.log((await keychainSecrets().read("a")).kind);
    })`;
    const env = {
      PATH: process.env["PATH"],
      HOME: "/nonexistent",
      DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent",
    };
    const out = execFileSync(process.execPath, ["--no-warnings", "-e", script], { env, encoding: "utf8" });
    expect(out.trim()).toBe("unavailable");
  });
});
