// The way out for an order that nothing proves: a person says what was checked, and takes it over by a full hold.
import { useState, type ReactNode } from "react";
import type { Failure } from "../../bridge/client.ts";
import { useTerminal } from "../../stores/use-terminal.ts";
import { HoldButton } from "../../ui/buttons.tsx";
import { TextField } from "../../ui/field.tsx";
import { Failures } from "../../ui/messages.tsx";

export function TakeOverOrder({ orderId }: { readonly orderId: string }): ReactNode {
  const { client } = useTerminal();
  const [why, setWhy] = useState("");
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const take = (): void => {
    void client.request("order/acknowledge", { orderId, why: why.trim() }).then((answer) => {
      setFailures(answer.ok ? [] : answer.failures);
    });
  };
  return (
    <section className="outcome" aria-label="Take over this order">
      <p className="warn">
        Nothing proves that this order does not work. If you take it over, its reservation is freed and limits
        no longer count it. If it fills after all, the account may pass a limit; it then becomes REDUCING.
        Look at the venue&apos;s own page first.
      </p>
      <div className="row">
        <TextField label="What did you check?" value={why} onChange={setWhy} />
        <HoldButton disabled={why.trim() === ""} onFire={take}>
          Hold: it does not work
        </HoldButton>
      </div>
      <Failures failures={failures} />
    </section>
  );
}
