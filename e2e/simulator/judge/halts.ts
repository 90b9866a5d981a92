// What protects from trading on after a stop.
import { readCreate } from "./create-on-the-wire.ts";
import type { Judge } from "./judge.ts";

interface Scoped {
  readonly scope: { readonly kind: string; readonly accountId?: string };
}

/** What a halt is about: one account's id, or `all`. */
function keyOf(body: unknown): string {
  const { scope } = body as Scoped;
  return scope.kind === "account" ? (scope.accountId ?? "") : "all";
}

/** I6 Halted: no create leaves that could open. Reducing after a liquidation: no create leaves that could open. */
export const i6: Judge = (scene) => {
  const halted = new Set<string>();
  const reducing = new Map<string, number>();
  // What was asked before a resume was asked for does not halt after it, however late it is answered.
  let waiting = new Set<unknown>();
  return {
    asked: (channel, body) => {
      if (channel === "kill/engage") waiting.add(body);
      if (channel !== "kill/resume") return;
      waiting = new Set();
      if (halted.size === 0) reducing.clear();
      halted.clear();
    },
    told: (channel, body, answer) => {
      if (channel === "kill/engage" && answer.ok && waiting.delete(body)) halted.add(keyOf(body));
    },
    delivered: (key, text) => {
      if (key !== undefined && text.includes('"autoclose-')) reducing.set(key, scene.world.nowMs());
    },
    stopped: () => {
      reducing.clear();
    },
    journalDamaged: () => {
      halted.clear();
    },
    leaving: (request) => {
      const create = readCreate(request);
      if (create === undefined || create.closes) return;
      const account = scene.accounts.find(({ apiKey }) => apiKey === create.apiKey);
      if (halted.has("all") || halted.has(account?.id ?? ""))
        scene.violate("I6", `${create.clientId} left while ${account?.name ?? "?"} was halted`);
      if (reducing.has(create.apiKey))
        scene.violate("I6", `${create.clientId} left while ${account?.name ?? "?"} was reducing`);
    },
  };
};

/** I19 A halt that a person was told of survives every restart until a person resumes. */
export const i19: Judge = (scene) => {
  let halted = new Set<string>();
  let waiting = new Set<unknown>();
  return {
    asked: (channel, body) => {
      if (channel === "kill/engage") waiting.add(body);
      if (channel !== "kill/resume") return;
      waiting = new Set();
      halted = new Set();
    },
    told: (channel, body, answer) => {
      if (channel !== "kill/engage" || !answer.ok || !waiting.delete(body) || scene.disk.state !== "well")
        return;
      halted.add(keyOf(body));
    },
    journalDamaged: () => {
      halted = new Set();
    },
    stopped: () => {
      if (scene.disk.state !== "well") halted = new Set();
    },
    started: ({ runtime }) => {
      const expected = new Set(halted);
      const { causes } = runtime.state.durable;
      for (const scope of expected) {
        const name = scope === "all" ? "installation" : `account:${scope}`;
        if (!causes.some((cause) => cause.kind === "person" && cause.scope === name))
          scene.violate("I19", `the halt of ${name} was lost by a restart`);
      }
    },
  };
};
