// The small sign of a dead-man switch in the accounts tree: only what the venue has answered, whole on hover.
import type { ReactNode } from "react";
import type { DeadManView } from "../../../src-core/contract/dead-man-views.ts";
import { Icon } from "../../ui/icon.tsx";
import { DEAD_MAN_ICONS, DEAD_MAN_TITLES, DEAD_MAN_TONES } from "./dead-man-words.ts";

export function DeadManSign({ view }: { readonly view: DeadManView | undefined }): ReactNode {
  if (view === undefined || view.state === "off") return null;
  const tone = DEAD_MAN_TONES[view.state];
  const words = `Dead-man switch. ${DEAD_MAN_TITLES[view.state]}. ${view.words}`;
  return (
    <span className={tone === "plain" ? "mark second" : `mark ${tone}`} title={words}>
      <Icon name={DEAD_MAN_ICONS[view.state]} title={words} />
    </span>
  );
}
