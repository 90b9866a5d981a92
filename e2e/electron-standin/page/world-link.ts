// One end of the link between the page's own world and the preload's: the same code runs at both.
import { decodeValue, encodeValue, type CodecExtension } from "./codec.ts";

/** Event names that only the two ends know. */
export interface LinkNames {
  readonly sends: string;
  readonly hears: string;
}

export interface WorldLink {
  /** Gives the other world a value under a name. */
  expose(name: string, value: unknown): void;
}

type Message =
  | { readonly kind: "expose"; readonly name: string; readonly value: unknown }
  | { readonly kind: "call"; readonly id: number; readonly words: readonly unknown[] }
  | { readonly kind: "returned"; readonly value: unknown }
  | { readonly kind: "threw"; readonly value: unknown }
  | { readonly kind: "resolved" | "rejected"; readonly id: number; readonly value: unknown };

interface Settle {
  readonly resolved: (value: unknown) => void;
  readonly rejected: (value: unknown) => void;
}

/** Opens this world's end. Functions and promises that cross it stay where they are and are called across. */
export function openWorldLink(
  names: LinkNames,
  onExposed: (name: string, value: unknown) => void,
): WorldLink {
  const functions = new Map<number, (...words: readonly unknown[]) => unknown>();
  const promises = new Map<number, Settle>();
  const answers: Message[] = [];
  let lastId = 0;

  const extension: CodecExtension = {
    encode: (value) => {
      if (value instanceof Error) return { $: "error", text: value.message };
      if (typeof value !== "function" && !(value instanceof Promise)) return undefined;
      lastId += 1;
      const id = lastId;
      if (typeof value === "function") {
        functions.set(id, value as (...words: readonly unknown[]) => unknown);
        return { $: "function", id };
      }
      value.then(
        (result: unknown) => send({ kind: "resolved", id, value: result }),
        (problem: unknown) => send({ kind: "rejected", id, value: problem }),
      );
      return { $: "promise", id };
    },
    decode: ({ $, id = 0, text = "" }) => {
      if ($ === "error") return new Error(text);
      if ($ === "function") return (...words: readonly unknown[]) => call(id, words);
      return new Promise((resolved, rejected) => promises.set(id, { resolved, rejected }));
    },
  };

  function send(message: Message): void {
    window.dispatchEvent(new CustomEvent(names.sends, { detail: encodeValue(message, extension) }));
  }

  /** The other end answers before `dispatchEvent` returns. */
  function call(id: number, words: readonly unknown[]): unknown {
    send({ kind: "call", id, words });
    const answer = answers.pop();
    if (answer?.kind === "returned") return answer.value;
    throw answer?.kind === "threw" ? answer.value : new Error("electron stand-in: the other world is gone");
  }

  function answerCall(id: number, words: readonly unknown[]): void {
    try {
      send({ kind: "returned", value: functions.get(id)?.(...words) });
    } catch (problem) {
      send({ kind: "threw", value: problem });
    }
  }

  function hear(message: Message): void {
    if (message.kind === "expose") onExposed(message.name, message.value);
    else if (message.kind === "call") answerCall(message.id, message.words);
    else if (message.kind === "returned" || message.kind === "threw") answers.push(message);
    else {
      promises.get(message.id)?.[message.kind](message.value);
      promises.delete(message.id);
    }
  }

  window.addEventListener(
    names.hears,
    (event) => {
      event.stopImmediatePropagation();
      hear(decodeValue((event as CustomEvent<string>).detail, extension) as Message);
    },
    true,
  );
  return { expose: (name, value) => send({ kind: "expose", name, value }) };
}
