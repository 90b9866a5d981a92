// An order's state as sign and word. UNKNOWN is loud; what is finished is quiet.
import type { ReactNode } from "react";
import type { OrderView } from "../../src-core/contract/views.ts";
import { Icon, type IconName } from "./icon.tsx";
import { ORDER_WORDS } from "./words.ts";

type Status = OrderView["status"];

const ICONS: Readonly<Record<Status, IconName>> = {
  DENIED: "cross",
  INTENT: "clock",
  SENDING: "clock",
  ACCEPTED: "clock",
  OPEN: "ring",
  PARTIAL: "half",
  FILLED: "check",
  CANCELED: "cross",
  EXPIRED: "cross",
  REJECTED: "cross",
  UNKNOWN: "question",
  ABSENT: "cross",
  ACKNOWLEDGED: "cross",
};

const TONES: Readonly<Partial<Record<Status, string>>> = {
  UNKNOWN: "warn",
  ACKNOWLEDGED: "warn",
  REJECTED: "stop",
  DENIED: "stop",
};

const CANCEL_WORDS: Readonly<Record<OrderView["cancel"], string>> = {
  none: "",
  pending: "canceling",
  unknown: "cancel UNKNOWN",
  rejected: "cancel refused",
};

interface OrderStatusMarkProps {
  readonly status: Status;
  readonly cancel: OrderView["cancel"];
  readonly working?: boolean;
}

export function OrderStatusMark({ status, cancel, working = true }: OrderStatusMarkProps): ReactNode {
  const cancelWord = working ? CANCEL_WORDS[cancel] : "";
  return (
    <span className={`status-mark ${TONES[status] ?? ""}`}>
      <Icon name={ICONS[status]} />
      {ORDER_WORDS[status]}
      {cancelWord === "" ? null : (
        <span className={cancel === "pending" ? "second" : "warn"}>, {cancelWord}</span>
      )}
    </span>
  );
}
