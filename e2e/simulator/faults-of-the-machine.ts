// What can happen to the machine that Yoke runs on: its clock, its power, its disk, its keychain, its window.
import type { PlayFault } from "./play-fault.ts";
import { JOURNAL } from "./desk.ts";
import type { Random } from "./random.ts";
import type { Scene } from "./scene.ts";
import type { Trader } from "./trader.ts";

/** The power fails now and comes back after a while. */
function crash(scene: Scene, chance: Random, meanwhile: () => void = () => undefined): void {
  scene.disk.trap = undefined;
  scene.desk.crash();
  meanwhile();
  scene.world.schedule(chance.between(500, 8_000), "script", () => scene.desk.start());
}

/** A wall clock that is a little or much off, that jumps, a venue whose clock drifts, and a lid that is closed. */
const F16: PlayFault = ({ scene }, chance) => {
  const { desk, world } = scene;
  scene.happened("F16");
  const how = chance.between(0, 3);
  if (how === 0) scene.venue.control.clockOffset(chance.between(-900, 900));
  else if (how === 1) desk.sleep(chance.between(2_000, 60_000));
  else {
    const ms = chance.pick([1_000, -1_000, 10_000, -10_000, 3_600_000]);
    desk.jumpWall(ms);
    if (how === 2) world.schedule(chance.between(2_000, 30_000), "script", () => desk.jumpWall(-ms));
  }
};

/** The power fails when an intent is safe on the disk and nothing has left. */
const F18: PlayFault = ({ scene }, chance) => {
  scene.disk.trap = (moment, bytes) => {
    if (moment !== "synced" || !Buffer.from(bytes).includes('"submitted"')) return false;
    scene.happened("F18");
    crash(scene, chance);
    return true;
  };
};

/** The power fails after a create has left, before its answer. */
const F19: PlayFault = ({ scene }, chance) => {
  scene.onNextCreate = () => {
    const { life } = scene.desk;
    scene.world.schedule(chance.next() * 80, "script", () => {
      if (scene.desk.life !== life || !scene.desk.runs) return;
      scene.happened("F19");
      crash(scene, chance);
    });
  };
};

/** The power fails while the journal is written: a part is there, and the end of it may be rubbish. */
const F20: PlayFault = ({ scene }, chance) => {
  const anyRecord = chance.chance(0.5);
  scene.disk.trap = (moment, bytes) => {
    if (moment !== "writing" || (!anyRecord && !Buffer.from(bytes).includes('"submitted"'))) return false;
    scene.happened("F20");
    scene.disk.tear(JOURNAL, bytes);
    crash(scene, chance);
    return true;
  };
};

/** The disk is full, or fails. */
const F21: PlayFault = ({ scene }, chance) => {
  scene.happened("F21");
  scene.disk.state = chance.pick(["full", "broken"]);
  scene.world.schedule(chance.between(1_000, 20_000), "script", () => {
    scene.disk.state = "well";
  });
};

/** The end of the journal is cut, flipped or zeroed while the machine is off. */
const F22: PlayFault = ({ scene }, chance) => {
  if (scene.disk.durable(JOURNAL).length < 30_000 || !chance.chance(0.4)) return;
  scene.happened("F22");
  crash(scene, chance, () => {
    scene.disk.damage(JOURNAL, chance.pick(["cut", "flip", "zero"]), 3_000);
    scene.journalDamaged();
  });
};

/** The preferences are damaged at the next start. */
const F23: PlayFault = ({ scene }, chance) => {
  scene.happened("F23");
  scene.desk.settingsDamaged = true;
  if (scene.desk.runs) crash(scene, chance);
};

/** The keychain is locked, gone, empty, slow, or gives somebody else's key, at a start. */
const F24: PlayFault = ({ scene }, chance) => {
  scene.happened("F24");
  scene.keychain.state = chance.pick(["locked", "unavailable", "missing", "slow", "wrong"]);
  if (scene.desk.runs) crash(scene, chance);
  scene.world.schedule(chance.between(8_000, 30_000), "script", () => {
    scene.keychain.state = "open";
  });
};

const ODD = [
  "",
  "null",
  "{}",
  "[1,2",
  '{"channel":"plan/submit","body":{"planId":"x","hash":"0"}}',
  '{"channel":"plan/submit","body":{"planId":"../x","hash":"' + "0".repeat(64) + '"}}',
  '{"channel":"__proto__","body":{}}',
  '{"channel":"constructor","body":{"prototype":1}}',
  '{"channel":"order/cancel","body":{"orderId":"nobody"}}',
  '{"channel":"plan/preview-order","body":{"draft":{"quantity":"NaN"}}}',
  '{"channel":"frames/acknowledge","body":{"sequence":1e308}}',
  '{"channel":"limits/save","body":{"scope":"environment:live","limits":{"maxOrderNotional":"1e400","priceCollarBps":"-1","maxPositionNotional":"Infinity","maxOpenOrders":"0x10"}}}',
] as const;

/** A window that breaks, or that says what no window of ours would. */
const F26: PlayFault = (trader: Trader, chance) => {
  const { scene } = trader;
  scene.happened("F26");
  if (chance.chance(0.3)) scene.world.schedule(0, scene.desk.owner, () => scene.desk.reopenWindow());
  else trader.act(async () => scene.heardHostile(await scene.desk.askText(chance.pick(ODD))));
};

export const CLOCK_FAULTS = { F16, F18, F19, F20, F21, F22, F23, F24, F26 } as const;
