import type { TypePage } from '@ocipkit/generator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { search } from '../../src/schema/search.js';
import { queryTerms, wordsOf } from '../../src/schema/words.js';
import { Workplace, type Ran } from '../support/run.js';

let place: Workplace;

beforeAll(async () => {
  place = await Workplace.create();
});
afterAll(async () => {
  await place[Symbol.asyncDispose]();
});

interface Row {
  readonly name: string;
  readonly kind: string;
  readonly status: string;
  readonly matched: string;
  readonly summary: string;
}

async function find(...args: readonly string[]): Promise<readonly Row[]> {
  const ran = await place.ocip(['search', ...args, '-o', 'json']);
  return JSON.parse(ran.stdout) as readonly Row[];
}

async function names(...args: readonly string[]): Promise<readonly string[]> {
  return (await find(...args)).map(({ name }) => name);
}

describe('words', () => {
  test.each([
    ['UserGetListInGroupRequest', ['user', 'get', 'list', 'in', 'group', 'request']],
    ['useSystemHuntGroupCLIDSetting', ['use', 'system', 'hunt', 'group', 'clid', 'setting']],
    ['E164Capable', ['e164', 'capable']],
    ['Line/Port', ['line', 'port']],
  ])('of %s', (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });

  test('short forms and long ones stand for each other', () => {
    expect(queryTerms(['clid'])).toEqual([[['clid'], ['calling', 'line', 'id']]]);
    expect(queryTerms(['calling line'])).toEqual([[['calling', 'line'], ['clid']]]);
    expect(queryTerms(['hunt', 'group', 'policy'])).toEqual([
      [['hunt', 'group'], ['hg']],
      [['policy']],
    ]);
  });
});

describe('what is found', () => {
  test('a name stands before all others', async () => {
    expect((await names('UserGetRequest23V2'))[0]).toBe('UserGetRequest23V2');
    expect((await names('usergetrequest23v2'))[0]).toBe('UserGetRequest23V2');
  });

  test('words inside names come before words elsewhere', async () => {
    const found = await find('hunt', 'group', '--limit', '5');
    expect(
      found.every(({ name, matched }) => name.includes('HuntGroup') && matched === 'name'),
    ).toBe(true);
  });

  test('a field, with its place', async () => {
    const found = await find('ring', 'splash');
    expect(
      found.find(({ name }) => name === 'UserCallForwardingAlwaysModifyRequest'),
    ).toMatchObject({
      kind: 'request',
      matched: 'field isRingSplashActive',
    });
  });

  test('a value of an enumeration, with its place', async () => {
    const found = await find('Ring Splash', '--kind', 'enumeration');
    expect(found[0]).toMatchObject({
      name: 'ExecutiveScreeningAlertType',
      matched: 'value Ring Splash',
    });
  });

  test('a column of a table', async () => {
    const found = await find('Phone', 'Number', 'Activated', '--kind', 'response', '--limit', '0');
    expect(found.find(({ name }) => name === 'UserGetListInGroupResponse')?.matched).toContain(
      'Phone Number Activated of userTable',
    );
  });

  test('a description', async () => {
    const found = await find('Meets', 'criteria', 'every', '--limit', '0');
    expect(found.map(({ name }) => name)).toContain('UserGetListInGroupRequest');
  });

  test('CLID, callingLineId and "calling line" find the same requests', async () => {
    const forms = [['CLID'], ['callingLineId'], ['calling line'], ['calling', 'line', 'id']];
    for (const form of forms) {
      expect(await names(...form, '--limit', '0'), form.join(' ')).toContain(
        'UserCallingLineIDDeliveryBlockingGetRequest',
      );
    }
  });

  test('parts of words and plurals', async () => {
    expect(await names('voicemail', '--limit', '0')).not.toEqual([]);
    expect((await names('hunt', 'groups', '--limit', '1'))[0]).toContain('HuntGroup');
  });

  test('only what has all of the words', async () => {
    expect(await names('hunt', 'xyzzy')).toEqual([]);
  });

  test('deprecated types come last', async () => {
    const found = await find('password', '--limit', '0');
    const first = found.findIndex(({ status }) => status === 'deprecated');
    expect(first).toBeGreaterThan(0);
    expect(found.slice(first).every(({ status }) => status === 'deprecated')).toBe(true);
  });
});

describe('flags', () => {
  test('--kind and --level narrow the search', async () => {
    const kinds = new Set(
      (await find('user', '--kind', 'request,enumeration', '--limit', '0')).map(({ kind }) => kind),
    );
    expect([...kinds].sort()).toEqual(['enumeration', 'request']);
    const found = await names('device', '--level', 'serviceProvider', '--limit', '0');
    expect(found).toContain('ServiceProviderAccessDeviceGetResponse24V3');
    expect(found.every((name) => name.startsWith('ServiceProvider'))).toBe(true);
  });

  test('--limit cuts the list, and stderr tells how many are left', async () => {
    const all = await names('user', '--limit', '0');
    const ran: Ran = await place.ocip(['search', 'user', '--limit', '3', '-o', 'json']);
    expect(JSON.parse(ran.stdout)).toHaveLength(3);
    expect(ran.stderr).toBe(`${String(all.length - 3)} more: --limit 0 shows all.\n`);
  });

  test('a kind that is none is refused', async () => {
    const ran = await place.ocip(['search', 'user', '--kind', 'thing']);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain("'thing' is none of request, response");
  });
});

describe('output', () => {
  test('people see name, kind, where it is, and what it is about', async () => {
    const ran = await place.ocip(['search', 'UserDeleteRequest']);
    expect(ran.stdout).toMatch(/^UserDeleteRequest {2}request\n {4}\S/);
  });

  test('nothing found is no failure', async () => {
    expect(await place.ocip(['search', 'xyzzy'])).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'Nothing has all of these words.\n',
    });
    expect((await place.ocip(['search', 'xyzzy', '-o', 'json'])).stdout).toBe('[]\n');
  });

  test('search needs a word', async () => {
    expect((await place.ocip(['search'])).code).toBe(2);
  });
});

describe('rank', () => {
  const page = (name: string, status: TypePage['status'] = 'current'): TypePage => ({
    name,
    kind: 'request',
    module: 'm',
    source: { file: 'm.xsd', line: 1 },
    status,
    description: [],
  });

  test('of names with the words, those with less beside them come first; superseded after current', () => {
    const pages = [
      page('GroupHuntGroupUniformCallDistributionGetRequest'),
      page('GroupHuntGroupGetRequest', 'superseded'),
      page('GroupHuntGroupGetRequest22'),
    ];
    const found = search(pages, ['hunt', 'group'], { kinds: [], levels: [] });
    expect(found.map(({ name }) => name)).toEqual([
      'GroupHuntGroupGetRequest22',
      'GroupHuntGroupUniformCallDistributionGetRequest',
      'GroupHuntGroupGetRequest',
    ]);
  });
});
