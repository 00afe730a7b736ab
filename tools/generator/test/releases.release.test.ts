import { isSensitiveName, compareVersions, splitName } from '@ocipkit/core';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  Diagnostics,
  generate,
  readRelease,
  readSource,
  type ChoiceDef,
  type ComplexTypeDef,
  type ElementDef,
  type GenerateResult,
  type ParticleDef,
  type Release,
  type SimpleTypeDef,
} from '../src/index.js';
import { isTable } from '../src/emit/facts.js';
import { elementsOf, valueTypeOf } from '../src/model/particles.js';
import { isSecret } from '../src/model/secrets.js';
import { byVersion, splitVersion } from '../src/model/versions.js';
import { problemsIn } from './support/compile.js';
import { refused, told } from './support/releases.js';

/* Full releases. The numbers were counted with other means than this generator. */

const { OCIPKIT_RELEASES: releases = '' } = process.env;

/** A release with all its files, those that no include reaches too. */
function readAll(label: string): Release {
  return readRelease(readSource(join(releases, label)), { unreached: true }, new Diagnostics());
}

const complexIn = (release: Release): ComplexTypeDef[] =>
  [...release.types.values()].filter((type) => type.kind === 'complex');
const simpleIn = (release: Release): SimpleTypeDef[] =>
  [...release.types.values()].filter((type) => type.kind === 'simple');

function choicesIn(particles: readonly ParticleDef[]): ChoiceDef[] {
  return particles.flatMap((p) =>
    p.kind === 'element' ? [] : [p, ...choicesIn(p.branches.flat())],
  );
}

