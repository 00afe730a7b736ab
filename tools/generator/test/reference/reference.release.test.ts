import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  builtInPatches,
  generate,
  readSource,
  type FieldDoc,
  type TypePage,
} from '../../src/index.js';
import { deadNames, deadUses, undeclared } from './check.js';
import { choicesOf, fieldsOf, pagesOf, reference } from './support.js';

/*
 * What the pages of release 25 have to get right. The numbers were counted in the schemas with other
 * means than this generator.
 */

const { OCIPKIT_RELEASES: releases = '' } = process.env;
const schemas = join(releases, 'R25');
const everything = reference(readSource(schemas), {
  label: 'R25',
  unreached: true,
  patches: builtInPatches,
});
const byName = pagesOf(everything);
const pages = [...byName.values()];
const requests = pages.filter(({ kind }) => kind === 'request');
/** Every field once, on the page of the type that declares it. */
const fields = pages.flatMap((page) =>
  fieldsOf(page.particles).filter(({ inheritedFrom }) => inheritedFrom === undefined),
);

function pageOf(name: string): TypePage {
  const found = byName.get(name);
  if (found === undefined) throw new Error(`${name} has no page`);
  return found;
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

const topLevel = ({ particles = [] }: TypePage): readonly FieldDoc[] =>
  particles.filter((particle) => particle.kind === 'field');

describe('the pages of release 25', () => {
  it('F1: two types that extend the request base are data', () => {
    expect(requests).toHaveLength(3987);
    expect(pageOf('CallCenterAgentAvailability').kind).toBe('type');
    expect(pageOf('CallCenterAgentSettings').kind).toBe('type');
  });

  it('F2: a request is answered by what its name says, or by success', () => {
    const answered = requests.filter(({ request }) => request?.response !== undefined);
    expect(answered).toHaveLength(2161);
    expect(requests.length - answered.length).toBe(1826);
    expect(
      requests.filter(({ request }) => request?.mayReturnSuccess).map(({ name }) => name),
    ).toEqual(['GroupConsolidatedAddRequest22', 'GroupConsolidatedDnAssignListRequest']);
    const responses = pages.filter(({ kind }) => kind === 'response');
    expect(responses.filter(({ answers }) => answers?.length !== 1)).toEqual([]);
    for (const { name, answers = [] } of responses) {
      expect(pageOf(answers[0] ?? '').request?.response).toBe(name);
    }
  });

  it('F2: the sentence that names the response is not repeated', () => {
    const sentence = /\bresponse is either an? \w+Response(?:\w*) or an? ErrorResponse\./i;
    const repeated = pages.filter(({ description }) => sentence.test(JSON.stringify(description)));
    expect(repeated.map(({ name }) => name)).toEqual([]);
  });

  it('F3: variants are ordered by release, pack, letter and revision, RI last', () => {
    const devices = pageOf('SystemSIPDeviceTypeGetRequest').variants ?? [];
    expect(devices).toHaveLength(48);
    const of = (suffix: string): number =>
      devices.indexOf(`SystemSIPDeviceTypeGetRequest${suffix}`);
    const inOrder = ['', '14sp6', '15', '16sp1', '18sp1', '18sp1V2', '19', '22', '22V9', '22V10'];
    const places = inOrder.map(of);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    const withRI = requests.filter(({ name }) => name.endsWith('RequestRI'));
    expect(withRI).toHaveLength(15);
    for (const { variants = [], status, name } of withRI) {
      expect(variants.at(-1) ?? name).toBe(name);
      expect(status).toBe('current');
    }
    const families = new Set(everything.index.types.flatMap((t) => (t.verb ? [t.family] : [])));
    expect(families.size).toBe(2656);
  });

  it('F3: digits before the word Request belong to the name', () => {
    expect(pageOf('UserSpeedDial8GetListRequest').variants).toBeUndefined();
    expect(pageOf('SystemTreatmentMappingQ850CauseAddRequest').variants).toBeUndefined();
    expect(pageOf('UserSpeedDial100GetListRequest').variants).toEqual([
      'UserSpeedDial100GetListRequest',
      'UserSpeedDial100GetListRequest17sp1',
    ]);
  });

  it('F4: status comes from the file, and a derived successor is marked as such', () => {
    const deprecated = requests.filter(({ status }) => status === 'deprecated');
    expect(deprecated).toHaveLength(1406);
    expect(deprecated.filter(({ source }) => !/deprecated/i.test(source.file))).toEqual([]);
    // Without a note there is at most a successor that the family gives.
    const withoutNote = deprecated.filter(({ successor }) => successor?.derived !== undefined);
    const without = deprecated.filter(({ successor }) => successor === undefined);
    expect(withoutNote.length + without.length).toBeGreaterThanOrEqual(497);
    expect(without.length).toBeLessThan(60);
    for (const { successor } of deprecated) {
      if (successor !== undefined) expect(pageOf(successor.name).status).not.toBe('deprecated');
    }
    expect(requests.filter(({ status }) => status === 'superseded').map((p) => p.name)).toEqual([
      'GroupConsolidatedAddRequest',
    ]);
  });

  it('F5: remarks on data modes reach fields and columns, and change no requiredness', () => {
    const noted = pages.filter((page) =>
      fieldsOf(page.particles).some(
        ({ modes, columns = [] }) => modes !== undefined || columns.some(({ mode }) => mode),
      ),
    );
    expect(noted.length).toBeGreaterThan(700);
    expect(fields.filter(({ modes, required }) => modes !== undefined && required).length).toBe(
      1643,
    );
    // 355 remarks say what to send, and about 670 what is returned.
    expect(fields.filter(({ unused }) => unused !== undefined).length).toBeGreaterThan(1000);
    expect(countBy(fields, ({ elsewhere = 'not told' }) => elsewhere)).toMatchObject({
      ignored: expect.any(Number),
      absent: expect.any(Number),
      refused: expect.any(Number),
    });
  });

  it('F6: fixed values are typed as that literal', () => {
    const fixed = fields.filter((field) => field.fixed !== undefined);
    expect(countBy(fixed, ({ fixed: value = '', typescript }) => `${value} ${typescript}`)).toEqual(
      {
        'true true': 203,
        'false false': 9,
        "Random 'Random'": 1,
      },
    );
  });

  it('F7: tables are found by their type', () => {
    const tables = fields.filter(({ type }) => type.kind === 'table');
    expect(tables).toHaveLength(660);
    const others = tables.filter(({ name }) => !name.endsWith('Table')).map(({ name }) => name);
    expect(others.sort()).toEqual([
      'agentsCurrentlyStaffed',
      'callTypeMapping',
      'callTypeMapping',
      'locationList',
    ]);
    expect(tables.filter(({ list }) => list !== undefined).map(({ name }) => name)).toEqual([
      'serviceUtilizationTable',
    ]);
  });

  it('F8: all but two tables have columns, each with a property of its own', () => {
    const tables = fields.filter(({ type }) => type.kind === 'table');
    expect(tables.filter(({ columns }) => columns === undefined)).toHaveLength(2);
    for (const { columns = [] } of tables) {
      const properties = columns.map(({ property }) => property);
      expect(new Set(properties).size).toBe(properties.length);
    }
  });

  it('F9: nil is told apart from absent', () => {
    expect(fields.filter(({ nillable }) => nillable)).toHaveLength(2136);
    expect(fields.filter(({ nillable, list }) => nillable && list !== undefined)).toEqual([]);
  });

  it('F10: None is a value like any other', () => {
    const values = ({ value }: TypePage): readonly string[] =>
      (value?.values ?? []).map((v) => v.value);
    expect(pages.filter((page) => values(page).includes('None'))).toHaveLength(49);
  });

  it('F11: two abstract types are declared by fields, which show their concrete ones', () => {
    // Four more belong to the protocol itself.
    expect(pages.filter((page) => page.abstract)).toHaveLength(6);
    const abstract = fields.filter(({ type }) => type.subtypes !== undefined);
    expect(countBy(abstract, ({ type }) => type.name)).toEqual({
      DepartmentKey: 156,
      EnterpriseVoiceVPNDigitManipulation: 3,
    });
    const [department] = abstract.filter(({ type }) => type.name === 'DepartmentKey');
    expect(department?.type.subtypes).toEqual(['EnterpriseDepartmentKey', 'GroupDepartmentKey']);
  });

  it('F12: enumerations of numbers keep their gaps', () => {
    const { value } = pageOf('CallForwardingNoAnswerNumberOfRings');
    expect(value).toMatchObject({ primitive: 'int' });
    const numbers = value?.values?.map((v) => Number(v.value));
    expect(numbers).toEqual([0, ...Array.from({ length: 19 }, (_, i) => i + 2)]);
  });

  it('F13: every type has a page', () => {
    // 7,085 + 1,238 named types without the 14 of the protocol itself.
    expect(pages).toHaveLength(8309);
    expect(everything.index.types).toHaveLength(8309);
  });

  it('have choices as they are declared', () => {
    // One more belongs to the envelope, and one has a single branch, which is no choice.
    const choices = pages.flatMap((page) => choicesOf(page.particles));
    expect(choices).toHaveLength(374 - 2);
    const inRequests = requests.filter((page) => choicesOf(page.particles).length > 0);
    expect(inRequests).toHaveLength(209 - 1);
    expect(inRequests.flatMap((page) => choicesOf(page.particles))).toHaveLength(215 - 1);
    expect(choices.filter(({ repeats }) => repeats)).toHaveLength(4);
    expect(choices.filter(({ required, mayBeEmpty }) => required && mayBeEmpty)).toHaveLength(
      70 - 1,
    );
  });

  it('have defaults, types declared in place and empty markers as they are declared', () => {
    const defaults = fields.filter((field) => field.default !== undefined);
    expect(countBy(defaults, ({ name }) => name)).toEqual({
      isCaseInsensitive: 88,
      isAscending: 2,
      isCaseSensitive: 1,
      addToFileServer: 8,
    });
    expect(fields.filter(({ type }) => type.kind === 'inline')).toHaveLength(445);
    expect(fields.filter(({ type }) => type.kind === 'empty')).toHaveLength(3);
  });

  it('show a large request as it is', () => {
    const page = pageOf('UserConsolidatedModifyRequest22');
    const all = topLevel(page);
    const names = (list: readonly FieldDoc[]): readonly string[] => list.map(({ name }) => name);
    expect(page.particles).toHaveLength(45);
    expect(names(all.filter(({ required }) => required))).toEqual(['userId']);
    expect(names(all.filter((field) => field.fixed === 'true'))).toEqual([
      'deleteExistingDevices',
      'addPhoneNumberToGroup',
    ]);
    expect(names(all.filter(({ replaces }) => replaces))).toEqual([
      'alternateUserIdList',
      'sipAliasList',
      'sharedCallAppearanceAccessDeviceEndpointList',
      'userServiceList',
      'servicePackList',
    ]);
    const endpoint = all.find(({ name }) => name === 'endpoint');
    expect(endpoint).toMatchObject({ nillable: true, type: { kind: 'inline' } });
    expect(endpoint?.particles?.map(({ kind }) => kind)).toEqual(['choice']);
    expect(names(all)).toContain('OldSipAuthenticationPassword');
    expect(names(all.filter(({ secret }) => secret))).toContain('OldSipAuthenticationPassword');
  });

  it('show what a restriction changes', () => {
    const page = pageOf('ServiceInstanceAddProfileCallCenter');
    expect(page).toMatchObject({ extends: 'ServiceInstanceAddProfile', restriction: true });
    const changed = fieldsOf(page.particles).filter((field) => field.changed);
    expect(changed.map(({ name, required }) => [name, required])).toEqual([['password', true]]);
  });

  it('name nothing that has no page', () => {
    expect(deadNames(everything)).toEqual([]);
    expect(deadUses(everything)).toEqual([]);
  });

  it('have rights and effects where the prose tells them', () => {
    expect(pages.filter(({ rights }) => rights !== undefined).length).toBeGreaterThan(60);
    expect(pages.filter(({ effects }) => effects !== undefined).length).toBeGreaterThan(40);
  });

  it('tell what changed in every variant but the oldest of its family', () => {
    const untold = pages.filter(
      ({ name, variants = [], changes }) => changes?.since !== variants[variants.indexOf(name) - 1],
    );
    expect(untold.map(({ name }) => name)).toEqual([]);
  });

  it('have types as the generated code declares them', () => {
    const { output } = generate({ schemas, unreached: true });
    expect(undeclared(everything, output)).toEqual([]);
  });
});
