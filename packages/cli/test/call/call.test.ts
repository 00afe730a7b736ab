import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SEED_PASSWORD, startSimulator, type StartedSimulator } from '@ocipkit/simulator';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Workplace, type Ran, type RunOptions } from '../support/run.js';

const ANNA = 'anna.schmidt@grandharbour.test';
const SECRET = 'Planted-S3cret-97';

let simulator: StartedSimulator;
let place: Workplace;

beforeAll(async () => {
  simulator = await startSimulator({ tcp: true });
});
afterAll(async () => {
  await simulator.stop();
});
beforeEach(async () => {
  place = await Workplace.create({
    OCIP_URL: simulator.tcp?.url,
    OCIP_USERNAME: 'admin',
    OCIP_PASSWORD: SEED_PASSWORD,
  });
});
afterEach(async () => {
  await place[Symbol.asyncDispose]();
});

async function call(args: readonly string[], options?: RunOptions): Promise<Ran> {
  return place.ocip(['call', ...args], options);
}

/** What the platform has of a user. */
async function user(userId = ANNA): Promise<Record<string, unknown>> {
  const { stdout } = await call(['UserGetRequest23V2', '--userId', userId, '-o', 'json']);
  return JSON.parse(stdout) as Record<string, unknown>;
}

async function file(name: string, text: string | Uint8Array): Promise<string> {
  await writeFile(join(place.cwd, name), text);
  return name;
}

/** How many messages the platform got so far. */
function received(): number {
  return simulator.metrics.read().messages;
}

describe('one request', () => {
  test('its response is data on stdout, and nothing is on stderr', async () => {
    const ran = await call(['UserGetRequest23V2', '--userId', ANNA, '-o', 'json']);
    expect(ran.code).toBe(0);
    expect(ran.stderr).toBe('');
    expect(JSON.parse(ran.stdout)).toMatchObject({
      userId: ANNA,
      lastName: 'Schmidt',
      department: { $type: 'GroupDepartmentKey', name: 'Front Office' },
      accessDeviceEndpoint: { accessDevice: { deviceLevel: 'Group' } },
    });
  });

  test('people see facts under each other', async () => {
    const { stdout } = await call(['UserGetRequest23V2', '--userId', ANNA]);
    expect(stdout).toMatch(/^lastName +Schmidt$/m);
    expect(stdout).toMatch(/^department\n +\$type +GroupDepartmentKey$/m);
  });

  test('a table is a list of rows', async () => {
    const words = ['UserGetListInGroupRequest', '--serviceProviderId', 'Grand-Harbour'];
    const args = [...words, '--GroupId', 'Berlin'];
    const json = JSON.parse((await call([...args, '-o', 'json'])).stdout) as {
      readonly userTable: readonly Record<string, string>[];
    };
    expect(json.userTable.find((row) => row.userId === ANNA)).toMatchObject({
      lastName: 'Schmidt',
      extension: '6001',
    });
    const csv = await call([...args, '-o', 'csv', '--fields', 'userId,lastName']);
    expect(csv.stdout.split('\r\n')).toContain(`${ANNA},Schmidt`);
  });

  test('a response without a table is one row', async () => {
    const { stdout } = await call([
      ...['UserGetRequest23V2', '--userId', ANNA, '-o', 'csv'],
      ...['--fields', 'userId,lastName'],
    ]);
    expect(stdout).toBe(`userId,lastName\r\n${ANNA},Schmidt\r\n`);
  });

  test('what succeeds without data says so on stderr, and nothing on stdout', async () => {
    const ran = await call(['UserModifyRequest22', '--userId', ANNA, '--title', 'Head']);
    expect(ran).toMatchObject({
      code: 0,
      stdout: '',
      stderr: '✓ UserModifyRequest22 succeeded.\n',
    });
    expect(await user()).toMatchObject({ title: 'Head' });
  });

  test('programs get an empty object for it', async () => {
    const args = ['UserModifyRequest22', '--userId', ANNA, '--title', 'Head', '-o', 'json'];
    expect(await call(args)).toMatchObject({ code: 0, stdout: '{}\n', stderr: '' });
  });

  test('--quiet leaves stderr to errors', async () => {
    const args = ['UserModifyRequest22', '--userId', ANNA, '--title', 'Head', '--quiet'];
    expect(await call(args)).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });

  test('--nil clears a field', async () => {
    await call(['UserModifyRequest22', '--userId', ANNA, '--title', 'Head']);
    const ran = await call(['UserModifyRequest22', '--userId', ANNA, '--nil', 'title']);
    expect(ran.code).toBe(0);
    expect(await user()).not.toHaveProperty('title');
  });

  test('a refusal ends with exit code 3 and the words of the platform', async () => {
    const ran = await call(['UserGetRequest23V2', '--userId', 'nobody@example.test']);
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(ran.stderr).toContain('[Error 4008] User not found');
  });

  test('after two dashes the flags of the program are fields', async () => {
    const ran = await call(['UserGetRequest23V2', '--userId', ANNA, '--', '--output', 'x']);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('--output: UserGetRequest23V2 has no field output');
  });

  test('without a platform it says what is missing', async () => {
    const options = { env: { OCIP_URL: undefined } };
    const ran = await call(['UserGetRequest23V2', '--userId', ANNA], options);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('the address of the platform');
  });

  test('a platform that is not there is a matter of the network', async () => {
    const options = { env: { OCIP_URL: 'tcp://127.0.0.1:1' } };
    const ran = await call(['UserGetRequest23V2', '--userId', ANNA], options);
    expect(ran.code).toBe(5);
    expect(ran.stderr).toContain('Nothing was sent.');
  });

  test('a password that is wrong is a matter of the login', async () => {
    const options = { env: { OCIP_PASSWORD: 'wrong' } };
    const ran = await call(['UserGetRequest23V2', '--userId', ANNA], options);
    expect(ran.code).toBe(4);
  });

  test('what is interrupted ends with 130', async () => {
    const ran = await call(['UserGetRequest23V2', '--userId', ANNA], {
      signal: AbortSignal.abort(),
    });
    expect(ran).toMatchObject({ code: 130, stdout: '' });
  });
});

