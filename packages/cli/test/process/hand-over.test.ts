import { mkdir, realpath, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startSimulator, type StartedSimulator } from '@ocipkit/simulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Folder } from '../support/program.js';

/*
 * Modules of others import the packages of ocipkit by name. The bundle has copies of its own, so it lets
 * the unbundled program take over: classes have to be the same on both sides.
 */

const repository = resolve(import.meta.dirname, '../../../..');
const anna = 'anna.schmidt@grandharbour.test';

let simulator: StartedSimulator;
let folder: Folder;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 'demo' });
  folder = await Folder.at(simulator);
});
afterAll(async () => {
  await folder[Symbol.asyncDispose]();
  await simulator.stop();
});

describe('commands of one’s own release', () => {
  beforeAll(async () => {
    const schemas = join(repository, 'schemas', 'open');
    const out = join(folder.path, 'release');
    const include = [
      '--include',
      'User*Get*',
      'LoginRequest*',
      'AuthenticationRequest',
      'SystemSoftware*',
    ];
    const args = ['generate', '--schemas', schemas, '--javascript', '--out', out];
    const made = await folder.ocip([...args, '--reference', join(out, 'reference'), ...include]);
    expect(made.code, made.stderr).toBe(0);
  });

  test('are called, checked and decoded', async () => {
    const flags = ['--commands', 'release', '-o', 'json'];
    const { code, stdout, stderr } = await folder.ocip([
      ...['call', 'UserGetRequest23V2', '--userId', anna],
      ...flags,
    ]);
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ lastName: 'Schmidt' });
  });

  test('are all there is: what was left out is no request', async () => {
    const args = ['call', 'GroupGetRequest22V7', '--commands', 'release', '--dry-run'];
    const { code, stderr } = await folder.ocip(args);
    expect([code, stderr]).toEqual([2, expect.stringContaining('There is no request')]);
  });

  test('are described and completed, by the environment as well', async () => {
    const env = { OCIP_COMMANDS: join(folder.path, 'release') };
    const described = await folder.ocip(['describe', 'UserGetRequest23V2'], { env });
    expect(described.code, described.stderr).toBe(0);
    expect(described.stdout).toContain('userId');
    const { stdout } = await folder.ocip(['__complete', '--', 'call', 'UserGetRequest23'], { env });
    expect(stdout).toContain('UserGetRequest23V2');
    const none = await folder.ocip(['__complete', '--', 'call', 'GroupGetRe'], { env });
    expect(none.stdout).toBe(':none\n');
  });

  test('serve automations, which use what the release has', async () => {
    const args = ['user', 'digest', anna, '--commands', 'release', '-o', 'json'];
    const { code, stdout, stderr } = await folder.ocip(args);
    expect([0, 6], stderr).toContain(code);
    expect(JSON.parse(stdout)).toMatchObject({ profile: { lastName: 'Schmidt' } });
  });
});

describe('automations of one’s own', () => {
  let env: { readonly OCIP_AUTOMATIONS: string };
  beforeAll(async () => {
    // As npm would have installed it beside the module.
    const scope = join(folder.path, 'node_modules');
    await mkdir(scope, { recursive: true });
    const installed = await realpath(join(repository, 'node_modules', '@ocipkit'));
    await symlink(installed, join(scope, '@ocipkit'), 'junction');
    await writeFile(
      join(folder.path, 'mine.mjs'),
      `import { AutomationUsageError, Run, parts, facts, rootOf } from '@ocipkit/automations';

export const automations = [{
  name: 'titleOf',
  command: 'title of',
  description: 'The title of a user.',
  access: 'read',
  parameters: [{ name: 'userId', type: 'text', completion: 'userId', isRequired: true, description: 'The user.' }],
  run: async (client, { userId }, options) => {
    if (userId === 'nobody') throw new AutomationUsageError('titleOf: nobody is no user.');
    const run = new Run(client, options);
    const { title } = rootOf(
      await run.ask('UserGetRequest23V2', { userId }, { path: 'user', subject: userId }),
    );
    return { title, ...run.summary([]) };
  },
  report: ({ title }) => ({ title: 'Title', parts: [{ title: 'Title', blocks: [{ kind: 'facts', facts: [['Title', title]] }] }] }),
}];
`,
    );
    env = { OCIP_AUTOMATIONS: './mine.mjs' };
  });

  test('are commands like the others: run, listed, helped with and completed', async () => {
    const ran = await folder.ocip(['title', 'of', anna], { env });
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toContain('Head receptionist');
    const list = await folder.ocip(['--help'], { env });
    expect(list.stdout).toMatch(/ocip title of +The title of a user\n/);
    const help = await folder.ocip(['title', 'of', '--help'], { env });
    expect(help.stdout).toContain('ocip title of anna.schmidt@grandharbour.test\n');
    const completed = await folder.ocip(['__complete', '--', 'title', 'of', 'ann'], { env });
    expect(completed.stdout).toMatch(/^anna\.schmidt@/);
  });

  test('throw errors that are known for what they are', async () => {
    const { code, stderr } = await folder.ocip(['title', 'of', 'nobody'], { env });
    expect([code, stderr]).toEqual([2, 'Error: titleOf: nobody is no user.\n']);
    const refused = await folder.ocip(['title', 'of', 'a@b.test'], { env });
    expect(refused.code, refused.stderr).toBe(3);
  });

  test('that can’t be loaded are named', async () => {
    const { code, stderr } = await folder.ocip(['title', 'of', anna], {
      env: { OCIP_AUTOMATIONS: './none.mjs' },
    });
    expect([code, stderr]).toEqual([2, expect.stringContaining('none.mjs')]);
  });
});
