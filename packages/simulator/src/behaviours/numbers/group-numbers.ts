import type { DepartmentKey } from '@ocipkit/commands/common';
import type { BehaviourTable } from '../../engine/behaviour.js';
import { notFound, own, Refusal } from '../../engine/refusal.js';
import { departmentOf, departmentPath } from '../../platform/departments.js';
import { sameId } from '../../platform/id-map.js';
import type { Group, NumberRecord } from '../../platform/model.js';
import { obstacleToRemoval, useOf } from '../../platform/number-use.js';
import { rangesOf, showRange } from '../../platform/numbers.js';
import type { Platform } from '../../platform/platform.js';
import {
  joinRuns,
  requestedNumbers,
  validateNumbers,
  type NamesNumbers,
} from './number-request.js';

/** Phone numbers of a group: given to it and taken back, activation, departments, and what is free. */
export function groupNumbers(table: BehaviourTable): void {
  changes(table);
  lists(table);
}

interface NamesGroup {
  readonly serviceProviderId: string;
  readonly groupId: string;
}

function changes(table: BehaviourTable): void {
  table
    .on('GroupDnAssignListRequest', (request, { platform }) => {
      const group = groupIn(platform, request);
      const records = requestedNumbers(platform, request).map((number) =>
        assignable(platform, group, number),
      );
      for (const record of records) platform.numbers.assign(record, group);
    })
    .on('GroupDnUnassignListRequest', (request, { platform }) => {
      const records = ownNumbers(platform, request);
      for (const record of records) {
        const obstacle = obstacleToRemoval(platform, record);
        if (obstacle !== undefined) {
          const text = `Phone number can't be unassigned: ${record.number}`;
          throw new Refusal(own.inUse, text, obstacle);
        }
      }
      for (const record of records) platform.numbers.unassign(record);
    })
    .on('GroupDnActivateListRequest', (request, { platform }) => {
      for (const record of ownNumbers(platform, request)) record.isActivated = true;
    })
    .on('GroupDnDeactivateListRequest', (request, { platform }) => {
      for (const record of ownNumbers(platform, request)) record.isActivated = false;
    })
    .on('GroupDnListAssignDepartmentRequest', (request, { platform }) => {
      const { departmentKey } = request;
      if (departmentKey !== undefined) {
        checkDepartment(platform, groupIn(platform, request), departmentKey);
      }
      for (const record of ownNumbers(platform, request)) {
        if (departmentKey === undefined) delete record.department;
        else record.department = departmentKey;
      }
    });
}

function lists(table: BehaviourTable): void {
  table
    .on('GroupDnGetAvailableListRequest', (request, { platform }) => ({
      phoneNumber: freeNumbers(platform, request).map(({ number }) => number),
    }))
    .on('GroupDnGetAvailableRangesListRequest', (request, { platform }) => ({
      phoneNumber: rangesOf(freeNumbers(platform, request).map(({ number }) => number)).map(
        showRange,
      ),
    }))
    .on('GroupDnGetDetailedAvailableListRequest', (request, { platform }) => ({
      dnTable: freeNumbers(platform, request).map(({ number, department }) => ({
        phoneNumber: number,
        department: departmentPath(platform, department),
      })),
    }))
    .on('GroupDnGetSummaryListRequest', (request, { platform }) => ({
      dnTable: joinRuns(
        inventory(platform, request),
        (a, b) => a.assigned === b.assigned && a.activated === b.activated,
      ),
    }))
    .on('GroupDnGetActivationListRequest', (request, { platform }) => ({
      dnTable: joinRuns(
        inventory(platform, request),
        (a, b) => a.userId === b.userId && a.activated === b.activated,
      ),
    }))
    .on('GroupDnGetStatusListRequest', (request, { platform }) => {
      const group = groupIn(platform, request);
      return {
        dnStatus: validateNumbers(platform, request.dn, (record, number) => {
          if (!isOfGroup(record, group)) return { status: 'Unavailable', reason: foreign(number) };
          const use = useOf(platform, number);
          if (use === undefined) return undefined;
          const text = `Phone number is already in use: ${number}`;
          return {
            status: 'Duplicate',
            reason: new Refusal(own.numberNotAvailable, text),
          };
        }),
      };
    });
}

function groupIn(platform: Platform, { serviceProviderId, groupId }: NamesGroup): Group {
  return platform.group(serviceProviderId, groupId);
}

function isOfGroup(record: NumberRecord | undefined, group: Group): record is NumberRecord {
  return (
    record !== undefined &&
    sameId(record.serviceProviderId, group.serviceProviderId) &&
    sameId(record.groupId, group.groupId)
  );
}

/** The numbers that a request names, all of which must be the group's. */
function ownNumbers(
  platform: Platform,
  request: NamesGroup & NamesNumbers,
): readonly NumberRecord[] {
  const group = groupIn(platform, request);
  return requestedNumbers(platform, request).map((number) => {
    const record = platform.numbers.get(number);
    if (!isOfGroup(record, group)) throw foreign(number);
    return record;
  });
}

function foreign(number: string): Refusal {
  const text = `Phone number is not assigned to the group: ${number}`;
  return new Refusal(own.numberNotAvailable, text);
}

function assignable(platform: Platform, group: Group, number: string): NumberRecord {
  const record = platform.numbers.get(number);
  if (record === undefined || !sameId(record.serviceProviderId, group.serviceProviderId)) {
    throw new Refusal(
      own.numberNotAvailable,
      `Phone number is not one of the service provider: ${number}`,
    );
  }
  if (record.groupId !== undefined) {
    throw new Refusal(
      own.numberNotAvailable,
      `Phone number is already assigned to a group: ${number}`,
      `group ${record.groupId}`,
    );
  }
  return record;
}

/** A number goes to a department of its group, or of the enterprise. */
function checkDepartment(platform: Platform, group: Group, key: DepartmentKey): void {
  const isNear =
    sameId(key.serviceProviderId, group.serviceProviderId) &&
    (key.$type === 'EnterpriseDepartmentKey' || sameId(key.groupId, group.groupId));
  if (!isNear) throw notFound('Department', key.name);
  departmentOf(platform, key);
}

function freeNumbers(platform: Platform, request: NamesGroup): readonly NumberRecord[] {
  return platform.numbers
    .ofGroup(groupIn(platform, request))
    .filter(({ number }) => useOf(platform, number) === undefined);
}

function inventory(platform: Platform, request: NamesGroup) {
  return platform.numbers.ofGroup(groupIn(platform, request)).map(({ number, isActivated }) => {
    const userId = useOf(platform, number)?.userId;
    return { number, userId, assigned: userId !== undefined, activated: isActivated };
  });
}
