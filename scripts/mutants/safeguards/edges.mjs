// Safeguards of the edges: keys, who may speak to main, and a screen that does not lie.
import { guard } from "./guard.mjs";

const USE_CASES = "src-main/use-cases";
const CONSOLE = "src-main/console-host";
const STORES = "src-renderer/stores";

const keys = [
  guard("no-withdrawal-keys", "A key that may withdraw is refused.", {
    file: `${USE_CASES}/connect-account.ts`,
    find: "if (permissions.withdraw === true) {",
    put: "if (permissions.withdraw === undefined) {",
    tests: [`${USE_CASES}/connect-account.test.ts`],
  }),
  guard("keys-allowed", "A terminal that was started for paper takes no keys.", {
    file: `${USE_CASES}/connect-account.ts`,
    find: "if (!runtime.host.keysAllowed) {",
    put: 'if (request.name === "") {',
    tests: [`${USE_CASES}/connect-account.test.ts`],
  }),
  guard("missing-key-is-missing", "An account whose key is not in the keychain is not opened without it.", {
    file: `${USE_CASES}/open-session.ts`,
    find: 'return { ok: false, problem: "Its key is not in the keychain: add the account again." };',
    put: "return { ok: true };",
    tests: [`${USE_CASES}/connect-account.test.ts`],
  }),
  guard("keys-in-keychain-only", "A key is in no answer, no frame and no record.", {
    file: `${USE_CASES}/connect-account.ts`,
    find: "return answer({ accountId: account.id, check: trial.value.check });",
    put: "return answer({ accountId: account.id, check: { ...trial.value.check, ...secrets } });",
    tests: [`${USE_CASES}/connect-account.test.ts`],
  }),
  guard("locked-is-not-missing", "A locked keychain is not taken for an empty one.", {
    file: "src-main/adapters/secrets-keychain/secrets-keychain.ts",
    find: '      await chain.setPassword(SERVICE, PROBE, "open");\n',
    put: "",
    tests: ["src-main/adapters/secrets-keychain/secrets-keychain.test.ts"],
  }),
];

const doors = [
  guard("console-token", "The console opens no socket without the token of its run.", {
    file: `${CONSOLE}/doorkeeper.ts`,
    find: "if (same(presented, token)) return token;",
    put: "if (presented !== undefined) return token;",
    tests: [`${CONSOLE}/doorkeeper.test.ts`],
  }),
  guard("console-code-once", "A one-time code is good once.", {
    file: `${CONSOLE}/doorkeeper.ts`,
    find: "      codes.delete(code);\n",
    put: "",
    tests: [`${CONSOLE}/doorkeeper.test.ts`],
  }),
  guard("console-origin", "A socket is opened for the console's own page only.", {
    file: `${CONSOLE}/console-server.ts`,
    find: "request.headers.host === host && request.headers.origin === origin",
    put: "request.headers.host === host",
    tests: [`${CONSOLE}/console-server.test.ts`],
  }),
  guard("console-socket-host", "A socket asked for by another host's name is not opened.", {
    file: `${CONSOLE}/console-server.ts`,
    find: "request.headers.host === host && request.headers.origin === origin",
    put: "request.headers.origin === origin",
    tests: [`${CONSOLE}/console-server.test.ts`],
  }),
  guard("console-host", "A page asked for by another host's name is not served.", {
    file: `${CONSOLE}/console-server.ts`,
    find: "if (request.headers.host !== host) {",
    put: 'if (request.headers.host === "") {',
    tests: [`${CONSOLE}/console-server.test.ts`],
  }),
  guard("sender-frame", "A call from a frame inside the page is not answered.", {
    file: "src-main/shell/is-top-frame.ts",
    find: "senderFrame === sender.mainFrame && ",
    put: "",
    tests: ["src-main/shell/is-top-frame.test.ts"],
  }),
  guard("sender-address", "A call from a page that is not the app's is not answered.", {
    file: "src-main/shell/is-top-frame.ts",
    find: " && isAppAddress(senderFrame.url)",
    put: "",
    tests: ["src-main/shell/is-top-frame.test.ts"],
  }),
];

const screen = [
  guard("latest-preview", "An older preview that comes last is not taken.", {
    file: `${STORES}/plan-desk.ts`,
    find: "      if (question !== lastQuestion) return;\n",
    put: "",
    tests: [`${STORES}/plan-desk.test.ts`],
  }),
  guard("stale-preview", "A plan that is older than the form cannot be sent.", {
    file: `${STORES}/plan-state.ts`,
    find: "return state.shown?.form === state.form ? state.shown.preview : undefined;",
    put: "return state.shown?.preview;",
    tests: [`${STORES}/plan-desk.test.ts`],
  }),
  guard("expired-preview", "A plan past its time cannot be sent.", {
    file: `${STORES}/plan-state.ts`,
    find: '  if (nowMs >= preview.validUntilMs) return "Plan too old: press Preview";\n',
    put: "",
    tests: [`${STORES}/plan-desk.test.ts`],
  }),
  guard("one-press", "A second press of Submit sends nothing.", {
    file: `${STORES}/plan-state.ts`,
    find: "  if (state.submission !== undefined) return SUBMITTED[state.submission.state];\n",
    put: "",
    tests: [`${STORES}/plan-desk.test.ts`],
  }),
  guard("silence-is-shown", "A main process that says nothing for seconds is shown as lost.", {
    file: `${STORES}/session.ts`,
    find: 'if (state === "open" && clock.now() - lastFrameMs > SILENT_AFTER_MS) link',
    put: 'if (state === "open" && clock.now() < lastFrameMs - SILENT_AFTER_MS) link',
    tests: [`${STORES}/session.test.ts`],
  }),
  guard("frame-gap", "A lost frame is noticed, and nothing is applied until the snapshot comes.", {
    file: "src-renderer/bridge/frame-stream.ts",
    find: "else if (frame.sequence === expected && !resyncing) accept(frame);",
    put: "else if (frame.sequence >= expected && !resyncing) accept(frame);",
    tests: ["src-renderer/bridge/frame-stream.test.ts"],
  }),
  guard("snapshot-replaces", "A snapshot takes away what it does not mention.", {
    file: `${STORES}/entities.ts`,
    find: "isSnapshot ? {} : copiedWithout(before, latest)",
    put: "copiedWithout(before, latest)",
    tests: [`${STORES}/entities.test.ts`],
  }),
];

export const EDGES = [...keys, ...doors, ...screen];
