// Adds up what all test runs left behind, and prints `N passed, N failed, N skipped`.
//
// Reads <project>/test-results/*.json (vitest's JSON reporter) and test-results/*.log, whose last
// line of that same form is the result of the tool that wrote it. Exits with 1 on a failure, and
// where no test ran at all.
//
//   node tools/ci/summary.mjs [--failed-steps N] [--skipped N]
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values: options } = parseArgs({
  options: {
    'failed-steps': { type: 'string', default: '0' },
    skipped: { type: 'string', default: '0' },
  },
});

const entries = (folder) => (existsSync(folder) ? readdirSync(folder).sort() : []);

function filesOf(folder, extension) {
  return entries(folder)
    .filter((name) => name.endsWith(extension))
    .map((name) => join(folder, name));
}

function vitestCounts(file) {
  const result = JSON.parse(readFileSync(file, 'utf8'));
  // A file that does not load has no tests in it, and would count for nothing.
  const broken = result.testResults.filter(
    (test) => test.status === 'failed' && test.assertionResults.length === 0,
  ).length;
  const failed = result.numFailedTests + broken;
  return {
    passed: result.numPassedTests,
    // An error outside of any test fails the run and no test.
    failed: failed === 0 && !result.success ? 1 : failed,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

function logCounts(file) {
  const line = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .findLast((text) => /^\d+ passed, \d+ failed, \d+ skipped$/.test(text));
  if (line === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const [passed, failed, skipped] = line.match(/\d+/g).map(Number);
  return { passed, failed, skipped };
}

const projects = ['packages', 'tools']
  .flatMap((folder) => entries(join(root, folder)).map((name) => join(root, folder, name)))
  .concat(join(root, 'examples'));
const results = [
  ...projects
    .flatMap((project) => filesOf(join(project, 'test-results'), '.json'))
    .map((file) => ({ file, ...vitestCounts(file) })),
  ...filesOf(join(root, 'test-results'), '.log').map((file) => ({ file, ...logCounts(file) })),
];

const total = { passed: 0, failed: 0, skipped: Number(options.skipped) };
for (const { file, passed, failed, skipped } of results) {
  console.log(`${relative(root, file)}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}
// A step that fails without a failing test, such as the linter, still shows in the count.
total.failed = Math.max(total.failed, Number(options['failed-steps']));

if (total.passed + total.failed === 0) console.log('No test ran.');
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
