import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SEED_PASSWORD, startSimulator, type StartedSimulator } from '@ocipkit/simulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runProcess, type ProcessResult } from '../support/process.js';

const ANNA = 'anna.schmidt@grandharbour.test';

let simulator: StartedSimulator;
let folder: string;

beforeAll(async () => {
  simulator = await startSimulator({ tcp: true });
  folder = await mkdtemp(join(tmpdir(), 'ocip-call-'));
});
afterAll(async () => {
  await simulator.stop();
  await rm(folder, { recursive: true, force: true });
});

async function ocip(args: readonly string[], input?: string): Promise<ProcessResult> {
  const env = {
    OCIP_CONFIG_DIR: join(folder, 'config'),
    OCIP_URL: simulator.tcp?.url,
    OCIP_USERNAME: 'admin',
    OCIP_PASSWORD: SEED_PASSWORD,
  };
  return runProcess(args, { env, cwd: folder, ...(input === undefined ? {} : { input }) });
}

describe('the program', () => {
  test('sends a request that comes on stdin, and ends', async () => {
    const ran = await ocip(
      ['call', '--input', '-', '-o', 'json'],
      JSON.stringify({ $type: 'UserGetRequest23V2', userId: ANNA }),
    );
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(ran.stdout)).toMatchObject({ lastName: 'Schmidt' });
  });

  test('ends with 2 for what can’t be sent, and 3 for what is refused', async () => {
    expect((await ocip(['call', 'UserGetRequest23V2'])).code).toBe(2);
    const refused = await ocip(['call', 'UserGetRequest23V2', '--userId', 'nobody@x.test']);
    expect(refused).toMatchObject({ code: 3, stdout: '' });
  });

  test('ends with 6 for a batch of which a part failed', async () => {
    await writeFile(join(folder, 'b.ndjson'), `{"userId":"${ANNA}"}\n{"userId":"nobody@x"}\n`);
    const ran = await ocip(['call', 'UserGetRequest23V2', '--batch', 'b.ndjson', '-o', 'ndjson']);
    expect(ran.code).toBe(6);
    expect(ran.stdout.trim().split('\n')).toHaveLength(2);
  });

  test('deletes nothing where nobody can be asked', async () => {
    const ran = await ocip(['call', 'UserDeleteRequest', '--userId', ANNA]);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect((await ocip(['call', 'UserGetRequest23V2', '--userId', ANNA])).code).toBe(0);
  });

  test('explains and searches without a platform', async () => {
    expect((await ocip(['describe', 'UserGetRequest23V2'])).stdout).toContain('Reads the record');
    expect((await ocip(['search', 'hunt', 'group', '--limit', '1'])).stdout).toContain('HuntGroup');
  });
});
