import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

const temporary = mkdtempSync(join(tmpdir(), 'ocipkit-bench-test-'));
afterAll(() => rmSync(temporary, { recursive: true }));

const run = (...parameters: readonly string[]) =>
  spawnSync(process.execPath, [cli, ...parameters], {
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary },
  });

describe('the command line', () => {
  it('given --help, then lists the benchmarks', () => {
    const { status, stdout } = run('--help');

    expect(status).toBe(0);
    expect(stdout).toContain(
      'codec, table, exchange, latency, receive, start, simulate, digest, audit',
    );
  });

  it.each([
    { parameters: ['--only', 'speed'], said: "found 'speed', expected one of generate" },
    { parameters: ['--runs', '0'], said: "found '0', expected a whole number from 1" },
    { parameters: ['--fast'], said: '--fast' },
  ])('given $parameters, then ends with 2 and says why', ({ parameters, said }) => {
    const { status, stdout, stderr } = run(...parameters);

    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(said);
  });

  it('given schemas that are not there, then ends with 1 and names the folder', () => {
    const { status, stderr } = run('--schemas', 'no-such-folder');

    expect(status).toBe(1);
    expect(stderr).toContain("there is no folder 'no-such-folder'");
  });

  it('given a benchmark, then measures it alone and leaves nothing behind', () => {
    const { status, stdout, stderr } = run('--only', 'bundle', '--json');

    expect({ status, stderr }).toEqual({ status: 0, stderr: 'bundle …\n' });
    const { benchmarks } = JSON.parse(stdout) as {
      benchmarks: { name: string; rows: { what: string; median: number }[] }[];
    };
    expect(benchmarks.map((b) => b.name)).toEqual(['bundle']);
    const [core, whole, added] = benchmarks[0]!.rows.map((r) => r.median);
    expect(whole).toBe(core! + added!);
    expect(added).toBeGreaterThan(0);
    // Bytes are no matter of luck: more than this means that other commands came along.
    expect(added).toBeLessThan(15_000);
    expect(readdirSync(temporary)).toEqual([]);
  }, 120_000);
});
