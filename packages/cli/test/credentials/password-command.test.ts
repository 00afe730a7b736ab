import { execPath } from 'node:process';
import { describe, expect, it } from 'vitest';
import { runPasswordCommand } from '../../src/credentials/password-command.js';

const options = {
  signal: new AbortController().signal,
  isInteractive: false,
  cwd: process.cwd(),
  env: { PATH: process.env.PATH, OF_TEST: 'from-environment' },
};

async function run(script: string, ...args: readonly string[]): Promise<string> {
  return runPasswordCommand([execPath, '-e', script, ...args], options);
}

describe('runPasswordCommand', () => {
  it('gives what the program prints, without the line break at its end', async () => {
    expect(await run('console.log(" pass word ")')).toBe(' pass word ');
    expect(await run('process.stdout.write("plain")')).toBe('plain');
    expect(await run('process.stdout.write("windows\\r\\n")')).toBe('windows');
    expect(await run('console.log("pässwörd ✓")')).toBe('pässwörd ✓');
  });

  it('hands arguments over as they are: no shell reads them', async () => {
    expect(await run('console.log(process.argv[1])', '$(id); "x" *')).toBe('$(id); "x" *');
  });

  it('gives the program the environment', async () => {
    expect(await run('console.log(process.env.OF_TEST)')).toBe('from-environment');
  });

  it('lets a program that is not to ask read nothing', async () => {
    expect(
      await run('console.log("read:" + require("node:fs").readFileSync(0, "utf8").length)'),
    ).toBe('read:0');
  });

  it.each([
    ['process.exit(3)', /ended with code 3/],
    ['console.log("secret-4711"); process.exit(1)', /ended with code 1/],
    ['process.kill(process.pid, "SIGTERM")', /ended by SIGTERM/],
    ['', /gave no password: it is empty/],
    ['console.log("")', /gave no password: it is empty/],
    ['console.log("secret-4711\\nuser: admin")', /gave 2 lines, expected the password alone/],
    ['process.stdout.write("secret-4711".repeat(1e5))', /prints too much/],
  ])(
    'refuses a program that does %s, without repeating what it printed',
    async (script, message) => {
      const error: unknown = await run(script).catch((e: unknown) => e);

      expect(error).toMatchObject({ exitCode: 4, message: expect.stringMatching(message) });
      expect((error as Error).message).not.toContain('secret-4711');
    },
  );

  it('never repeats the arguments', async () => {
    const error: unknown = await run('process.exit(1)', 'secret-4711').catch((e: unknown) => e);

    expect((error as Error).message).not.toContain('secret-4711');
  });

  it('says so where there is no such program', async () => {
    await expect(runPasswordCommand(['no-such-program-here'], options)).rejects.toMatchObject({
      exitCode: 4,
      message:
        "The password command no-such-program-here can't be started: there is no such program.",
    });
  });

  it('ends a program that takes too long', async () => {
    await expect(
      runPasswordCommand([execPath, '-e', 'setInterval(() => {}, 1000)'], {
        ...options,
        timeoutMs: 200,
      }),
    ).rejects.toMatchObject({ message: expect.stringContaining('within 0.2 s') });
  });

  it('ends the program when it is interrupted', async () => {
    const controller = new AbortController();
    const running = runPasswordCommand([execPath, '-e', 'setInterval(() => {}, 1000)'], {
      ...options,
      signal: controller.signal,
    });
    controller.abort(new Error('interrupted'));

    await expect(running).rejects.toThrow('interrupted');
  });
});