function elementsIn(release: Release): ElementDef[] {
  return complexIn(release).flatMap((type) => elementsOf(type.particles));
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

const errors = ({ diagnostics }: GenerateResult): unknown[] =>
  diagnostics.filter((d) => d.severity === 'error');

describe('release 25', () => {
  const result = generate({ schemas: join(releases, 'R25') });
  const release = readAll('R25');
  const requests = [...release.requests.values()];
  const names = requests.map(({ name }) => name);

  it('generates without an error, nor anything to heal', () => {
    expect(errors(result)).toEqual([]);
    expect(
      told(
        result.diagnostics.filter((d) => d.severity === 'warning'),
        'missing-include',
      ),
    ).toEqual([]);
    expect(result.diagnostics.filter((d) => d.severity !== 'info')).toEqual([]);
    expect(result.counts).toMatchObject({
      files: 140,
      requests: 3987,
      responses: 2161,
      tables: 660,
    });
  });

  it('generates code that compiles strictly', () => {
    expect(problemsIn(result.output)).toEqual([]);
  });

  it('has three files that no include reaches', () => {
    expect(result.diagnostics.filter((d) => d.code === 'unreached-file')).toHaveLength(3);
    expect(release.files).toHaveLength(143);
  });

  it('has its types', () => {
    const complex = complexIn(release);
    expect(complex.filter((t) => t.anonymous === undefined)).toHaveLength(7085);
    expect(complex.filter((t) => t.anonymous !== undefined)).toHaveLength(445);
    expect(simpleIn(release)).toHaveLength(1238);
    expect(simpleIn(release).filter((t) => t.values !== undefined)).toHaveLength(470);
    expect(complex.filter((t) => t.abstract)).toHaveLength(10);
    expect(complex.filter((t) => t.derivation?.by === 'restriction')).toHaveLength(2);
    expect([...release.subtypes.keys()].sort()).toEqual([
      'DepartmentKey',
      'EnterpriseVoiceVPNDigitManipulation',
      'ServiceInstanceAddProfile',
    ]);
  });

  it('has its elements', () => {
    // All but the global one.
    const elements = elementsIn(release);
    expect(elements).toHaveLength(45_418 - 1);
    const count = (test: (element: ElementDef) => boolean): number => elements.filter(test).length;
    expect(count((e) => e.nillable)).toBe(2136);
    expect(count((e) => e.default !== undefined)).toBe(99);
    expect(count((e) => e.fixed !== undefined)).toBe(213);
    expect(count((e) => e.max === Infinity)).toBe(2095);
    expect(count((e) => e.max > 1 && e.max < Infinity)).toBe(261);
    expect(count((e) => e.type.kind === 'any')).toBe(3);
    expect(count((e) => e.type.kind === 'inline')).toBe(20);
    expect(new Set(elements.map((e) => e.name)).size).toBe(3787 - 1);
  });

  it('has its choices, but for the one of a single branch, which is none', () => {
    const types = complexIn(release).filter((t) => choicesIn(t.particles).length > 0);
    const choices = types.flatMap((t) => choicesIn(t.particles));
    expect(choices).toHaveLength(374 - 1);
    expect(types).toHaveLength(367 - 1);
    expect(choices.filter((c) => c.min === 1 && c.max === 1)).toHaveLength(324 - 1);
    expect(choices.filter((c) => c.min === 0 && c.max === 1)).toHaveLength(46);
    expect(choices.filter((c) => c.max > 1)).toHaveLength(4);
    expect(types.filter((t) => choicesIn(t.particles).length === 2)).toHaveLength(7);
    const branches = groupBy(choices, (c) => c.branches.length);
    // prettier-ignore
    expect([...branches].map(([n, list]) => [n, list.length]).sort(([a = 0], [b = 0]) => a - b)).toEqual([
      [2, 303], [3, 17], [4, 13], [5, 11], [6, 6], [7, 17], [8, 4], [9, 1], [10, 1],
    ]);
    const isOptional = (branch: readonly ParticleDef[]): boolean =>
      branch.every((p) => p.min === 0);
    expect(choices.filter((c) => c.min > 0 && c.branches.every(isOptional))).toHaveLength(63 - 1);
  });

  it('has its tables, and columns for all but two', () => {
    const owners = complexIn(release).filter((t) => elementsOf(t.particles).some(isTable));
    expect(owners).toHaveLength(639);
    expect(elementsIn(release).filter(isTable)).toHaveLength(660);
    const unread = result.diagnostics.filter((d) => d.code === 'columns-unread');
    expect(unread).toHaveLength(2);
  });

  it('#137 pairs every data response with one request', () => {
    const answers = requests.flatMap(({ response }) => response ?? []);
    expect(answers).toHaveLength(2161);
    expect(new Set(answers).size).toBe(2161);
    expect(requests.filter((r) => r.response === undefined)).toHaveLength(1826);
    expect(told(result.diagnostics, 'orphan-response')).toEqual([]);
    expect(requests.filter((r) => r.mayReturnSuccess && r.response !== undefined)).toEqual([]);
    expect(fileWith(result, 'class GroupConsolidatedAddRequest22 ')).toContain(
      'GroupConsolidatedAddResponse22 | SuccessResponse>',
    );
  });

  it('has two impostors, which are data', () => {
    const impostors = complexIn(release).filter(
      (t) => release.roles.get(t.name) === 'data' && t.derivation?.base.name === 'OCIRequest',
    );
    expect(impostors.map((t) => t.name)).toEqual([
      'CallCenterAgentAvailability',
      'CallCenterAgentSettings',
    ]);
  });

  it.each([
    ['OCISchemaDeprecated.xsd', 1014, 703, 97],
    ['OCISchemaDeprecatedAS.xsd', 378, 259, 13],
    ['OCISchemaASDeprecatedSpecialExceptions.xsd', 14, 5, 0],
  ])('has deprecated types in %s', (file, inRequests, inResponses, inData) => {
    const dead = complexIn(release).filter(
      (t) =>
        release.deprecated.has(t.name) && t.position.file === file && t.anonymous === undefined,
    );
    const roles = dead.map((t) => release.roles.get(t.name));
    const count = (role: string): number => roles.filter((r) => r === role).length;
    expect([count('request'), count('response'), count('data')]).toEqual([
      inRequests,
      inResponses,
      inData,
    ]);
  });

  it('has live commands', () => {
    expect(names.filter((name) => !release.deprecated.has(name))).toHaveLength(2581);
    const responses = [...release.roles].filter(
      ([name, role]) => role === 'response' && !release.deprecated.has(name),
    );
    expect(responses).toHaveLength(1194);
  });

  it('gives every deprecated type a successor of its own kind, if any, that is live', () => {
    const kind = (name: string): string | undefined => release.roles.get(name);
    const wrong = [...release.deprecated].filter(([name, { successor }]) => {
      if (successor === undefined) return false;
      return release.deprecated.has(successor) || kind(successor) !== kind(name);
    });
    expect(wrong.map(([name, { successor }]) => `${name} → ${String(successor)}`)).toEqual([]);
    expect(told(result.diagnostics, 'successor-unknown')).toHaveLength(1);
  });

  it('#136 has its families and versions, ordered as at run time', () => {
    const families = groupBy(names, (name) => splitVersion(name).family);
    expect(families.size).toBe(2656);
    const live = [...families].map(
      ([family, list]) => [family, list.filter((n) => !release.deprecated.has(n))] as const,
    );
    expect(live.filter(([, list]) => list.length === 0)).toHaveLength(76);
    expect(live.filter(([, list]) => list.length > 1)).toEqual([
      [
        'GroupConsolidatedAddRequest',
        ['GroupConsolidatedAddRequest', 'GroupConsolidatedAddRequest22'],
      ],
    ]);
    expect(families.get('SystemSIPDeviceTypeGetRequest')).toHaveLength(48);
    const suffixes = new Set(names.map((name) => splitVersion(name).suffix));
    suffixes.delete('');
    expect(suffixes.size).toBe(78);
    expect(names.filter((name) => splitVersion(name).suffix === 'RI')).toHaveLength(15);
    expect(
      live.flatMap(([, list]) => list).filter((name) => splitVersion(name).suffix === ''),
    ).toHaveLength(2044);
    for (const name of names) {
      const { family, version } = splitName(name);
      expect(splitVersion(name)).toMatchObject({ family, suffix: version.suffix });
    }
    for (const list of families.values()) {
      const here = [...list].sort((a, b) => byVersion(splitVersion(a), splitVersion(b)));
      const atRunTime = [...list].sort((a, b) =>
        compareVersions(splitName(a).version, splitName(b).version),
      );
      expect(here).toEqual(atRunTime);
    }
  });

  it('has reads that only read', () => {
    const reads = requests.filter((r) => r.access === 'read');
    const verbs =
      /(?:Add(?!On)|Modify|Delete|Assign(?!ed|ment)|Reset|Clear|Set[A-Z]\w*File|Export)(?![a-z])/;
    expect(reads.filter(({ name }) => verbs.test(name)).map((r) => r.name)).toEqual([]);
    // What returns nothing is no read, but for the two that only ask whether the server is there.
    expect(reads.filter((r) => r.response === undefined).map((r) => r.name)).toEqual([
      'AvailabilityTestRequest',
      'VerifySessionIsValidRequest',
    ]);
    const oddReads = reads
      .map((r) => splitVersion(r.name).family)
      .filter((family) => !/Get(?![a-z])/.test(family));
    expect(new Set(oddReads)).toEqual(
      // prettier-ignore
      new Set([
        'AvailabilityTestRequest', 'GroupScheduleUsageRequest', 'GroupServiceIsAssignedRequest',
        'GroupServicePhoneNumberLookupRequest', 'ServiceProviderServicePhoneNumberLookupRequest',
        'SystemMediaGroupUsageListRequest', 'SystemServicePhoneNumberLookupRequest',
        'UserServiceIsAssignedRequest', 'VerifySessionIsValidRequest',
      ]),
    );
    expect(reads).toHaveLength(2127);
  });

  it('has writes that return data, none of them a plain read', () => {
    const families = requests
      .filter((r) => r.access === 'write' && r.response !== undefined)
      .map((r) => splitVersion(r.name).family.replace(/Request$/, ''));
    expect(new Set(families)).toEqual(
      // prettier-ignore
      new Set([
        'Authentication', 'AuthenticationVerify', 'ExternalAuthenticationCreateLoginToken', 'GroupConsolidatedAdd',
        'GroupConsolidatedDnAssignList', 'Login', 'PasswordGenerate', 'SystemDeviceFamilyExport',
        'SystemDeviceFamilyImportDryRun', 'SystemDeviceManagementTagSetExport', 'SystemDeviceManagementTagSetImportDryRun',
        'SystemDeviceTypeExport', 'SystemDeviceTypeImportDryRun', 'SystemVerifyTranslationAndRouting',
        'UserCallCenterAgentSignOut', 'UserCollaborateInstantRoomAdd', 'UserCollaborateProjectRoomAdd',
        'UserCollaborateRoomIDRegenerate', 'UserMeetMeConferencingAddConference', 'UserModifyGroupId',
        'UserSingleSignOnCreateDeviceToken',
      ]),
    );
  });

  it('has its secrets, reviewed by eye', () => {
    const marked = new Set<string>();
    for (const element of elementsIn(release)) {
      const value = valueTypeOf(element, release.types);
      if (isSecret(element, value)) marked.add(`${element.name}: ${value?.name ?? ''}`);
    }
    expect([...marked].map((m) => m.replace(/: .*/, ''))).toEqual(
      expect.arrayContaining([
        'nonce',
        'signedPassword',
        'secretKey',
        'sharedSecret',
        'digestResponse',
        'digestHa1Complement',
      ]),
    );
    const named = new Set([...marked].map((m) => m.replace(/: .*/, '')));
    // Raw XML is masked by names alone. These only their types, or their purpose, make secrets.
    expect([...named].filter((name) => !isSensitiveName(name)).sort()).toEqual([
      'activationCode',
      'code',
      'new',
      'old',
      'tagValueToEncrypt',
    ]);
    expect(named.size).toBe(51);
  });

  it('has no text that speaks of a secret and is not marked, but for these', () => {
    const speaks = /[Pp]assw|[Pp]assc|[Ss]ecret|[Cc]redential|[Tt]oken|[Nn]once|PIN|[a-z]Pin$/;
    const unmarked = new Set<string>();
    for (const element of elementsIn(release)) {
      const value = valueTypeOf(element, release.types);
      const isText =
        value !== undefined &&
        value.values === undefined &&
        /string|token|NMTOKEN|base64/i.test(value.primitive);
      if (isText && speaks.test(element.name) && !isSecret(element, value)) {
        unmarked.add(`${element.name}: ${value.name}`);
      }
    }
    expect([...unmarked].sort()).toEqual([
      // User names that go with a password.
      'accessDeviceCredentials: DeviceManagementUserName',
      'accessDeviceCredentials: UserId',
      // Keys of a voice menu.
      'finishEnteringOrReenteringPasscode: DigitStarPound',
      'passcode: DigitAny',
    ]);
  });
});

describe('release 21', () => {
  const schemas = join(releases, 'R21');
  const healing = [
    'OCISchemaAS.xsd:20 missing-include',
    'OCISchemaAS.xsd:21 missing-include',
    'OCISchemaSystem.xsd:5185 blank-in-attribute',
    'Services/OCISchemaServiceBroadWorksAnywhere.xsd:519 blank-in-enumeration',
    'Services/OCISchemaServiceBroadWorksAnywhere.xsd:520 blank-in-enumeration',
    'Services/OCISchemaServiceBroadWorksMobility.xsd:1249 blank-in-attribute',
    'Services/OCISchemaServiceEnhancedCallLogs.xsd:315 orphan-response',
  ];
  const result = generate({ schemas });

  it('generates without an error, and tells of each defect it heals', () => {
    expect(errors(result)).toEqual([]);
    const warnings = result.diagnostics
      .filter((d) => d.severity === 'warning')
      .map((d) => `${d.file}:${String(d.line)} ${d.code}`);
    expect(warnings).toEqual(healing);
  });

  it('is refused under strict, for these defects', () => {
    const found = refused(() => generate({ schemas, strict: true }));
    expect(found.map((d) => `${d.file}:${String(d.line)} ${d.code}`)).toEqual(healing);
  });

  it('reads the flags for data modes on its types', () => {
    expect(result.diagnostics.filter((d) => d.code === 'appinfo')).toHaveLength(1055);
    expect(fileWith(result, 'Not supported in HSS data mode.')).not.toBe('');
  });

  it('generates code that compiles strictly', () => {
    expect(problemsIn(result.output)).toEqual([]);
  });
});

/** The first generated file that holds a text. */
function fileWith({ output }: GenerateResult, text: string): string {
  return [...output.values()].find((content) => content.includes(text)) ?? '';
}
