import type { DepartmentKey } from '@ocipkit/commands/common';
import type { BehaviourTable } from '../../engine/behaviour.js';
import { alreadyExists, invalid, notFound, own, Refusal } from '../../engine/refusal.js';
import {
  dropDepartmentRules,
  renameDepartmentKeys,
  useOfDepartment,
} from '../../platform/department-references.js';
import {
  departmentFor,
  departmentOf,
  departmentPath,
  sameDepartment,
} from '../../platform/departments.js';
import { sameId } from '../../platform/id-map.js';
import type { Department, Group, ServiceProvider } from '../../platform/model.js';
import { requireGroupNumber } from '../../platform/number-use.js';
import type { Platform } from '../../platform/platform.js';

/** Departments of groups and of enterprises. */
export function departments(table: BehaviourTable): void {
  ofGroups(table);
  ofEnterprises(table);
}

// Groups

function ofGroups(table: BehaviourTable): void {
  table
    .on('GroupDepartmentAddRequest', (request, { platform }) => {
      const group = groupIn(platform, request);
      const { departmentName: name, parentDepartmentKey: parent } = request;
      const { callingLineIdName, callingLineIdPhoneNumber } = request;
      checkFree(group, name);
      if (parent !== undefined) departmentFor(platform, group, parent);
      const number =
        callingLineIdPhoneNumber === undefined
          ? undefined
          : requireGroupNumber(platform, group, callingLineIdPhoneNumber);
      group.departments.push({
        name,
        ...(parent === undefined ? {} : { parent }),
        ...(callingLineIdName === undefined ? {} : { callingLineIdName }),
        ...(number === undefined ? {} : { callingLineIdPhoneNumber: number }),
      });
    })
    .on('GroupDepartmentModifyRequest', (request, { platform }) => {
      const group = groupIn(platform, request);
      const key = keyOf(group, request.departmentName);
      const department = departmentOf(platform, key);
      const { newDepartmentName, newParentDepartmentKey: parent } = request;
      const { callingLineIdName, callingLineIdPhoneNumber } = request;
      checkFree(group, newDepartmentName, department);
      if (parent) {
        departmentFor(platform, group, parent);
        checkNoLoop(platform, key, parent);
      }
      const number = callingLineIdPhoneNumber
        ? requireGroupNumber(platform, group, callingLineIdPhoneNumber)
        : callingLineIdPhoneNumber;
      set(department, 'parent', parent);
      set(department, 'callingLineIdName', callingLineIdName);
      set(department, 'callingLineIdPhoneNumber', number);
      rename(platform, key, department, newDepartmentName);
    })
    .on('GroupDepartmentDeleteRequest', (request, { platform }) => {
      const group = groupIn(platform, request);
      remove(platform, group, keyOf(group, request.departmentName));
    })
    .on('GroupDepartmentGetListRequest18', (request, { platform }) => {
      const group = groupIn(platform, request);
      const owner = platform.serviceProvider(group.serviceProviderId);
      const rows = (of: Group | ServiceProvider) =>
        of.departments.map((department) => {
          const key = keyOf(of, department.name);
          return {
            isEnterpriseDepartment: key.$type === 'EnterpriseDepartmentKey',
            departmentName: department.name,
            fullPathName: departmentPath(platform, key),
            callingLineIdName: department.callingLineIdName,
            callingLineIdPhoneNumber: department.callingLineIdPhoneNumber,
          };
        });
      return {
        departmentTable: [
          ...rows(group),
          ...(request.includeEnterpriseDepartments ? rows(owner) : []),
        ],
      };
    });
}

function groupIn(
  platform: Platform,
  { serviceProviderId, groupId }: { serviceProviderId: string; groupId: string },
): Group {
  return platform.group(serviceProviderId, groupId);
}

// Enterprises

