// One account's part of a plan: what is sent in the first line, what stands after it in the second.
import type { ReactNode } from "react";
import type { LegPreview } from "../../../src-core/contract/views.ts";
import { useEntity } from "../../stores/use-terminal.ts";
import { Amount } from "../../ui/amount.tsx";
import { digitsOf } from "../../ui/amount-text.ts";
import { Icon } from "../../ui/icon.tsx";
import { AccountChip, venueCode } from "../../ui/tags.tsx";
import { LIMITED_WORDS, SIDE_WORDS } from "../../ui/words.ts";

const VERDICTS = {
  approve: { icon: "check", title: "Every rule passes" },
  refuse: { icon: "cross", title: "Refused: see the reason below" },
  nothing: { icon: "ring", title: "Nothing to do" },
} as const;

export function LegRow({ leg }: { readonly leg: LegPreview }): ReactNode {
  const venue = useEntity("account", leg.accountId, ({ venueTitle }) => venueTitle);
  const digits = useEntity("listing", leg.listing, ({ lot }) => digitsOf(lot));
  const tick = useEntity("listing", leg.listing, (view) => digitsOf(view.tick));
  const verdict = VERDICTS[leg.decision];
  const warns = leg.decision === "approve" && leg.readings.some(({ outcome }) => outcome === "warn");
  const limited = LIMITED_WORDS[leg.limitedBy] ?? "";
  return (
    <tr className={leg.decision} title={leg.detail}>
      <th scope="row">
        <span className="account-name">
          <AccountChip digit={leg.digit} filled={leg.decision === "approve"} />
          <span className="name">{leg.name}</span>
        </span>
        <small>
          {venue === undefined ? "" : venueCode(venue)}{" "}
          {leg.decision === "nothing" ? "" : SIDE_WORDS[leg.side].toLowerCase()}
          {leg.does === undefined ? "" : `, ${leg.does} `}
          {leg.does === "moves to" || leg.does === "stop at" ? (
            <Amount value={leg.trigger ?? leg.price} digits={tick} exact />
          ) : null}
          {leg.limitedBy === "none" || leg.limitedBy === "lot" ? "" : `, ${limited}`}
        </small>
      </th>
      {leg.decision === "nothing" ? (
        <td className="end wrap" colSpan={3}>
          <small>{leg.detail}</small>
        </td>
      ) : (
        <LegFigures leg={leg} digits={digits} />
      )}
      <td className={`verdict ${warns ? "warn" : leg.decision}`}>
        <Icon name={warns ? "warn" : verdict.icon} title={warns ? "Passes with a warning" : verdict.title} />
      </td>
    </tr>
  );
}

function LegFigures({
  leg,
  digits,
}: {
  readonly leg: LegPreview;
  readonly digits: number | undefined;
}): ReactNode {
  return (
    <>
      <td className="end">
        <Amount value={leg.quantity} title={leg.words?.quantity} digits={digits} exact />
        <small>
          <Amount value={leg.positionAfter} title={leg.words?.positionAfter} digits={digits} exact signed />
        </small>
      </td>
      <td className="end strong">
        <Amount value={leg.notional} title={leg.words?.notional} digits={2} />
        <small>
          <Amount value={leg.margin} title={leg.words?.margin} digits={2} />
        </small>
      </td>
      <td className="end">
        <Amount value={leg.fee} title={leg.words?.fee} digits={2} />
        <small>
          <Amount value={leg.leverageAfter} title={leg.words?.leverageAfter} digits={2} suffix="×" />
        </small>
      </td>
    </>
  );
}
