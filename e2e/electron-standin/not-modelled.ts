// The stand-in's one promise: what it does not do, it refuses by name.
import { EventEmitter } from "node:events";

/** Ends the call with the name of what Electron has and the stand-in has not. */
export function notModelled(what: string): never {
  throw new Error(`electron stand-in: ${what} is not modelled`);
}

/** The same object, except that reading a member that it lacks throws. */
export function strict<T extends object>(target: T, name: string): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      const known = key in object || typeof key === "symbol" || ASKED_OF_ANY.has(key);
      return known ? (Reflect.get(object, key, receiver) as unknown) : notModelled(`${name}.${key}`);
    },
  });
}

/** What JavaScript itself, its debugger and its loggers ask of any object. */
const ASKED_OF_ANY = new Set(["then", "toJSON", "domain", "_events"]);

/** An emitter that lets nobody wait for an event which would never come. */
export class ModelledEmitter extends EventEmitter {
  constructor(name: string, events: readonly string[]) {
    super();
    this.on("newListener", (event) => {
      if (!events.includes(String(event))) notModelled(`${name}.on("${String(event)}")`);
    });
  }
}

/** Electron's event object: the listener may prevent what would follow. */
export interface PreventableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

/** A new event with further members. */
export function preventable<T extends object>(members: T): PreventableEvent & T {
  const state = { defaultPrevented: false };
  return {
    ...members,
    get defaultPrevented() {
      return state.defaultPrevented;
    },
    preventDefault() {
      state.defaultPrevented = true;
    },
  };
}
