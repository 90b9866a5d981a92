// A change before it is sent, beside what is changed: old and new, what it is worth, the verdict, and the one button.
import { useEffect, useRef, type CSSProperties, type KeyboardEvent, type ReactNode } from "react";
import { useStore } from "zustand";
import type { PlanPreview } from "../../../src-core/contract/views.ts";
import type { AmendWish, Anchor } from "../../stores/amend-desk.ts";
import { freshPreview, obstacleOf } from "../../stores/plan-state.ts";
import { useEntity, useNow, usePlan, useTerminal } from "../../stores/use-terminal.ts";
import { Amount } from "../../ui/amount.tsx";
import { digitsOf } from "../../ui/amount-text.ts";
import { Button } from "../../ui/buttons.tsx";
import { Icon } from "../../ui/icon.tsx";
import { EnvTag } from "../../ui/tags.tsx";
import { counted } from "../../ui/words.ts";

const CARD = { width: 320, height: 132, gap: 16 } as const;

/** Stands beside what is changed: below it, or above where there is no room. */
export function AmendCard(): ReactNode {
  const { amend } = useTerminal();
  const wish = useStore(amend.store, (state) => state.wish);
  return wish === undefined ? null : <Card wish={wish} style={placeBeside(wish.beside)} />;
}

function placeBeside({ x, y }: Anchor): CSSProperties {
  const { innerWidth, innerHeight } = window;
  const below = y + CARD.gap;
  const fits = below + CARD.height + CARD.gap < innerHeight;
  return {
    left: Math.max(CARD.gap, Math.min(x, innerWidth - CARD.width - CARD.gap)),
    ...(fits ? { top: below } : { bottom: innerHeight - y + CARD.gap }),
  };
}

function Card({ wish, style }: { readonly wish: AmendWish; readonly style: CSSProperties }) {
  const { amend } = useTerminal();
  const state = usePlan(amend.plans, (whole) => whole);
  const environment = useEntity("order", wish.orderIds[0], (order) => order.environment);
  const now = useNow();
  const preview = freshPreview(state);
  const submit = useRef<HTMLDivElement>(null);
  const obstacle = obstacleOf(state, now);
  useEffect(() => {
    if (!wish.held) amend.plans.renew();
  }, [amend, now, wish.held]);
  const ready = !wish.held && obstacle === undefined;
  const offered = useRef(false);
  useEffect(() => {
    // Once for each time the hand lets go: a plan asked again must not take the caret from elsewhere.
    if (wish.held) offered.current = false;
    if (!ready || offered.current) return;
    offered.current = true;
    submit.current?.querySelector<HTMLButtonElement>("button.primary")?.focus();
  }, [ready, wish.held]);
  const hear = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    amend.leave();
  };
  return (
    <section className="amend-card" aria-label="Change of orders" style={style} onKeyDown={hear}>
      <OldAndNew wish={wish} />
      {preview === undefined ? null : <Worth preview={preview} />}
      <Verdict preview={preview} failures={state.failures} submission={state.submission} />
      <div className="row" ref={submit}>
        {environment === undefined ? null : <EnvTag environment={environment} />}
        <span className="grow" />
        <Button onClick={() => amend.leave()} title="Escape">
          Leave
        </Button>
        {state.submission?.state === "unanswered" ? (
          <Button onClick={() => void amend.plans.askAgain()}>Ask again</Button>
        ) : (
          <Button
            look="primary"
            name="Submit change"
            disabled={!ready}
            title={wish.held ? "Let go to send" : obstacle}
            onClick={() => void amend.plans.submit()}
          >
            {preview === undefined ? "Submit" : `Submit ${counted(sending(preview), "change")}`}
          </Button>
        )}
      </div>
    </section>
  );
}

function OldAndNew({ wish }: { readonly wish: AmendWish }): ReactNode {
  const tick = useEntity("listing", wish.listing, (view) => digitsOf(view.tick));
  const lot = useEntity("listing", wish.listing, (view) => digitsOf(view.lot));
  const digits = wish.field === "quantity" ? lot : tick;
  return (
    <p className="old-new">
      <b>{wish.label}</b>
      <Amount value={wish.from} digits={digits} exact />
      <Icon name="arrow" title="becomes" />
      <Amount value={wish.to} digits={digits} exact className="strong" />
    </p>
  );
}

function Worth({ preview }: { readonly preview: PlanPreview }): ReactNode {
  const replaced = preview.legs.filter(({ change }) => change?.kind === "replace").length;
  return (
    <p className="second">
      <Amount value={preview.notional} digits={2} className="strong" /> USD in{" "}
      {counted(sending(preview), "order")}
      {replaced === 0 ? "" : `, ${String(replaced)} cancelled first and made anew`}
    </p>
  );
}

function Verdict({
  preview,
  failures,
  submission,
}: {
  readonly preview: PlanPreview | undefined;
  readonly failures: readonly { readonly message: string }[];
  readonly submission:
    { readonly state: string; readonly failures: readonly { readonly message: string }[] } | undefined;
}): ReactNode {
  if (submission?.state === "unanswered")
    return <p className="warn">No answer: it may have been sent. Asking again does not send it twice.</p>;
  const said = [...(submission?.failures ?? []), ...failures].map(({ message }) => message);
  const denials = preview === undefined ? [] : denied(preview);
  const lines = [...new Set([...said, ...denials])];
  if (lines.length > 0) return <p className="stop">{lines.slice(0, 3).join(" ")}</p>;
  return <p className="second">{preview === undefined ? "Working out the change" : "Every rule passes"}</p>;
}

function denied(preview: PlanPreview): readonly string[] {
  const readings = [...preview.readings, ...preview.legs.flatMap((leg) => leg.readings)];
  return readings.filter(({ outcome }) => outcome === "deny").map(({ message }) => message);
}

function sending(preview: PlanPreview): number {
  return preview.legs.filter(({ decision }) => decision !== "nothing").length;
}
