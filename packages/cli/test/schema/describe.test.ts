import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Workplace, type Ran } from '../support/run.js';

let place: Workplace;

beforeAll(async () => {
  place = await Workplace.create();
});
afterAll(async () => {
  await place[Symbol.asyncDispose]();
});

async function explain(...args: readonly string[]): Promise<Ran> {
  return place.ocip(['describe', ...args]);
}

/** Lines without the spaces before them. */
function lines({ stdout }: Ran): readonly string[] {
  return stdout.split('\n').map((line) => line.trim());
}

describe('a request', () => {
  test('shows kind, meaning, fields in their order, response with columns, and what is related', async () => {
    const ran = await explain('UserGetListInGroupRequest');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const text = lines(ran);
    expect(text[0]).toBe('UserGetListInGroupRequest');
    expect(text[1]).toMatch(/^request · list, reads · user\.xsd:\d+$/);
    expect(text[3]).toMatch(/^Lists the users of a group\./);
    const fields = ['serviceProviderId', 'GroupId', 'responseSizeLimit', 'userTable'];
    const places = fields.map((name) => text.findIndex((line) => line.startsWith(`${name}  `)));
    expect(places.every((at, i) => at > (places[i - 1] ?? 4))).toBe(true);
    expect(text).toContain('GroupId  GroupId · required · 1 to 30 characters');
    expect(text).toContain('responseSizeLimit  ResponseSizeLimit · optional · Integer, at least 1');
    expect(text).toContain('searchCriteriaDn  SearchCriteriaDn[] · optional');
    expect(text).toContain('Response: UserGetListInGroupResponse');
    expect(ran.stdout).toContain('Columns: userId (User Id), lastName (Last Name)');
    expect(ran.stdout).toContain('countryCode\n      (Country Code, AS)');
    expect(text).toContain('UserDeleteRequest (delete)');
    expect(text).toContain(
      'ocip call UserGetListInGroupRequest --skeleton shows an input to fill in.',
    );
  });

  test('that returns no data says so', async () => {
    expect(lines(await explain('UserModifyRequest22'))).toContain(
      'Response: SuccessResponse, no data',
    );
  });

  test('marks secrets, nil, fixed values and lists that replace', async () => {
    const text = lines(await explain('UserModifyRequest22'));
    expect(text).toContain('oldPassword  Password · optional · 1 to 60 characters · secret');
    expect(text.find((line) => line.startsWith('title  '))).toContain('nil clears');
    expect(text.find((line) => line.startsWith('sipAliasList  '))).toContain('replaces the list');
  });

  test('that is deprecated names its successor', async () => {
    const ran = await explain('UserPasswordInfoGetRequest');
    expect(ran.stdout).toMatch(/^Deprecated; UserPasswordInfoGetRequest22 takes its place/m);
    expect(ran.stdout).toContain(
      'Family: UserPasswordInfoGetRequest (this one), UserPasswordInfoGetRequest22',
    );
  });

  test('by the name of its family is the newest, and stderr says so', async () => {
    const ran = await explain('UserGetRequest');
    expect(lines(ran)[0]).toBe('UserGetRequest23V2');
    expect(ran.stderr).toBe(
      'UserGetRequest stands for UserGetRequest23V2, the newest of its family.\n',
    );
  });

  test('is found in any case', async () => {
    expect(lines(await explain('usergetrequest23v2'))[0]).toBe('UserGetRequest23V2');
  });
});

describe('choices', () => {
  test('are drawn with their branches', async () => {
    const ran = await explain('UnboundedPositiveInt');
    expect(ran.stdout).toContain(`
  ┌─ choice 1: exactly one of
  │  unlimited  boolean · required · only true
  │      Present when there is no limit.
  ├─ or
  │  quantity  int · required · Integer, at least 1
  │      The limit.
  └─
`);
  });
});

describe('types', () => {
  test('of values show their limits', async () => {
    const ran = await explain('UserId');
    expect(ran.stdout).toMatch(/^A token: 1 to 161 characters\.$/m);
    expect(ran.stdout).toMatch(/^Used by:\n {2}\w+\.\w+$/m);
    expect(ran.stdout).toMatch(/^ {2}… and \d+ more: -o json$/m);
  });

  test('of enumerations list their values', async () => {
    const ran = await explain('UserType');
    expect(ran.stdout).toMatch(/^One of \d+ values:\n {2}Normal/m);
    const csv = await explain('UserType', '-o', 'csv', '--fields', 'value');
    expect(csv.stdout.split('\r\n')).toContain('Hunt Group');
  });

  test('that are abstract name those that may stand in their place', async () => {
    const text = lines(await explain('DepartmentKey'));
    expect(text[1]).toContain('type · abstract');
    expect(text).toContain('EnterpriseDepartmentKey');
    expect(text).toContain('GroupDepartmentKey');
  });

  test('of responses name the requests that they answer', async () => {
    const ran = await explain('UserGetResponse23V2');
    expect(ran.stdout).toContain('Answers:\n  UserGetRequest23V2\n');
  });
});

