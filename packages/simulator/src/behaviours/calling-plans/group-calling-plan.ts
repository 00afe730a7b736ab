import type { DepartmentKey } from '@ocipkit/commands/common';
import type {
  IncomingCallingPlanDigitPatternPermission,
  IncomingCallingPlanPermissions,
  IncomingCallingPlanPermissionsModify,
  OutgoingCallingPlanOriginatingPermissions,
} from '@ocipkit/commands/group-calling-plan';
import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { keyText } from '../../engine/listing.js';
import { alreadyExists, invalid, notFound } from '../../engine/refusal.js';
import {
  defaultIncoming,
  incomingCallingPlan as incoming,
  mergePatternRules,
  outgoingCallingPlan as outgoing,
  patternRules,
  type PatternRule,
} from '../../platform/calling-plans.js';
import { departmentPath } from '../../platform/departments.js';
import { sameId } from '../../platform/id-map.js';
import type { Group } from '../../platform/model.js';
import type { Platform } from '../../platform/platform.js';
import { requireGroupService } from '../../platform/services.js';

/** Which calls the members of a group may receive and make, and the digit patterns that rules name. */
export function groupCallingPlans(table: BehaviourTable): void {
  digitPatterns(table);
  table
    .on('GroupIncomingCallingPlanGetListRequest', (request, { platform }) => {
      const group = planGroup(platform, request, incoming);
      const shown = (rules: Rules): IncomingCallingPlanPermissions => ({
        ...defaultIncoming,
        ...rules,
        digitPatternPermission: patternRules(group, patternsIn(rules), (digitPatternName) => ({
          digitPatternName,
          allow: true,
        })),
      });
      return {
        groupPermissions: shown(planOf(group, incoming).groupPermissions),
        departmentPermissions: departmentsOf(platform, group).map((departmentKey) => ({
          departmentKey,
          departmentFullPathName: departmentPath(platform, departmentKey) ?? '',
          ...shown(rulesOf(planOf(group, incoming), departmentKey)),
        })),
      };
    })
    .on('GroupIncomingCallingPlanModifyListRequest', (request, call) => {
      const { groupPermissions, departmentPermissions = [] } = request;
      modifyPlan(call, request, incoming, {
        groupPermissions: { ...groupPermissions },
        departmentPermissions: departmentPermissions.map(({ departmentKey, ...rules }) => ({
          departmentKey,
          rules,
        })),
      });
    })
    .on('GroupOutgoingCallingPlanOriginatingGetListRequest', (request, { platform }) => {
      const group = planGroup(platform, request, outgoing);
      const shown = (rules: Rules) => ({ ...outgoingDefaults, ...rules });
      return {
        groupPermissions: shown(planOf(group, outgoing).groupPermissions),
        departmentPermissions: departmentsOf(platform, group).map((departmentKey) => ({
          departmentKey,
          departmentName: departmentPath(platform, departmentKey) ?? '',
          permissions: shown(rulesOf(planOf(group, outgoing), departmentKey)),
        })),
      };
    })
    .on('GroupOutgoingCallingPlanOriginatingModifyListRequest', (request, call) => {
      const { groupPermissions, departmentPermissions = [] } = request;
      modifyPlan(call, request, outgoing, {
        groupPermissions: { ...groupPermissions },
        departmentPermissions: departmentPermissions.map(({ departmentKey, permissions }) => ({
          departmentKey,
          rules: { ...permissions },
        })),
      });
    });
}

type PlanService = typeof incoming | typeof outgoing;

/** What members may do until the group says otherwise. */
export const outgoingDefaults = {
  group: 'Allow',
  local: 'Allow',
  tollFree: 'Allow',
  toll: 'Allow',
  international: 'Disallow',
  operatorAssisted: 'Allow',
  chargeableDirectoryAssisted: 'Allow',
  specialServicesI: 'Allow',
  specialServicesII: 'Allow',
  premiumServicesI: 'Disallow',
  premiumServicesII: 'Disallow',
  casual: 'Disallow',
  urlDialing: 'Disallow',
  unknown: 'Disallow',
} as const satisfies OutgoingCallingPlanOriginatingPermissions;

// Digit patterns

function digitPatterns(table: BehaviourTable): void {
  table
    .on('GroupCallingPlanGetDigitPatternListRequest', (request, { platform }) => ({
      digitPatternTable: patternGroup(platform, request).digitPatterns,
    }))
    .on('GroupCallingPlanAddDigitPatternRequest', (request, { platform }) => {
      const group = patternGroup(platform, request);
      const { name, digitPattern } = request;
      if (group.digitPatterns.some((p) => sameId(p.name, name))) {
        throw alreadyExists('Digit pattern', name);
      }
      if (!isPattern(digitPattern)) throw invalid(`Invalid digit pattern: ${digitPattern}`);
      platform.change(group, (draft) => {
        draft.digitPatterns.push({ name, digitPattern });
      });
    })
    .on('GroupCallingPlanDeleteDigitPatternListRequest', (request, { platform }) => {
      const group = patternGroup(platform, request);
      for (const name of request.name) requirePattern(group, name);
      const isGone = (pattern: string): boolean => request.name.some((n) => sameId(n, pattern));
      platform.change(group, (draft) => {
        draft.digitPatterns = draft.digitPatterns.filter(({ name }) => !isGone(name));
        forgetPatterns(draft.settings, isGone);
      });
      for (const user of platform.usersOf(group)) {
        platform.changeUser(user, (draft) => {
          forgetPatterns(draft.settings, isGone);
        });
      }
    });
}

