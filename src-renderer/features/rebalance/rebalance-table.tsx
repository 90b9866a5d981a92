// Targets beside what is held, per account and symbol, with the band drawn and the trade that would be made.
import type { ReactNode } from "react";
import type { RebalanceRowView, RebalanceView } from "../../../src-core/contract/rebalance-view.ts";
import { useEntity } from "../../stores/use-terminal.ts";
import { Amount } from "../../ui/amount.tsx";
import { digitsOf } from "../../ui/amount-text.ts";
import { AccountName } from "../../ui/tags.tsx";
import { BandPlot, bandScale } from "./band-plot.tsx";

const HEADS = ["Actual, %", "Target, %", "Off, pp"] as const;

export function RebalanceTable({ view }: { readonly view: RebalanceView }): ReactNode {
  const scale = bandScale(view.rows);
  const several = new Set(view.rows.map(({ symbol }) => symbol)).size > 1;
  return (
    <table className="rebalance-table" aria-label="Targets">
      <thead>
        <tr>
          <th scope="col">Account</th>
          {HEADS.map((head) => (
            <th key={head} scope="col" className="end">
              {head}
            </th>
          ))}
          <th scope="col" className="plot-head">
            <span>−{scale}</span>
            <span>target</span>
            <span>+{scale}</span>
          </th>
          <th scope="col" className="end">
            Trade
          </th>
          <th scope="col" className="end">
            After, %
          </th>
        </tr>
      </thead>
      {view.rows.map((row) => (
        <Row key={`${row.accountId} ${row.listing}`} row={row} scale={scale} several={several} />
      ))}
    </table>
  );
}

interface RowProps {
  readonly row: RebalanceRowView;
  readonly scale: number;
  readonly several: boolean;
}

function Row({ row, scale, several }: RowProps): ReactNode {
  const venue = useEntity("account", row.accountId, ({ venueTitle }) => venueTitle);
  const digits = useEntity("listing", row.listing, ({ lot }) => digitsOf(lot));
  const idle = row.tradeSigned === "0";
  const aimless = row.targetPercent === undefined;
  return (
    <tbody className={idle ? "idle" : ""}>
      <tr>
        <th scope="row">
          <AccountName digit={row.digit} name={row.name} venue={venue} filled={!idle} />
        </th>
        <td className="end" title={row.targetWords}>
          <Amount value={row.actualPercent} digits={2} />
        </td>
        <td className="end" title={row.targetWords}>
          <Amount value={row.targetPercent} digits={2} none={aimless} />
        </td>
        <td className="end" title={row.targetWords}>
          <Amount value={row.offPercent} digits={2} signed none={aimless} />
        </td>
        <td className="plot-cell" rowSpan={2} title={row.targetWords}>
          <BandPlot row={row} scale={scale} />
        </td>
        <td className="end" title={row.detail}>
          {idle ? (
            <span className="second">nothing</span>
          ) : (
            <span className={row.tradeSigned.startsWith("-") ? "down" : "up"}>
              <Amount value={row.tradeSigned} digits={digits} exact signed />
            </span>
          )}
        </td>
        <td className="end" title={`After the trade: ${row.detail}`}>
          <Amount value={row.afterPercent} digits={2} className={idle ? "second" : ""} />
        </td>
      </tr>
      <tr className="detail">
        <td colSpan={4} title={row.detail}>
          {several ? `${row.symbol}: ${row.detail}` : row.detail}
        </td>
        <td colSpan={2} className="end" title={row.costWords}>
          {idle ? null : <CostLine row={row} />}
        </td>
      </tr>
    </tbody>
  );
}

function CostLine({ row }: { readonly row: RebalanceRowView }): ReactNode {
  return (
    <>
      <span className="cost-word">fee </span>
      <Amount value={row.fee} digits={2} />
      <span className="cost-word">, spread</span> <Amount value={row.spread} digits={2} />
      <span className="cost-word">, impact</span> <Amount value={row.impact} digits={2} />
    </>
  );
}
