import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programTexts } from './compile.js';
import { codeBlocks, markdownFiles, repository } from './markdown.js';

/*
 * Runs the TypeScript of guides, from the first block of a page to the last, against a simulated
 * platform. `connect` takes the address and the password of the simulator, whatever the page says;
 * what the reader has to bring (`userId`, `client`, …) is there. Each page has a process, a platform and
 * a folder of its own.
 */

/** Guides that only send requests and read answers. */
const RUN = markdownFiles()
  .map(({ path }) => path)
  .filter(
    (path) =>
      /^docs\/(?:automations|migrate)\//.test(path) ||
      ['docs/start.md', 'docs/client.md'].includes(path),
  );

const GIVEN = `
import { connect as connectTo } from '@ocipkit/client';
import { startSimulator, SEED_PASSWORD } from '@ocipkit/simulator';
await using simulator = await startSimulator();
const account = { url: simulator.tcp.url, username: 'admin', password: SEED_PASSWORD, login: 'signed' };
const connect = async ({ lazy }) => connectTo({ ...account, lazy });
await using client = await connect({});
Object.assign(globalThis, {
  connect,
  client,
  username: account.username,
  password: account.password,
  userId: 'ben.koch@grandharbour.test',
  signal: AbortSignal.timeout(60_000),
});
await page();
`;

// Inside the package, so that the packages are found.
const folder = join(repository, 'examples/test-results/guides');
const workplace = mkdtempSync(join(tmpdir(), 'ocipkit-guides-'));

beforeAll(() => mkdirSync(folder, { recursive: true }));
afterAll(() => {
  rmSync(workplace, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

function programOf(path: string): string {
  const file = markdownFiles().find((candidate) => candidate.path === path);
  if (file === undefined) throw new Error(`There is no ${path}.`);
  const blocks = codeBlocks(file).filter(({ language }) => language === 'ts');
  const [text = '', ...others] = programTexts(blocks);
  expect(others).toEqual([]);
  return text;
}

async function run(path: string): Promise<string> {
  const text = programOf(path);
  const source = GIVEN + text.replace(/^import \{ connect \} from .*$/m, '');
  const program = join(folder, `${path.replace(/[^a-z]+/g, '-')}.mjs`);
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  writeFileSync(program, outputText);
  const { stdout } = await promisify(execFile)(process.execPath, [program], { cwd: workplace });
  return stdout;
}

/** Guides whose blocks are tests. */
const TESTS = ['docs/simulator-in-tests.md', 'docs/extend/automation.md'];

describe('a guide, run from its first block to its last,', () => {
  test.each(RUN)('ends without an error: %s', { timeout: 120_000 }, async (path) => {
    await expect(run(path)).resolves.toEqual(expect.any(String));
  });

  test('prints what it says it prints', { timeout: 120_000 }, async () => {
    const start = markdownFiles().find(({ path }) => path === 'docs/start.md');
    const shown = codeBlocks(start!).filter(({ language }) => language === 'text');
    expect(shown.length).toBeGreaterThan(1);
    const printed = await run('docs/start.md');
    for (const { code } of shown) expect(printed).toContain(code);
  });

  test('has tests that pass', { timeout: 120_000 }, async () => {
    const tests = join(folder, 'tests');
    mkdirSync(tests, { recursive: true });
    writeFileSync(join(tests, 'vitest.config.js'), 'export default {};\n');
    for (const path of TESTS) {
      const name = path.replace(/[^a-z]+/g, '-');
      writeFileSync(join(tests, `${name}.test.ts`), `${programOf(path)}\nawait page();\n`);
    }
    const report = join(tests, 'report.json');
    await promisify(execFile)(process.execPath, [
      join(repository, 'node_modules/vitest/vitest.mjs'),
      'run',
      ...['--root', tests],
      ...['--reporter', 'json', '--outputFile', report],
    ]);
    const { numPassedTests } = JSON.parse(readFileSync(report, 'utf8')) as {
      readonly numPassedTests: number;
    };
    expect(numPassedTests).toBeGreaterThan(8);
  });
});