describe('names', () => {
  test('a family stands for the newest that the platform has, and stderr says so', async () => {
    const ran = await call(['UserGetRequest', '--userId', ANNA, '-o', 'json']);
    expect(ran.code).toBe(0);
    expect(ran.stderr).toBe(
      'UserGetRequest stands for UserGetRequest23V2, the newest that the platform has. Others: UserGetRequest21.\n',
    );
  });

  test('an older platform gets the older variant', async () => {
    await file('.ocip.json', JSON.stringify({ release: 22 }));
    const ran = await call(['UserGetRequest', '--userId', ANNA, '-o', 'json', '--dry-run']);
    expect(ran.stderr).toContain(
      'UserGetRequest stands for UserGetRequest21, the newest that release 22 has.',
    );
    expect(JSON.parse(ran.stdout)).toEqual({ $type: 'UserGetRequest21', userId: ANNA });
  });

  test('--exact takes a name without a version as it stands', async () => {
    const args = ['UserGetLoginInfoRequest', '--userId', ANNA, '--dry-run', '-o', 'json'];
    const newest = await call(args);
    expect(newest.stdout).toContain('"UserGetLoginInfoRequestRI"');
    expect(newest.stderr).toContain('--exact takes UserGetLoginInfoRequest itself');
    expect((await call([...args, '--exact'])).stdout).toContain('"UserGetLoginInfoRequest"');
  });

  test('a deprecated request is sent, and stderr names what takes its place', async () => {
    const args = ['UserPasswordInfoGetRequest', '--exact', '--userId', ANNA, '--dry-run'];
    expect((await call(args)).stderr).toContain('UserPasswordInfoGetRequest is deprecated');
  });

  test.each([
    ['UserGtRequest', 'Did you mean UserGetRequest, UserAddRequest, UserGetRequest21?'],
    ['UserGetRequest99', 'Did you mean UserGetRequest21, UserGetRequest23V2?'],
    ['usergetrequest23v2', 'Did you mean UserGetRequest23V2'],
    ['UserGet', 'Did you mean UserGet'],
    ['Xyzzy', 'ocip search finds requests by words.'],
  ])('%s is no request: %s', async (name, advice) => {
    const ran = await call([name, '--userId', ANNA]);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(`There is no request '${name}' in this release.`);
    expect(ran.stderr).toContain(advice);
  });

  test('a response is none either', async () => {
    const ran = await call(['UserGetResponse23V2']);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(
      'UserGetResponse23V2 is a response; expected the name of a request.',
    );
  });

  test('no name at all is said to be missing', async () => {
    expect((await call(['--userId', ANNA])).stderr).toContain('No request is named.');
    expect((await call([])).stderr).toContain('ocip call <Request> [--field value]…');
  });
});

