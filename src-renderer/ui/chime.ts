// Short sounds made here, so that no file has to be loaded: one tone for news, two falling ones for trouble.

const TONES: Readonly<Record<"info" | "warn" | "stop", readonly number[]>> = {
  info: [880],
  warn: [660, 880],
  stop: [660, 440, 330],
};
const TONE_SECONDS = 0.12;
const LOUDNESS = 0.08;

let context: AudioContext | undefined;

/** Sounds once; silent where the machine has no audio or the page may not make any yet. */
export function chime(level: "info" | "warn" | "stop"): void {
  if (typeof AudioContext !== "function") return;
  context ??= new AudioContext();
  const { currentTime, destination } = context;
  TONES[level].forEach((frequency, index) => {
    if (context === undefined) return;
    const at = currentTime + index * TONE_SECONDS;
    const tone = new OscillatorNode(context, { frequency });
    const gain = new GainNode(context, { gain: 0 });
    // A soft edge at both ends: without it each tone clicks.
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.01);
    gain.gain.linearRampToValueAtTime(0, at + TONE_SECONDS);
    tone.connect(gain).connect(destination);
    tone.start(at);
    tone.stop(at + TONE_SECONDS);
  });
}