function ofEnterprises(table: BehaviourTable): void {
  table
    .on('EnterpriseDepartmentAddRequest', (request, { platform }) => {
      const enterprise = enterpriseIn(platform, request);
      const { departmentName: name, parentDepartmentKey: parent } = request;
      checkFree(enterprise, name);
      const parentKey = parent && parentIn(platform, enterprise, parent);
      enterprise.departments.push({
        name,
        ...(parentKey === undefined ? {} : { parent: parentKey }),
      });
    })
    .on('EnterpriseDepartmentModifyRequest', (request, { platform }) => {
      const enterprise = enterpriseIn(platform, request);
      const key = keyOf(enterprise, request.departmentName);
      const department = departmentOf(platform, key);
      const { newDepartmentName, newParentDepartmentKey: parent } = request;
      checkFree(enterprise, newDepartmentName, department);
      const parentKey = parent && parentIn(platform, enterprise, parent);
      if (parentKey) checkNoLoop(platform, key, parentKey);
      set(department, 'parent', parentKey);
      rename(platform, key, department, newDepartmentName);
    })
    .on('EnterpriseDepartmentDeleteRequest', (request, { platform }) => {
      const enterprise = enterpriseIn(platform, request);
      remove(platform, enterprise, keyOf(enterprise, request.departmentName));
    })
    .on('EnterpriseDepartmentGetListRequest', (request, { platform }) => {
      const enterprise = enterpriseIn(platform, request);
      const groups = request.includeGroupDepartments
        ? platform.groupsOf(enterprise.serviceProviderId)
        : [];
      const keys = [enterprise, ...groups].flatMap((of) =>
        of.departments.map(({ name }) => keyOf(of, name)),
      );
      return {
        departmentKey: keys,
        fullPathName: keys.map((key) => departmentPath(platform, key) ?? key.name),
      };
    });
}

/** @throws Refusal if there is none, or it is a plain service provider */
function enterpriseIn(
  platform: Platform,
  { enterpriseId }: { readonly enterpriseId: string },
): ServiceProvider {
  const found = platform.serviceProviders.get(enterpriseId);
  if (found?.isEnterprise !== true) throw notFound('Enterprise', enterpriseId);
  return found;
}

function parentIn(
  platform: Platform,
  enterprise: ServiceProvider,
  { serviceProviderId, name }: { readonly serviceProviderId: string; readonly name: string },
): DepartmentKey {
  if (!sameId(serviceProviderId, enterprise.serviceProviderId)) throw notFound('Department', name);
  const key = keyOf(enterprise, name);
  departmentOf(platform, key);
  return key;
}

// Both

function keyOf(owner: Group | ServiceProvider, name: string): DepartmentKey {
  const { serviceProviderId } = owner;
  return 'groupId' in owner
    ? { $type: 'GroupDepartmentKey', serviceProviderId, groupId: owner.groupId, name }
    : { $type: 'EnterpriseDepartmentKey', serviceProviderId, name };
}

/** A department may keep its own name, also with other capitals. */
function checkFree(
  { departments }: Group | ServiceProvider,
  name: string | undefined,
  present?: Department,
): void {
  const taken = departments.find((d) => sameId(d.name, name));
  if (taken !== undefined && taken !== present) throw alreadyExists('Department', taken.name);
}

/** @throws Refusal if a department would be below itself */
function checkNoLoop(platform: Platform, key: DepartmentKey, parent: DepartmentKey): void {
  for (
    let next: DepartmentKey | undefined = parent;
    next !== undefined;
    next = departmentOf(platform, next).parent
  ) {
    if (sameDepartment(next, key)) {
      throw invalid(`Department can't be moved below itself: ${key.name}`);
    }
  }
}

/** Undefined leaves a field as it is, null clears it. */
function set<K extends 'parent' | 'callingLineIdName' | 'callingLineIdPhoneNumber'>(
  department: Department,
  field: K,
  value: NonNullable<Department[K]> | null | undefined,
): void {
  if (value === null) Reflect.deleteProperty(department, field);
  else if (value !== undefined) department[field] = value;
}

function rename(
  platform: Platform,
  key: DepartmentKey,
  department: Department,
  name: string | undefined,
): void {
  if (name === undefined) return;
  renameDepartmentKeys(platform, key, name);
  department.name = name;
}

function remove(platform: Platform, owner: Group | ServiceProvider, key: DepartmentKey): void {
  const department = departmentOf(platform, key);
  const use = useOfDepartment(platform, key);
  if (use !== undefined) {
    throw new Refusal(own.inUse, `Department can't be deleted: ${department.name}`, use);
  }
  dropDepartmentRules(platform, key);
  owner.departments = owner.departments.filter((d) => d !== department);
}
