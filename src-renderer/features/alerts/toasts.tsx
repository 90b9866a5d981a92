// What was just told, for some seconds, at the top where no button stands that sends. The list keeps everything.
import { Toast } from "@base-ui/react/toast";
import { useEffect, useState, type ReactNode } from "react";
import type { Attention } from "../../stores/attention.ts";
import { useTerminal } from "../../stores/use-terminal.ts";
import { chime } from "../../ui/chime.ts";
import { showOnDesktop } from "../../ui/desktop-notices.ts";
import { Icon } from "../../ui/icon.tsx";
import { clockText } from "../../ui/time-text.ts";
import { ToldActButton } from "./told-act.tsx";

const SHOWN = 3;
const LASTS_MS = 6_000;
/** Trouble stays longer, but nothing stays for ever: the list has it. */
const TROUBLE_LASTS_MS = 15_000;

export function Toasts(): ReactNode {
  const [manager] = useState(() => Toast.createToastManager<Attention>());
  const { attention } = useTerminal();
  const [spoken, setSpoken] = useState("");
  useEffect(
    () =>
      attention.onTold((item, { toast, sound, desktop }) => {
        if (sound) chime(item.level);
        if (desktop) showOnDesktop([item.text, item.remedy].filter(Boolean).join("\n"), item.id);
        if (!toast) {
          if (item.kind === "fill") setSpoken(item.text);
          return;
        }
        manager.add({
          title: item.text,
          description: item.remedy,
          type: item.level,
          timeout: item.level === "info" ? LASTS_MS : TROUBLE_LASTS_MS,
          priority: item.level === "stop" ? "high" : "low",
          data: item,
        });
      }),
    [attention, manager],
  );
  return (
    <>
      {/* Fills are spoken also by those who want no toast for them. */}
      <p className="hidden" role="log" aria-label="Last fill" aria-live="polite">
        {spoken}
      </p>
      <Toast.Provider toastManager={manager} limit={SHOWN}>
        <Toast.Portal>
          <Toast.Viewport className="toasts">
            <ToastList />
          </Toast.Viewport>
        </Toast.Portal>
      </Toast.Provider>
    </>
  );
}

function ToastList(): ReactNode {
  const { toasts } = Toast.useToastManager<Attention>();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className="toast" swipeDirection={[]}>
      <Toast.Content className="toast-content">
        {toast.type === "info" ? null : <Icon name="warn" />}
        <div className="toast-words">
          <Toast.Title className="toast-title" />
          <Toast.Description className="second" />
        </div>
        <span className="second">{toast.data === undefined ? "" : clockText(toast.data.atMs)}</span>
        <ToldActButton act={toast.data?.act} />
        <Toast.Close className="button bare toast-close" aria-label="Close">
          <Icon name="cross" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
