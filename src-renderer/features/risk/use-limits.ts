// The limits of one scope as main last told them.
import { useEffect, useState } from "react";
import type { LimitsDraft } from "../../../src-core/contract/requests.ts";
import type { Failure } from "../../bridge/client.ts";
import { useTerminal } from "../../stores/use-terminal.ts";

interface ReadLimits {
  readonly key: string;
  readonly limits: LimitsDraft | undefined;
  readonly failures: readonly Failure[];
}

/** Asks once for each scope and `version`; undefined until the answer is there. */
export function useLimits(
  scope: string,
  version: string,
): { readonly limits: LimitsDraft | undefined; readonly failures: readonly Failure[] } {
  const { client } = useTerminal();
  const key = `${scope} ${version}`;
  const [read, setRead] = useState<ReadLimits>({ key: "", limits: undefined, failures: [] });
  useEffect(() => {
    let wanted = true;
    void client.request("limits/read", { scope }).then((answer) => {
      if (!wanted) return;
      setRead(
        answer.ok
          ? { key, limits: answer.value, failures: [] }
          : { key, limits: undefined, failures: answer.failures },
      );
    });
    return () => {
      wanted = false;
    };
  }, [client, scope, key]);
  return read.key === key ? read : { limits: undefined, failures: [] };
}
