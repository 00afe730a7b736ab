import type { DepartmentKey } from '@ocipkit/commands/common';
import { sameDepartment } from './departments.js';
import type { Group } from './model.js';
import type { Platform } from './platform.js';

/*
 * Users, numbers and much else name departments by key. By these keys the platform tells whether a
 * department is in use, and follows when it gets another name.
 */

/** What is in a department, said for people; undefined if nothing is. */
export function useOfDepartment(platform: Platform, key: DepartmentKey): string | undefined {
  const isIt = (other: DepartmentKey | undefined): boolean => sameDepartment(other, key);
  const groups = groupsInReach(platform, key);
  const { departments } = platform.serviceProvider(key.serviceProviderId);
  for (const { name, parent } of [...departments, ...groups.flatMap((g) => g.departments)]) {
    if (isIt(parent)) return `the department ${name} is below it`;
  }
  for (const group of groups) {
    const user = platform.usersOf(group).find((u) => isIt(u.profile.department));
    if (user !== undefined) return `the user ${user.userId} is in it`;
    const instance = platform.instancesOf(group).find((i) => isIt(i.profile.department));
    if (instance !== undefined) return `the service instance ${instance.serviceUserId} is in it`;
    const trunk = group.trunkGroups.find((t) => isIt(t.config.department as DepartmentKey));
    if (trunk !== undefined) return `the trunk group ${trunk.name} is in it`;
    const record = platform.numbers.ofGroup(group).find((r) => isIt(r.department));
    if (record !== undefined) return `the phone number ${record.number} is in it`;
  }
  const administrator = platform.administrators().find((a) => isIt(a.department));
  return administrator && `it has the administrator ${administrator.userId}`;
}

/** Gives a department another name wherever it is named; its own entry is the caller's to change. */
export function renameDepartmentKeys(platform: Platform, key: DepartmentKey, name: string): void {
  const renamed = { ...key, name };
  for (const holder of holdersInReach(platform, key)) replaceKeys(holder, key, renamed);
}

/** Takes a department out of the lists of rules that name it, such as those of calling plans. */
export function dropDepartmentRules(platform: Platform, key: DepartmentKey): void {
  for (const { settings } of groupsInReach(platform, key)) dropRules(settings, key);
}

/** A group's department is known in the group, an enterprise's in all of its groups. */
function groupsInReach(platform: Platform, key: DepartmentKey): readonly Group[] {
  return key.$type === 'GroupDepartmentKey'
    ? [platform.group(key.serviceProviderId, key.groupId)]
    : platform.groupsOf(key.serviceProviderId);
}

function* holdersInReach(platform: Platform, key: DepartmentKey): Iterable<object> {
  const { departments, settings } = platform.serviceProvider(key.serviceProviderId);
  yield departments;
  yield settings;
  for (const group of groupsInReach(platform, key)) {
    yield group;
    for (const { profile, settings } of platform.usersOf(group)) yield* [profile, settings];
    for (const { profile, config } of platform.instancesOf(group)) yield* [profile, config];
    yield* platform.numbers.ofGroup(group);
  }
  yield* platform.administrators();
}

type Fields = Record<string, unknown>;

function replaceKeys(holder: object, from: DepartmentKey, to: DepartmentKey): void {
  for (const [name, value] of Object.entries(holder as Fields)) {
    if (typeof value !== 'object' || value === null) continue;
    if (isKey(value, from)) (holder as Fields)[name] = to;
    else replaceKeys(value, from, to);
  }
}

function dropRules(holder: object, key: DepartmentKey): void {
  for (const [name, value] of Object.entries(holder as Fields)) {
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      (holder as Fields)[name] = value.filter((rule) => !isRuleOf(rule, key));
    } else dropRules(value, key);
  }
}

function isRuleOf(rule: unknown, key: DepartmentKey): boolean {
  if (typeof rule !== 'object' || rule === null || !('departmentKey' in rule)) return false;
  const { departmentKey } = rule;
  return typeof departmentKey === 'object' && departmentKey !== null && isKey(departmentKey, key);
}

function isKey(value: object, key: DepartmentKey): boolean {
  return '$type' in value && sameDepartment(value as DepartmentKey, key);
}
