// What the terminal keeps to itself: secrets from everything, and its state from windows that no window of ours is.
import type { Judge } from "./judge.ts";

function disguises(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [secret, bytes.toString("base64").replace(/=+$/, ""), bytes.toString("hex")];
}

/** I14 No key and no secret is in any file, frame or answer. */
export const i14: Judge = (scene) => ({
  quiet: () => {
    const places = [...scene.disk.everything(), Buffer.from(scene.desk.said.join("\n"))];
    for (const { name, apiKey, secret } of scene.accounts) {
      for (const needle of [...disguises(apiKey), ...disguises(secret)])
        if (places.some((place) => place.includes(needle)))
          scene.violate("I14", `a secret of ${name} is written or said`);
    }
    scene.desk.said = [];
  },
});

/** I16 A request that no window of ours makes is refused in words, and changes nothing. */
export const i16: Judge = (scene) => ({
  heardHostile: (text) => {
    const answer = JSON.parse(text) as {
      readonly ok?: unknown;
      readonly failures?: readonly { readonly code: string }[];
    };
    if (answer.ok !== false) scene.violate("I16", `an odd request was answered ${text.slice(0, 100)}`);
    if (answer.failures?.some(({ code }) => code === "fault") === true)
      scene.violate("I16", "an odd request broke a handler");
  },
});
