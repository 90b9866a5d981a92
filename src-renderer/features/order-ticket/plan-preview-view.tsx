// A plan before it is sent: notional, costs, every account's part with what stands after it, and the reasons.
import type { ReactNode } from "react";
import type { LegPreview, PlanPreview } from "../../../src-core/contract/views.ts";
import type { PlanDesk } from "../../stores/plan-desk.ts";
import { useEntities, useEntity } from "../../stores/use-terminal.ts";
import { Amount } from "../../ui/amount.tsx";
import { digitsOf } from "../../ui/amount-text.ts";
import { Icon } from "../../ui/icon.tsx";
import { counted } from "../../ui/words.ts";
import { LegRow } from "./leg-row.tsx";
import { OnTop } from "./on-top.tsx";
import { PlanReasons } from "./plan-reasons.tsx";

export function PlanPreviewView({
  preview,
  desk,
}: {
  readonly preview: PlanPreview;
  readonly desk: PlanDesk;
}): ReactNode {
  return (
    <>
      <div className="hero">
        <div>
          <span className="label">Notional, USD</span>
          <Amount value={preview.notional} digits={2} className="large" title={preview.words?.notional} />
        </div>
        <div className="hero-costs">
          <span>
            Fee <Amount value={preview.fee} digits={2} title={preview.words?.fee} />
          </span>
          <span>
            Slippage <Amount value={preview.slippageBps} digits={1} title={preview.words?.slippageBps} /> bp
          </span>
        </div>
      </div>
      <PlanTable preview={preview} />
      <OnTop preview={preview} />
      <p className="before-after">
        <span>Group leverage</span>
        <Amount value={preview.leverageBefore} digits={2} suffix="×" title={preview.words?.leverageBefore} />
        <Icon name="arrow" title="after this plan" />
        <Amount
          value={preview.leverageAfter}
          digits={2}
          suffix="×"
          className="after"
          title={preview.words?.leverageAfter}
        />
      </p>
      <PlanReasons preview={preview} desk={desk} />
    </>
  );
}

function PlanTable({ preview }: { readonly preview: PlanPreview }): ReactNode {
  const first = preview.legs[0]?.listing;
  const unit = useEntity("listing", first, ({ sizeUnit }) => sizeUnit);
  const digits = useEntity("listing", first, ({ lot }) => digitsOf(lot));
  const sending = preview.legs.filter(isSent).length;
  // Quantities of different things are not added up.
  const bases = useEntities("listing", ({ byId }) => [
    ...new Set(preview.legs.map(({ listing }) => byId[listing]?.base)),
  ]);
  const oneKind = bases.length <= 1;
  return (
    <table className="plan-table">
      <thead>
        <tr>
          <th scope="col">
            Account<small>after this plan</small>
          </th>
          <th scope="col" className="end">
            {oneKind && unit !== undefined ? unit : "Quantity"}
            <small>position</small>
          </th>
          <th scope="col" className="end">
            Notional<small>margin</small>
          </th>
          <th scope="col" className="end">
            Fee<small>leverage</small>
          </th>
          <th scope="col">
            <span className="hidden">Verdict</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {preview.legs.map((leg) => (
          <LegRow key={`${leg.accountId} ${leg.listing} ${leg.side}`} leg={leg} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{counted(sending, "leg")}</th>
          <td className="end">
            {oneKind ? <Amount value={preview.quantity} digits={digits} exact /> : null}
            {preview.unallocated === "0" ? null : (
              <small>
                <Amount value={preview.unallocated} /> left over
              </small>
            )}
          </td>
          <td className="end strong">
            <Amount value={preview.notional} digits={2} />
          </td>
          <td className="end">
            <Amount value={preview.fee} digits={2} />
          </td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

/** A leg that an order would be made for. */
export function isSent(leg: LegPreview): boolean {
  return leg.decision === "approve";
}
