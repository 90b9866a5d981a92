// The invariants by number. I4 is judged at the end by `disagreements`, I11 at a preview, I20 by running a seed twice. I22 is not judged in runs yet: docs/reliability.md.
import { i21, i5 } from "./exposure.ts";
import { i6, i19 } from "./halts.ts";
import { i12 } from "./isolation.ts";
import type { Judge } from "./judge.ts";
import { i10, i17, i18, i9 } from "./line.ts";
import { i1, i13, i15, i2, i3 } from "./once-and-recorded.ts";
import { i14, i16 } from "./room.ts";
import { i7, i8 } from "./screen.ts";

export const JUDGES: Readonly<Record<string, Judge>> = {
  I1: i1,
  I2: i2,
  I3: i3,
  I5: i5,
  I6: i6,
  I7: i7,
  I8: i8,
  I9: i9,
  I10: i10,
  I12: i12,
  I13: i13,
  I14: i14,
  I15: i15,
  I16: i16,
  I17: i17,
  I18: i18,
  I19: i19,
  I21: i21,
};
