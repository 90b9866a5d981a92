// Buttons: plain, the one that fires, and the one that must be held.
import { useId, type ReactNode } from "react";
import { EnvTag, type EnvironmentName } from "./tags.tsx";
import { useHold } from "./use-hold.ts";

interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick: () => void;
  readonly look?: "plain" | "primary" | "danger" | "bare";
  readonly size?: "small" | "large";
  readonly disabled?: boolean;
  /** What it does, or what would enable it. */
  readonly title?: string | undefined;
  /** Name for readers where the face is a sign. */
  readonly name?: string;
}

export function Button(props: ButtonProps): ReactNode {
  const { children, onClick, look = "plain", size = "small", disabled = false, title, name } = props;
  return (
    <button
      type="button"
      className={`button ${look} ${size}-size`}
      {...{ onClick, disabled, title }}
      aria-label={name}
    >
      {children}
    </button>
  );
}

interface FireButtonProps {
  /** Name for readers and scripts; the face says what will be done. */
  readonly name: string;
  readonly face: string;
  readonly detail: string;
  readonly environment: EnvironmentName;
  readonly look: "buy" | "sell" | "neutral";
  readonly onFire: () => void;
  /** Why it cannot fire; shown on its face. */
  readonly obstacle: string | undefined;
}

/** The name stays, the face changes with the plan: the face lies over the button and describes it. */
export function FireButton(props: FireButtonProps): ReactNode {
  const { name, face, detail, environment, look, onFire, obstacle } = props;
  const id = useId();
  return (
    <div className={`fire ${look} ${obstacle === undefined ? "ready" : ""}`}>
      <button
        type="button"
        disabled={obstacle !== undefined}
        onClick={onFire}
        aria-label={name}
        aria-describedby={id}
      />
      <div id={id} className="fire-face">
        <span className="fire-words">{obstacle ?? face}</span>
        <span className="detail">{detail}</span>
        <EnvTag environment={environment} />
      </div>
    </div>
  );
}

interface HoldButtonProps {
  readonly children: ReactNode;
  readonly onFire: () => void;
  readonly onStart?: () => void;
  readonly disabled?: boolean;
  readonly className?: string;
  readonly title?: string;
}

/** Fires after it was held for 600 ms. The fill is a clock. */
export function HoldButton(props: HoldButtonProps): ReactNode {
  const { children, onFire, onStart, disabled = false, className = "", title } = props;
  const hold = useHold(onFire, onStart);
  return (
    <button
      type="button"
      className={`hold-button ${className} ${hold.holding ? "holding" : ""}`}
      disabled={disabled}
      title={title ?? "Hold to fire, Escape to leave"}
      {...hold.handlers}
    >
      <i className="hold-fill" aria-hidden="true" />
      <span className="hold-face">{children}</span>
    </button>
  );
}