describe('the check before sending', () => {
  test('tells all problems at once, each with its flag, and sends nothing', async () => {
    const before = received();
    const ran = await call([
      ...['UserModifyRequest22', '--lastName', 'x'.repeat(31), '--title='],
      ...['--address.city', 'a'.repeat(51), '--department.xsi:type', 'GroupDepartmentKey'],
    ]);
    expect(ran.code).toBe(2);
    expect(ran.stderr.split('\n')).toEqual([
      'Error: UserModifyRequest22: 7 problems; nothing was sent.',
      '  --userId: found nothing, expected a text of 1 to 161 characters (UserId)',
      `  --lastName: found '${'x'.repeat(31)}', expected a text of 1 to 30 characters (LastName)`,
      '  --department.serviceProviderId: found nothing, expected a text of 1 to 30 characters (ServiceProviderId)',
      '  --department.groupId: found nothing, expected a text of 1 to 30 characters (GroupId)',
      '  --department.name: found nothing, expected a text of 1 to 50 characters (DepartmentName)',
      '  --title: found an empty text, expected a text of 1 to 50 characters (Title) (--nil title clears it)',
      `  --address.city: found '${'a'.repeat(51)}', expected a text of 1 to 50 characters`,
      '→ ocip describe UserModifyRequest22 explains the fields; ocip call UserModifyRequest22 --skeleton shows them.',
      '',
    ]);
    expect(received()).toBe(before);
  });

  test('a field that can’t be cleared, and one with two values, are refused', async () => {
    const args = ['UserModifyRequest22', '--userId', ANNA, '--nil', 'lastName'];
    expect((await call(args)).stderr).toContain(
      '--lastName: found nil, expected a text of 1 to 30 characters (LastName) (the schema does not let this field be cleared',
    );
    expect((await call([...args, '--lastName', 'x'])).stderr).toContain(
      '--lastName: it was given twice',
    );
    const unknown = await call([...args.slice(0, 4), 'titel']);
    expect(unknown.stderr).toContain('--titel: UserModifyRequest22 has no field titel');
  });

  test('a choice that is answered twice, or not at all, names its branches', async () => {
    const request = 'UserGetListInServiceProviderRequest';
    const none = await call([request]);
    expect(none.stderr).toContain(
      `${request}: found none of the alternatives, expected exactly one of serviceProviderId or serviceProviderExternalId`,
    );
    const both = await call([
      ...[request, '--serviceProviderId', 'a', '--serviceProviderExternalId', 'b'],
    ]);
    expect(both.stderr).toContain('found serviceProviderId and serviceProviderExternalId');
  });
});

