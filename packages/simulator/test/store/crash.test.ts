import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connect } from '@ocipkit/client';
import { UserModifyRequest22 } from '@ocipkit/commands/user';
import { SEED_PASSWORD } from '../../src/seed/soil.js';
import { restoreSnapshot } from '../../src/store/snapshot.js';

/*
 * The simulator as a process that is killed while it writes. Needs a build.
 */

const bin = resolve(import.meta.dirname, '../../dist/bin.js');
const userId = 'anna.schmidt@grandharbour.test';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ocipkit-crash-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('leaves a whole state in the file, whenever it is killed', async () => {
  const state = join(folder, 'state.json');
  const found: number[] = [];
  for (const afterMs of [220, 260, 310, 370, 450]) {
    const child = spawn(process.execPath, [bin, '--tcp', '0', '--state', state, '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const { tcp } = JSON.parse(line) as { tcp: { url: string } };
    await using client = await connect({
      url: tcp.url,
      username: 'admin',
      password: SEED_PASSWORD,
      retry: false,
    });
    const killed = once(child, 'exit');
    setTimeout(() => child.kill('SIGKILL'), afterMs);
    for (let i = 0; child.exitCode === null && child.signalCode === null; i++) {
      try {
        await client.send(new UserModifyRequest22({ userId, title: `Title ${String(i)}` }));
      } catch {
        break;
      }
    }
    await killed;
    const platform = restoreSnapshot(JSON.parse(await readFile(state, 'utf8')));
    found.push(platform.userCount);
  }
  expect(new Set(found).size).toBe(1);
  expect(found[0]).toBeGreaterThan(50);
});