describe('a field', () => {
  test('is explained with its type', async () => {
    const text = lines(await explain('UserModifyRequest22.userId'));
    expect(text[0]).toBe('UserModifyRequest22.userId  UserId · required · 1 to 161 characters');
    expect(text).toContain('UserId');
  });

  test('is found through named types, types declared in place, and those that may stand for another', async () => {
    expect(lines(await explain('UserModifyRequest22.address.city'))[0]).toMatch(
      /^UserModifyRequest22\.address\.city {2}token/,
    );
    expect(
      lines(await explain('UserModifyRequest22.endpoint.accessDeviceEndpoint.linePort'))[0],
    ).toContain('AccessDeviceEndpointLinePort');
    expect(lines(await explain('UserModifyRequest22.department.groupId'))[0]).toContain('GroupId');
    expect(
      lines(await explain('UserGetListInGroupRequest.searchCriteriaDn[0].value'))[0],
    ).toContain('DN');
  });

  test('that the type does not have is refused with the nearest', async () => {
    const ran = await explain('UserModifyRequest22.address.citi');
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('UserModifyRequest22.address has no field citi.');
    expect(ran.stderr).toContain('Did you mean UserModifyRequest22.address.city?');
    const below = await explain('UserModifyRequest22.title.x');
    expect(below.stderr).toContain(
      'UserModifyRequest22.title is of type Title, which has no fields',
    );
  });

  test('by its name alone lists the types that have it, deprecated ones last', async () => {
    const ran = await explain('isRingSplashActive', '-o', 'json');
    const rows = JSON.parse(ran.stdout) as { readonly field: string }[];
    expect(rows.map(({ field }) => field)).toContain(
      'UserCallForwardingAlwaysModifyRequest.isRingSplashActive',
    );
    expect(ran.stderr).toBe(`isRingSplashActive is a field of ${String(rows.length)} types.\n`);
  });
});

describe('--depth', () => {
  test('opens the types of fields', async () => {
    const one = await explain('UserModifyRequest22');
    const two = await explain('UserModifyRequest22', '--depth', '2');
    expect(one.stdout).not.toContain('addressLine1');
    expect(lines(two).find((line) => line.startsWith('addressLine1  '))).toContain('optional');
    expect(two.stdout).toContain('      as GroupDepartmentKey:\n        serviceProviderId');
  });
});

describe('other forms', () => {
  test('JSON is the data of the page', async () => {
    const ran = await explain('UserGetRequest23V2', '-o', 'json');
    expect(JSON.parse(ran.stdout)).toMatchObject({
      name: 'UserGetRequest23V2',
      kind: 'request',
      status: 'current',
      request: { access: 'read', response: 'UserGetResponse23V2' },
      particles: [{ kind: 'field', name: 'userId', required: true }],
    });
  });

  test('CSV has a row for each field, those of types declared in place as well', async () => {
    const ran = await explain('UserModifyRequest22', '-o', 'csv', '--fields', 'field');
    const rows = ran.stdout.split('\r\n');
    expect(rows).toContain('endpoint.accessDeviceEndpoint');
  });
});

describe('a name that nothing has', () => {
  test.each([
    ['UserGtRequest', 'Did you mean UserGetRequest'],
    ['isRingSplashActiv', 'Did you mean isRingSplashActive?'],
    ['x', 'ocip search finds types and fields by words.'],
  ])('%s: %s', async (name, advice) => {
    const ran = await explain(name);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(`Nothing is called '${name}' in this release.`);
    expect(ran.stderr).toContain(advice);
  });
});

describe('commands that came without reference data', () => {
  let folder: string[];

  beforeAll(async () => {
    const bundled = createRequire(import.meta.url).resolve('@ocipkit/commands/registry');
    const text = `export { registry } from ${JSON.stringify(pathToFileURL(bundled).href)};\n`;
    await writeFile(join(place.cwd, 'registry.js'), text);
    await writeFile(join(place.cwd, 'package.json'), '{"type":"module"}');
    folder = ['--commands', place.cwd];
  });

  test('are explained by their structure, and stderr says what is missing', async () => {
    const ran = await explain('UserModifyRequest22', ...folder);
    expect(ran.code).toBe(0);
    expect(ran.stderr).toBe(
      'These commands came without reference data: there are names, types and limits, no descriptions.\n',
    );
    const text = lines(ran);
    expect(text[1]).toBe('request · modify, writes');
    expect(text).toContain('userId  UserId · required · a text of 1 to 161 characters');
    expect(text.find((line) => line.startsWith('newPassword  '))).toContain('secret');
    expect(text).toContain('Response: SuccessResponse, no data');
  });

  test('have the same fields, choices and columns as with it', async () => {
    interface Particle {
      readonly kind: string;
      readonly name?: string;
      readonly required: boolean;
      readonly columns?: readonly { readonly heading: string }[];
      readonly branches?: readonly (readonly Particle[])[];
    }
    const facts = (particles: readonly Particle[]): unknown =>
      particles.map(({ kind, name, required, columns, branches }) => [
        ...[kind, name, required],
        columns?.map(({ heading }) => heading),
        branches?.map(facts),
      ]);
    for (const name of [
      'UserGetListInGroupResponse',
      'UserGetResponse23V2',
      'UserAddRequest22V2',
    ]) {
      const [own, full] = await Promise.all([
        explain(name, '-o', 'json', ...folder),
        explain(name, '-o', 'json'),
      ]);
      const read = ({ stdout }: Ran): unknown =>
        facts((JSON.parse(stdout) as { particles: Particle[] }).particles);
      expect(read(own), name).toEqual(read(full));
    }
  });

  test('types of data, fields and families are found in them too', async () => {
    expect(lines(await explain('DepartmentKey', ...folder))[1]).toBe('type · abstract');
    expect(lines(await explain('UserType', ...folder))[1]).toBe('enumeration');
    expect(lines(await explain('UserGetRequest', ...folder))[0]).toBe('UserGetRequest23V2');
    expect(lines(await explain('UserModifyRequest22.address.city', ...folder))[0]).toContain('50');
    expect((await explain('isRingSplashActive', ...folder)).stderr).toContain('is a field of');
  });

  test('can be searched by names', async () => {
    const ran = await place.ocip(['search', 'ring', 'splash', '-o', 'json', ...folder]);
    expect(JSON.stringify(JSON.parse(ran.stdout))).toContain('isRingSplashActive');
  });
});
