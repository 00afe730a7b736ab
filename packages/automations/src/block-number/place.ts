import type { DepartmentKey } from '@ocipkit/commands/common';
import { sameId } from '../run/cells.js';
import type { BlockPlace } from './types.js';

/** A rule of a plan for a digit pattern. */
interface Rule {
  readonly digitPatternName: string;
  readonly allow: boolean;
}

/** Whether a plan lets calls of a pattern through; undefined without a rule. */
export function allowOf(
  {
    digitPatternPermission = [],
  }: { readonly digitPatternPermission?: readonly Rule[] | undefined },
  name: string | undefined,
): boolean | undefined {
  return digitPatternPermission.find((rule) => sameId(rule.digitPatternName, name))?.allow;
}

/** Places as texts that are equal where the places are the same. */
export function placeKey(place: BlockPlace): string {
  switch (place.kind) {
    case 'group':
      return 'group';
    case 'department':
      return `department ${departmentText(place.departmentKey)}`;
    case 'user':
      return `user ${place.userId.toLowerCase()}`;
  }
}

/** The type of a key is part of it: a group and its enterprise may have departments of one name. */
function departmentText(key: DepartmentKey): string {
  const groupId = key.$type === 'GroupDepartmentKey' ? key.groupId : null;
  return JSON.stringify([key.$type, key.serviceProviderId, groupId, key.name]).toLowerCase();
}