describe('input from a file', () => {
  test('JSON gives the fields, and flags go before them', async () => {
    const input = await file('user.json', JSON.stringify({ userId: 'other', title: 'Head' }));
    const ran = await call([
      ...['UserModifyRequest22', '--input', input, '--userId', ANNA],
      ...['--dry-run', '-o', 'json'],
    ]);
    expect(JSON.parse(ran.stdout)).toEqual({
      $type: 'UserModifyRequest22',
      userId: ANNA,
      title: 'Head',
    });
  });

  test.each(['$type', 'command'])('the name of the request may stand in %s', async (key) => {
    const input = await file(
      'in.json',
      JSON.stringify({ [key]: 'UserGetRequest23V2', userId: ANNA }),
    );
    const ran = await call(['--input', input, '-o', 'json']);
    expect(JSON.parse(ran.stdout)).toMatchObject({ lastName: 'Schmidt' });
  });

  test('it may come from stdin', async () => {
    const ran = await call(['UserGetRequest23V2', '--input', '-', '-o', 'json'], {
      input: JSON.stringify({ userId: ANNA }),
    });
    expect(JSON.parse(ran.stdout)).toMatchObject({ lastName: 'Schmidt' });
  });

  test('a skeleton that was saved reads back', async () => {
    const { stdout } = await call(['UserGetListInGroupRequest', '--skeleton']);
    const input = await file('skeleton.jsonc', stdout);
    const ran = await call(['--input', input, '--dry-run', '-o', 'json']);
    expect(JSON.parse(ran.stdout)).toEqual({
      $type: 'UserGetListInGroupRequest',
      serviceProviderId: 'Example-SP',
      GroupId: 'Front-Desk',
    });
  });

  const element =
    '<command xsi:type="UserModifyRequest22"><userId>u@example.test</userId>' +
    '<title xsi:nil="true"/><department xsi:type="GroupDepartmentKey"><serviceProviderId>a' +
    '</serviceProviderId><groupId>b</groupId><name>Büro</name></department></command>';

  test.each([
    ['a command element', element],
    [
      'a document',
      '<?xml version="1.0" encoding="ISO-8859-1"?><BroadsoftDocument protocol="OCI" xmlns="C" ' +
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><sessionId xmlns="">1</sessionId>' +
        `${element.replace('<command', '<command xmlns=""')}</BroadsoftDocument>`,
    ],
  ])('XML gives the request: %s', async (_, xml) => {
    const encoding = xml.startsWith('<?xml') ? 'latin1' : 'utf8';
    const input = await file('in.xml', Buffer.from(xml, encoding));
    const ran = await call(['--input', input, '--title', 'Head', '--dry-run', '-o', 'json']);
    expect(JSON.parse(ran.stdout)).toEqual({
      $type: 'UserModifyRequest22',
      userId: 'u@example.test',
      title: 'Head',
      department: {
        $type: 'GroupDepartmentKey',
        serviceProviderId: 'a',
        groupId: 'b',
        name: 'Büro',
      },
    });
  });

  test.each([
    ['{"userId": }', 'in.txt is no JSON: line 1, column 12: expected a value.'],
    ['', 'in.txt is empty; expected JSON or XML.'],
    ['"text"', 'in.txt: found no object; expected one with the fields of a request.'],
    ['<html/>', 'in.txt is no XML of OCI-P (not-oci).'],
    ['<command xsi:type="UserGtRequest"/>', "There is no request 'UserGtRequest'"],
    [
      '<command xsi:type="UserGetRequest23V2"><userID>x</userID></command>',
      'UserGetRequest23V2.userID: the schema has no such element here',
    ],
    ['{"$type": "UserGetRequest21", "userId": "x"}', 'The input is for UserGetRequest21'],
    ['[{"userId": "x"}, {"userId": "y"}]', 'The input has 2 requests; expected one.'],
    ['{"userId": 5}', 'userId: found 5, expected a text of 1 to 161 characters (UserId)'],
    ['{"userid": "x"}', 'found a field that the type does not have'],
  ])('%s is refused', async (text, message) => {
    const input = await file('in.txt', text);
    const ran = await call(['UserGetRequest23V2', '--input', input]);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(message);
  });

  test('a file that is not there, or is no text, is named', async () => {
    const missing = await call(['UserGetRequest23V2', '--input', 'missing.json']);
    expect(missing.stderr).toContain("missing.json can't be read: there is no such file.");
    const input = await file('binary.json', Buffer.from([0x7b, 0xff, 0x7d]));
    const binary = await call(['UserGetRequest23V2', '--input', input]);
    expect(binary.stderr).toContain('it is not encoded in UTF-8');
  });

  test('stdin is read once', async () => {
    const ran = await call([
      ...['UserModifyRequest22', '--input', '-', '--field-stdin', 'newPassword'],
    ]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('--input - and --field-stdin all read stdin; only one can.');
  });
});

describe('secrets', () => {
  const modify = ['UserModifyRequest22', '--userId', ANNA];

  /** Logs the user in with a password. */
  async function canLogin(password: string): Promise<boolean> {
    const env = { OCIP_USERNAME: ANNA, OCIP_PASSWORD: password };
    return (await call(['UserGetRequest23V2', '--userId', ANNA], { env })).code === 0;
  }

  test('are refused as flags, with the other ways', async () => {
    const ran = await call([...modify, '--newPassword', SECRET]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('--newPassword: it is a secret');
    expect(ran.stderr).toContain('--field-stdin newPassword, --field-env newPassword=VARIABLE');
    expect(ran.stderr).not.toContain(SECRET);
  });

  test('come from the environment', async () => {
    const env = { NEW: `${SECRET}-env` };
    expect((await call([...modify, '--field-env', 'newPassword=NEW'], { env })).code).toBe(0);
    expect(await canLogin(`${SECRET}-env`)).toBe(true);
  });

  test('come from stdin, without the line end', async () => {
    const input = `${SECRET}-in\n`;
    expect((await call([...modify, '--field-stdin', 'newPassword'], { input })).code).toBe(0);
    expect(await canLogin(`${SECRET}-in`)).toBe(true);
  });

  test('are asked for on a terminal, hidden', async () => {
    const answers = [`${SECRET}-asked`];
    const ran = await call([...modify, '--newPassword'], { isTerminal: true, answers });
    expect(ran.code).toBe(0);
    expect(ran.terminal.asked).toEqual([{ question: 'newPassword: ', hidden: true }]);
    expect(await canLogin(`${SECRET}-asked`)).toBe(true);
  });

  test('are asked for where the request needs them and nobody gave them', async () => {
    const request = ['PasswordModifyRequest', '--userId', ANNA, '--dry-run'];
    const ran = await call(request, { isTerminal: true, answers: [SECRET] });
    expect(ran.code).toBe(0);
    expect(ran.terminal.asked).toEqual([{ question: 'newPassword: ', hidden: true }]);
    const alone = await call(request);
    expect(alone.code).toBe(2);
    expect(alone.stderr).toContain('--newPassword: found nothing');
    expect(alone.stderr).toContain('--field-env newPassword=VARIABLE');
  });

  test('nobody can be asked without a terminal', async () => {
    const ran = await call([...modify, '--newPassword']);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('Nobody can be asked for newPassword');
  });

  test('a variable that is not set, and a pair that is none, are refused without quoting', async () => {
    const unset = await call([...modify, '--field-env', 'newPassword=NOT_SET']);
    expect(unset.stderr).toContain('The variable NOT_SET, meant for newPassword, is not set.');
    const pair = await call([...modify, '--field-env', `newPassword=${SECRET}`]);
    expect(pair.code).toBe(2);
    expect(pair.stderr).not.toContain(SECRET);
  });

  test.each([
    ['a dry run', ['--dry-run']],
    ['a dry run as data', ['--dry-run', '-o', 'json']],
    ['the shown XML', ['--show-xml']],
    ['a refusal', ['--phoneNumber', '+49999', '--show-xml']],
    ['a problem', ['--title=']],
  ])('are in no output: %s', async (_, flags) => {
    const input = JSON.stringify({ userId: ANNA, newPassword: SECRET, oldPassword: SECRET });
    const ran = await call(['UserModifyRequest22', '--input', '-', ...flags], { input });
    expect(ran.stdout + ran.stderr).not.toContain(SECRET);
    expect(ran.stdout + ran.stderr).not.toBe('');
  });

  test('of a response are masked, and stderr says how to see them', async () => {
    const field = '--systemAdministratorPassword.generatePassword';
    const args = ['PasswordGenerateRequest', field, '-o', 'json'];
    const ran = await call(args);
    expect(JSON.parse(ran.stdout)).toEqual({ systemAdministratorPassword: '[redacted]' });
    expect(ran.stderr).toBe('Secrets are shown as [redacted]; --show-secrets shows them.\n');
    const open = await call([...args, '--show-secrets', '--show-xml']);
    const { systemAdministratorPassword: password } = JSON.parse(open.stdout) as {
      readonly systemAdministratorPassword: string;
    };
    expect(password.length).toBeGreaterThan(5);
    expect(password).not.toBe('[redacted]');
    // What is on stderr may end in a log.
    expect(open.stderr).not.toContain(password);
  });

  test('that are too long are not quoted either', async () => {
    const ran = await call([...modify, '--field-stdin', 'newPassword'], {
      input: SECRET.repeat(20),
    });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('--newPassword: found a text, expected a text of 1 to 60');
    expect(ran.stderr).not.toContain(SECRET);
  });
});

describe('looking without sending', () => {
  test('--dry-run shows the document, and needs no platform', async () => {
    const ran = await call(
      ['UserModifyRequest22', '--userId', 'a&b', '--nil', 'title', '--address.city', 'Köln'],
      { env: { OCIP_URL: undefined } },
    );
    expect(ran.code).toBe(2);
    const dry = await call(
      [
        ...['UserModifyRequest22', '--userId', 'a&b', '--nil', 'title'],
        ...['--address.city', 'Köln', '--dry-run'],
      ],
      { env: { OCIP_URL: undefined } },
    );
    expect(dry).toMatchObject({ code: 0, stderr: 'Nothing was sent.\n' });
    expect(dry.stdout).toBe(`<?xml version="1.0" encoding="ISO-8859-1"?>
<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <sessionId xmlns="">id-of-the-session</sessionId>
  <command xmlns="" xsi:type="UserModifyRequest22">
    <userId>a&amp;b</userId>
    <title xsi:nil="true"/>
    <address>
      <city>Köln</city>
    </address>
  </command>
</BroadsoftDocument>
`);
  });

  test('what a dry run shows reads back as input', async () => {
    const args = ['UserGetRequest23V2', '--userId', ANNA];
    const input = await file('dry.xml', (await call([...args, '--dry-run'])).stdout);
    const ran = await call(['--input', input, '--dry-run', '-o', 'json']);
    expect(JSON.parse(ran.stdout)).toEqual({ $type: 'UserGetRequest23V2', userId: ANNA });
  });

  test('--show-xml shows request and response on stderr', async () => {
    const ran = await call(['UserGetRequest23V2', '--userId', ANNA, '--show-xml', '-o', 'json']);
    expect(ran.code).toBe(0);
    expect(ran.stderr).toContain('<command xmlns="" xsi:type="UserGetRequest23V2">');
    expect(ran.stderr).toMatch(
      /<command xmlns="" xsi:type="UserGetResponse23V2"[^>]*>\n {2}<service/,
    );
    expect(ran.stderr).toContain('  <lastName>Schmidt</lastName>');
    expect(() => JSON.parse(ran.stdout) as unknown).not.toThrow();
  });

  test('--show-xml shows a refusal as well', async () => {
    const ran = await call(['UserGetRequest23V2', '--userId', 'nobody@x.test', '--show-xml']);
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('xsi:type="ErrorResponse"');
    expect(ran.stderr).toContain('<summaryEnglish>[Error 4008]');
  });

  test('--skeleton needs no platform, and a family will do', async () => {
    const options = { env: { OCIP_URL: undefined } };
    const ran = await call(['UserGetRequest', '--skeleton', '-o', 'json'], options);
    expect(JSON.parse(ran.stdout)).toEqual({
      $type: 'UserGetRequest23V2',
      userId: 'alice@example.test',
    });
    expect(ran.stderr).toContain('the newest of the commands in use');
  });

  test('--skeleton without a name is refused', async () => {
    expect(await call(['--skeleton'])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('deletions', () => {
  const remove = ['UserDeleteRequest', '--userId', 'fax.berlin@grandharbour.test'];
  const list = [
    ...['ServiceProviderDnDeleteListRequest', '--serviceProviderId', 'Grand-Harbour'],
    ...['--phoneNumber', '+49301', '--phoneNumber', '+49302'],
  ];

  test('are refused where nobody can be asked', async () => {
    const before = received();
    const ran = await call(remove);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('UserDeleteRequest deletes, and nobody can be asked.');
    expect(ran.stderr).toContain('Give --yes to go on');
    expect(received()).toBe(before);
  });

  test('are carried out once their id is typed', async () => {
    const ran = await call(remove, {
      isTerminal: true,
      answers: ['fax.berlin@grandharbour.test'],
    });
    expect(ran.code).toBe(0);
    expect(ran.stderr).toContain('UserDeleteRequest deletes: userId fax.berlin@grandharbour.test.');
    expect((await call(['UserGetRequest23V2', '--userId', remove[2] ?? ''])).code).toBe(3);
  });

  test('are left alone for any other answer', async () => {
    const ran = await call(['UserDeleteRequest', '--userId', ANNA], {
      isTerminal: true,
      answers: ['yes'],
    });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('Nothing was sent.');
    expect(await user()).toMatchObject({ lastName: 'Schmidt' });
  });

  test('--yes goes on without a question', async () => {
    const ran = await call(['UserDeleteRequest', '--userId', 'lift.alarm@grandharbour.test', '-y']);
    expect(ran.code).toBe(0);
  });

  test('of a list are confirmed by the number of its entries', async () => {
    const ran = await call(list, { isTerminal: true, answers: ['no'] });
    expect(ran.terminal.asked[0]?.question).toBe('To go on, type 2: ');
    expect(ran.stderr).toContain('serviceProviderId Grand-Harbour, 2 of phoneNumber');
  });

  test('of one entry of a list are confirmed by that', async () => {
    const ran = await call(list.slice(0, 5), { isTerminal: true, answers: ['no'] });
    expect(ran.terminal.asked[0]?.question).toBe('To go on, type +49301: ');
  });

  test('reads that speak of deletions need no question', async () => {
    const ran = await call(['UserGetRequest23V2', '--userId', ANNA]);
    expect(ran.terminal.asked).toEqual([]);
  });
});

describe('a batch', () => {
  const ids = [ANNA, 'nobody@example.test', 'ben.koch@grandharbour.test'];

  test('sends every line of a file, and tells what became of each', async () => {
    const lines = ids.map((userId) => JSON.stringify({ userId })).join('\n');
    const batch = await file('users.ndjson', `${lines}\n`);
    const ran = await call(['UserGetRequest23V2', '--batch', batch, '-o', 'json']);
    expect(ran.code).toBe(6);
    expect(ran.stderr).toBe('1 of 3 requests failed.\n');
    expect(JSON.parse(ran.stdout)).toMatchObject([
      { index: 0, request: 'UserGetRequest23V2', ok: true, response: { lastName: 'Schmidt' } },
      { index: 1, ok: false, error: { code: 'refused', number: 4008, outcome: 'rejected' } },
      { index: 2, ok: true, response: { lastName: 'Koch' } },
    ]);
  });

  test('in rows each request has one, with the fields of its response', async () => {
    const batch = await file('users.json', JSON.stringify(ids.map((userId) => ({ userId }))));
    const fields = ['--fields', 'index,result,error,lastName'];
    const ran = await call(['UserGetRequest23V2', '--batch', batch, '-o', 'csv', ...fields]);
    expect(ran.stdout).toBe(
      'index,result,error,lastName\r\n0,ok,,Schmidt\r\n1,refused,4008,\r\n2,ok,,Koch\r\n',
    );
  });

  test('may hold different requests, by names and by families', async () => {
    const batch = JSON.stringify([
      { $type: 'UserGetRequest', userId: ANNA },
      { command: 'SystemSoftwareVersionGetRequest' },
    ]);
    const ran = await call(['--batch', '-', '-o', 'json'], { input: batch });
    expect(ran.code).toBe(0);
    expect((JSON.parse(ran.stdout) as { request: string }[]).map((e) => e.request)).toEqual([
      'UserGetRequest23V2',
      'SystemSoftwareVersionGetRequest',
    ]);
  });

  test('may be an XML document with several commands', async () => {
    const commands = ids.map(
      (id) => `<command xsi:type="UserGetRequest23V2" xmlns=""><userId>${id}</userId></command>`,
    );
    const batch = await file(
      'batch.xml',
      `<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${commands.join('')}</BroadsoftDocument>`,
    );
    const ran = await call(['--batch', batch, '-o', 'json']);
    expect((JSON.parse(ran.stdout) as { ok: boolean }[]).map(({ ok }) => ok)).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('flags hold for all of its requests', async () => {
    const batch = await file('users.json', JSON.stringify([{ userId: ANNA }, { userId: ids[2] }]));
    const args = ['UserModifyRequest22', '--batch', batch, '--title', 'Host'];
    expect((await call(args)).code).toBe(0);
    expect(await user(ids[2])).toMatchObject({ title: 'Host' });
  });

  test('that nothing came of ends with the exit code of that', async () => {
    const batch = await file(
      'none.json',
      JSON.stringify([{ userId: 'x@y.test' }, { userId: 'z' }]),
    );
    expect((await call(['UserGetRequest23V2', '--batch', batch])).code).toBe(3);
    const lost = { env: { OCIP_URL: 'tcp://127.0.0.1:1' } };
    expect((await call(['UserGetRequest23V2', '--batch', batch], lost)).code).toBe(5);
  });

  test('is checked whole before anything of it is sent', async () => {
    const before = received();
    const batch = await file('bad.json', JSON.stringify([{ userId: ANNA }, { userid: 'x' }, {}]));
    const ran = await call(['UserGetRequest23V2', '--batch', batch]);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain("2 of 3 requests can't be sent; nothing was sent.");
    expect(ran.stderr).toContain('[1] UserGetRequest23V2: 2 problems');
    expect(ran.stderr).toContain('[2] UserGetRequest23V2: 1 problem');
    expect(received()).toBe(before);
  });

  test('that deletes is confirmed by the number of deletions', async () => {
    const batch = await file('delete.json', JSON.stringify([{ userId: 'a@b' }, { userId: 'c@d' }]));
    const args = ['UserDeleteRequest', '--batch', batch];
    expect((await call(args)).stderr).toContain(
      '2 of the requests delete, and nobody can be asked',
    );
    const ran = await call(args, { isTerminal: true, answers: ['no'] });
    expect(ran.terminal.asked[0]?.question).toBe('To go on, type 2: ');
  });

  test('of hundreds is sent in parts, in order', async () => {
    const many = Array.from({ length: 310 }, (_, i) => ({ userId: `u${String(i)}@example.test` }));
    const batch = await file('many.ndjson', many.map((m) => JSON.stringify(m)).join('\n'));
    const ran = await call(['UserGetRequest23V2', '--batch', batch, '-o', 'json'], {
      isTerminal: true,
    });
    expect(ran.code).toBe(3);
    const entries = JSON.parse(ran.stdout) as { index: number; error: { message: string } }[];
    expect(entries.map(({ index }) => index)).toEqual(many.map((_, i) => i));
    expect(entries[309]?.error.message).toContain('u309@example.test');
    expect(ran.terminal.states).toContain('sending: 150 of 310 requests answered');
  });

  test('--show-xml shows each request with its answer', async () => {
    const batch = await file('users.json', JSON.stringify(ids.map((userId) => ({ userId }))));
    const ran = await call(['UserGetRequest23V2', '--batch', batch, '--show-xml', '-o', 'json']);
    const shown = [...ran.stderr.matchAll(/xsi:type="(\w+)"/g)].map(([, name]) => name);
    expect(shown.filter((name) => name !== 'GroupDepartmentKey')).toEqual([
      ...['UserGetRequest23V2', 'UserGetResponse23V2'],
      ...['UserGetRequest23V2', 'ErrorResponse'],
      ...['UserGetRequest23V2', 'UserGetResponse23V2'],
    ]);
  });

  test('a dry run shows all of it', async () => {
    const batch = await file('users.json', JSON.stringify(ids.map((userId) => ({ userId }))));
    const ran = await call(['UserGetRequest23V2', '--batch', batch, '--dry-run', '-o', 'json']);
    expect(JSON.parse(ran.stdout)).toEqual(
      ids.map((userId) => ({ $type: 'UserGetRequest23V2', userId })),
    );
  });

  test('an empty one, and one beside an input, are refused', async () => {
    const batch = await file('empty.json', '[]');
    expect((await call(['--batch', batch])).stderr).toContain('The batch is empty.');
    const both = await call(['--batch', batch, '--input', batch]);
    expect(both.stderr).toContain('--input and --batch both give the fields');
  });
});
