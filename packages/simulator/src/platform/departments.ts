import type { DepartmentKey } from '@ocipkit/commands/common';
import { notFound } from '../engine/refusal.js';
import { sameId } from './id-map.js';
import type { Department, Group } from './model.js';
import type { Platform } from './platform.js';

/**
 * The department that a key names: of a group, or of an enterprise.
 *
 * @throws Refusal if there is none
 */
export function departmentOf(platform: Platform, key: DepartmentKey): Department {
  const found = departmentsOf(platform, key).find((d) => sameId(d.name, key.name));
  if (found === undefined) throw notFound('Department', key.name);
  return found;
}

/**
 * The same for what is in a group: its own departments can be named, and those of its enterprise.
 *
 * @throws Refusal if there is none
 */
export function departmentFor(platform: Platform, group: Group, key: DepartmentKey): Department {
  const isNear =
    sameId(key.serviceProviderId, group.serviceProviderId) &&
    (key.$type === 'EnterpriseDepartmentKey' || sameId(key.groupId, group.groupId));
  if (!isNear) throw notFound('Department', key.name);
  return departmentOf(platform, key);
}

/** The list that a key's department is in. */
export function departmentsOf(platform: Platform, key: DepartmentKey): Department[] {
  return key.$type === 'GroupDepartmentKey' && 'groupId' in key
    ? platform.group(key.serviceProviderId, key.groupId).departments
    : platform.serviceProvider(key.serviceProviderId).departments;
}

export function sameDepartment(
  a: DepartmentKey | undefined,
  b: DepartmentKey | undefined,
): boolean {
  if (a === undefined || b === undefined) return false;
  if (!sameId(a.name, b.name) || !sameId(a.serviceProviderId, b.serviceProviderId)) return false;
  return a.$type === 'GroupDepartmentKey'
    ? b.$type === 'GroupDepartmentKey' && sameId(a.groupId, b.groupId)
    : b.$type === 'EnterpriseDepartmentKey';
}

/** The path from the top, as the platform shows it: `Sales \ Berlin`. Undefined without a department. */
export function departmentPath(
  platform: Platform,
  key: DepartmentKey | undefined,
): string | undefined {
  const names: string[] = [];
  let next = key;
  // A department can't be below itself; the bound is for a state file that says so.
  for (let depth = 0; next !== undefined && depth < 20; depth++) {
    const current: DepartmentKey = next;
    names.unshift(current.name);
    next = departmentsOf(platform, current).find((d) => sameId(d.name, current.name))?.parent;
  }
  return names.length === 0 ? undefined : names.join(' \\ ');
}
