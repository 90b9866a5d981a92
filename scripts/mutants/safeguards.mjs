// Every safeguard that the suite must notice when it is gone. docs/reliability.md has the same list for people.
import { DOUBT } from "./safeguards/doubt.mjs";
import { EDGES } from "./safeguards/edges.mjs";
import { GATE } from "./safeguards/gate.mjs";
import { SENDING } from "./safeguards/sending.mjs";
import { SIZES } from "./safeguards/sizes.mjs";
import { VENUE } from "./safeguards/venue.mjs";

export const SAFEGUARDS = [...SENDING, ...DOUBT, ...GATE, ...VENUE, ...SIZES, ...EDGES];