/** Takes the rules for patterns out of the settings of a group or a user. */
function forgetPatterns(value: object, isGone: (name: string) => boolean): void {
  for (const [key, inner] of Object.entries(value)) {
    if (Array.isArray(inner)) {
      const kept = inner.filter((item: Partial<PatternRule> | null) => {
        const name = item?.digitPatternName;
        return name === undefined || !isGone(name);
      });
      Object.assign(value, { [key]: kept });
    }
    if (typeof inner === 'object' && inner !== null) forgetPatterns(inner as object, isGone);
  }
}

function patternGroup(platform: Platform, request: GroupIds): Group {
  const group = platform.group(request.serviceProviderId, request.groupId);
  requireGroupService(group, incoming, outgoing, 'Enhanced Outgoing Calling Plan');
  return group;
}

/** Digits, `+`, `#`, `?`, ranges such as `[2-5]`, `\*` for the key, and `*` at the end. */
function isPattern(text: string): boolean {
  return /^(?:[\d+#?]|\\\*|\[\d[\d,-]*\])*\*?$/.test(text);
}

function requirePattern(group: Group, name: string): void {
  if (!group.digitPatterns.some((p) => sameId(p.name, name))) {
    throw notFound('Digit pattern', name);
  }
}

function patternsIn(rules: Rules): readonly IncomingCallingPlanDigitPatternPermission[] {
  const { digitPatternPermission = [] } = rules as IncomingCallingPlanPermissionsModify;
  return digitPatternPermission;
}

// Plans

interface GroupIds {
  readonly serviceProviderId: string;
  readonly groupId: string;
}

type Rules = Readonly<Record<string, unknown>>;

/** A plan as it is kept: only what was said, by the group and by department key. */
interface Plan {
  readonly groupPermissions: Rules;
  readonly departmentPermissions: readonly {
    readonly departmentKey: DepartmentKey;
    readonly rules: Rules;
  }[];
}

function planGroup(platform: Platform, request: GroupIds, service: PlanService): Group {
  const group = platform.group(request.serviceProviderId, request.groupId);
  requireGroupService(group, service);
  return group;
}

function planOf({ settings }: Group, service: PlanService): Plan {
  const kept = settings[service] as Partial<Plan> | undefined;
  return { groupPermissions: {}, departmentPermissions: [], ...kept };
}

function rulesOf({ departmentPermissions }: Plan, key: DepartmentKey): Rules {
  return departmentPermissions.find((d) => sameKey(d.departmentKey, key))?.rules ?? {};
}

/** Departments that a group's plan is for: those of the enterprise, then those of the group. */
function departmentsOf(
  platform: Platform,
  { serviceProviderId, groupId, departments }: Group,
): DepartmentKey[] {
  const wider = platform.serviceProvider(serviceProviderId).departments;
  return [
    ...wider.map(({ name }) => ({
      $type: 'EnterpriseDepartmentKey' as const,
      serviceProviderId,
      name,
    })),
    ...departments.map(({ name }) => ({
      $type: 'GroupDepartmentKey' as const,
      serviceProviderId,
      groupId,
      name,
    })),
  ];
}

function sameKey(a: DepartmentKey, b: DepartmentKey): boolean {
  return sameId(keyText(a), keyText(b));
}

function modifyPlan(
  { platform }: Call,
  request: GroupIds,
  service: PlanService,
  given: Plan,
): void {
  const group = planGroup(platform, request, service);
  const departments = departmentsOf(platform, group);
  const plan = planOf(group, service);
  const departmentPermissions = [...plan.departmentPermissions];
  for (const { departmentKey, rules } of given.departmentPermissions) {
    const key = departments.find((d) => sameKey(d, departmentKey));
    if (key === undefined) throw notFound('Department', departmentKey.name);
    const present = rulesOf({ ...plan, departmentPermissions }, key);
    const at = departmentPermissions.findIndex((d) => sameKey(d.departmentKey, key));
    departmentPermissions.splice(at < 0 ? departmentPermissions.length : at, 1, {
      departmentKey: key,
      rules: mergeRules(group, present, rules),
    });
  }
  const groupPermissions = mergeRules(group, plan.groupPermissions, given.groupPermissions);
  platform.change(group, (draft) => {
    draft.settings[service] = { groupPermissions, departmentPermissions };
  });
}

/** What is left out stays, and so do the patterns that are not named. */
function mergeRules(group: Group, present: Rules, given: Rules): Rules {
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  const next: Record<string, unknown> = { ...present, ...Object.fromEntries(said) };
  if ('digitPatternPermission' in next) {
    next.digitPatternPermission = mergePatternRules(group, patternsIn(present), patternsIn(given));
  }
  return next;
}
