// Groups of accounts: of one environment, in a fixed order, journaled.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { RequestOf } from "../../src-core/contract/requests.ts";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import { Decimal } from "../../src-core/money/decimal.ts";
import type { Group, GroupId, GroupMember } from "../../src-core/portfolio/account.ts";
import { answer, refusal } from "./answer.ts";
import { applyPortfolio, applyRecord } from "./apply.ts";
import type { Runtime } from "./runtime.ts";

type SaveRequest = RequestOf<"group/save">;

/** Makes or changes a group. All members must be of one environment: paper never mixes with live in a total. */
export async function saveGroup(
  runtime: Runtime,
  request: SaveRequest,
): Promise<Answer<{ readonly groupId: string }>> {
  const made = makeGroup(runtime, request);
  if (!made.ok) return made;
  const group = made.value;
  const record: JournalRecord = { kind: "group-saved", group, atMs: runtime.ports.clock.nowMs() };
  if (!(await runtime.keeper.commit([record]))) {
    return refusal(
      "journal-not-written",
      "journal",
      "The group was not saved: the journal could not be written.",
    );
  }
  applyRecord(runtime, record);
  applyPortfolio(runtime, { kind: "group-saved", group });
  return answer({ groupId: group.id });
}

function makeGroup(runtime: Runtime, request: SaveRequest): Answer<Group> {
  const { accounts, groups } = runtime.state.durable;
  const taken = Object.values(groups).some(
    (group) => group.name === request.name && group.id !== request.groupId,
  );
  if (taken) return refusal("name-taken", "name", `There is a group called ${request.name} already.`);
  const members: GroupMember[] = [];
  for (const [index, { accountId, weight }] of request.members.entries()) {
    const value = Decimal.parse(weight);
    if (accounts[accountId] === undefined) {
      return refusal("unknown-account", `members.${String(index)}.accountId`, "This account is not known.");
    }
    if (members.some((member) => member.accountId === accountId)) {
      return refusal(
        "account-twice",
        `members.${String(index)}.accountId`,
        "An account stands in a group once.",
      );
    }
    if (value === undefined || !value.isPositive()) {
      return refusal(
        "weight-not-positive",
        `members.${String(index)}.weight`,
        "A weight is a number above zero.",
      );
    }
    members.push({ accountId, weight: value });
  }
  const environments = new Set(members.map((member) => accounts[member.accountId]?.environment));
  const [environment, ...others] = environments;
  if (environment === undefined || others.length > 0) {
    return refusal(
      "mixed-environments",
      "members",
      "A group holds accounts of one environment: paper never mixes with live in a total.",
      "Make one group for each environment.",
    );
  }
  const id = request.groupId ?? runtime.ports.ids.id();
  return answer({ id, name: request.name, environment, members, method: request.method });
}

/** Removes a group; its accounts and past orders stay. */
export async function removeGroup(runtime: Runtime, groupId: GroupId): Promise<Answer<null>> {
  if (runtime.state.durable.groups[groupId] === undefined) {
    return refusal("unknown-group", "groupId", "This group is not known.");
  }
  const record: JournalRecord = { kind: "group-removed", groupId, atMs: runtime.ports.clock.nowMs() };
  if (!(await runtime.keeper.commit([record]))) {
    return refusal(
      "journal-not-written",
      "journal",
      "The group was not removed: the journal could not be written.",
    );
  }
  applyRecord(runtime, record);
  applyPortfolio(runtime, { kind: "group-removed", groupId });
  return answer(null);
}
