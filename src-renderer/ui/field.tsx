// A labelled control in one line, with room kept for its reason: nothing is pushed down when it is wrong.
import { useId, type KeyboardEvent, type ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { stepBy } from "../../src-core/ticket/step-by.ts";

export interface FieldNote {
  readonly text: string;
  readonly tone?: "plain" | "warn" | "stop";
  /** Values that would do: each is a button that puts it into the field. */
  readonly mends?: readonly string[];
}

interface FrameProps {
  readonly label: string;
  /** Unit of the value, beside the label and not part of its name. */
  readonly unit?: ReactNode;
  /** Absent: no line is kept under the field. */
  readonly note?: FieldNote | undefined;
  readonly muted?: boolean;
  readonly onMend?: (value: string) => void;
  readonly children: (ids: { readonly control: string; readonly note: string | undefined }) => ReactNode;
}

export function Field({ label, unit, note, muted = false, onMend, children }: FrameProps): ReactNode {
  const id = useId();
  const noteId = note === undefined ? undefined : `${id}-note`;
  const tone = note?.tone ?? "plain";
  return (
    <div className={`field-block ${tone} ${muted ? "muted" : ""}`}>
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {label}
        </label>
        {unit === undefined ? null : <span className="field-unit">{unit}</span>}
        {children({ control: id, note: noteId })}
      </div>
      {note === undefined ? null : (
        <p className={`hint ${tone}`} id={noteId} title={note.text}>
          {tone === "plain" ? null : <Icon name="warn" />}
          <Mends values={note.mends ?? []} onMend={onMend} />
          {note.text}
        </p>
      )}
    </div>
  );
}

interface MendsProps {
  readonly values: readonly string[];
  readonly onMend: ((value: string) => void) | undefined;
}

function Mends({ values, onMend }: MendsProps): ReactNode {
  if (onMend === undefined) return null;
  return values.map((value) => (
    <button key={value} type="button" className="mend" title={`Use ${value}`} onClick={() => onMend(value)}>
      {value}
    </button>
  ));
}

interface NumberFieldProps {
  readonly label: string;
  readonly unit?: ReactNode;
  readonly note?: FieldNote;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Tick or lot for the arrow keys; Shift takes ten. */
  readonly step?: string | undefined;
  readonly disabled?: boolean;
  /** Shown instead of a value while disabled. */
  readonly standIn?: string;
}

export function NumberField(props: NumberFieldProps): ReactNode {
  const { label, unit, note, value, onChange, step, disabled = false, standIn } = props;
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    if (step !== undefined)
      onChange(stepBy(value, step, (event.key === "ArrowUp" ? 1 : -1) * (event.shiftKey ? 10 : 1)));
  };
  return (
    <Field label={label} unit={unit} note={note} muted={disabled} onMend={onChange}>
      {(ids) => (
        <input
          id={ids.control}
          aria-describedby={ids.note}
          aria-invalid={note?.tone === "stop"}
          className="number"
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          disabled={disabled}
          value={disabled ? (standIn ?? "") : value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
          onKeyDown={onKeyDown}
        />
      )}
    </Field>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly note?: FieldNote;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly secret?: boolean;
  readonly maxLength?: number;
}

export function TextField({
  label,
  note,
  value,
  onChange,
  secret = false,
  maxLength = 40,
}: TextFieldProps): ReactNode {
  return (
    <Field label={label} note={note}>
      {(ids) => (
        <input
          id={ids.control}
          aria-describedby={ids.note}
          className={secret ? "identifier" : ""}
          type={secret ? "password" : "text"}
          autoComplete="off"
          spellCheck={false}
          maxLength={maxLength}
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}
