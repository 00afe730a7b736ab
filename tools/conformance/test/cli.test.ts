import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
// Each run starts programs.
vi.setConfig({ testTimeout: 60_000 });

const miniature = fileURLToPath(new URL('fixture/release', import.meta.url));

function conformance(...parameters: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...parameters], {
    encoding: 'utf8',
  });
  return { status, stderr, stdout, lastLine: stdout.trimEnd().split('\n').at(-1) };
}

describe('the program', () => {
  it('ends with the counts, and with 0 where nothing failed', () => {
    const { status, lastLine, stderr } = conformance('--schemas', miniature, '--no-oracle');
    expect(lastLine).toMatch(/^\d+ passed, 0 failed, \d+ skipped$/);
    expect(status).toBe(0);
    expect(stderr).toContain('its checks are skipped');
  });

  it('prints one JSON object, and the counts elsewhere', () => {
    const { status, stdout, stderr } = conformance('--schemas', miniature, '--no-oracle', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ release: 'release', failed: 0, failures: [] });
    expect(stderr).toMatch(/\d+ passed, 0 failed, \d+ skipped\n$/);
    expect(status).toBe(0);
  });

  it('ends with 1 and a failure counted where there is no release', () => {
    const { status, lastLine, stderr } = conformance('--schemas', `${miniature}/none`);
    expect({ status, lastLine }).toEqual({ status: 1, lastLine: '0 passed, 1 failed, 0 skipped' });
    expect(stderr).toContain('none');
  });

  it('ends with 2 and the usage where it is called wrongly', () => {
    const { status, stdout, stderr } = conformance('--instances', 'many');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('Usage: npm run conformance');
  });

  it('says how to get a JDK where there is none, and goes on without', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [cli, '--schemas', miniature, '--instances', '1'],
      { encoding: 'utf8', env: { PATH: '', JAVA_HOME: '' } },
    );
    expect(stderr).toMatch(/No oracle.*JDK/);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^\d+ passed, 0 failed, [1-9]\d* skipped$/);
    expect(status).toBe(0);
  });
});
