// One press from what was told to where it is mended.
import type { ReactNode } from "react";
import type { ToldAct } from "../../stores/attention-rules.ts";
import { useTerminal } from "../../stores/use-terminal.ts";
import { openPanel, showSide } from "../../stores/workspace.ts";
import { Button } from "../../ui/buttons.tsx";

export function ToldActButton({ act }: { readonly act: ToldAct | undefined }): ReactNode {
  const { workspace } = useTerminal();
  if (act === undefined) return null;
  const { words, side, panel } = act;
  return (
    <Button
      name={`Go to ${words}`}
      onClick={() => {
        if (side !== undefined) showSide(workspace, side);
        if (panel !== undefined) openPanel(workspace, panel);
      }}
    >
      {words}
    </Button>
  );
}
