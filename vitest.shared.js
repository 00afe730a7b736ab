import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

// Where NO_COLOR is set beside it, Node warns of this on the stderr of every process a test starts.
delete process.env.FORCE_COLOR;

/**
 * The test configuration that every package shares. Three kinds of test files:
 *
 * - `test/**\/*.test.ts` need nothing but the repository;
 * - `test/**\/*.large.test.ts` need no more, and take a minute: they run with `--mode release`, too;
 * - `test/**\/*.release.test.ts` read full licensed schema releases and run with `--mode release`.
 *   They find them in the folder `process.env.OCIPKIT_RELEASES`, always an absolute path. Where
 *   there is no such folder they do not run, and a line says so.
 *
 * Each kind leaves its counts in a file of its own, which `tools/ci/summary.mjs` adds up.
 */
export function packageConfig({ typecheck = false } = {}) {
  return defineConfig(({ mode }) => (mode === 'release' ? releaseTests() : tests(typecheck)));
}

function tests(typecheck) {
  return {
    test: {
      ...shared('results.json'),
      include: ['test/**/*.test.ts'],
      exclude: ['test/**/*.release.test.ts', 'test/**/*.large.test.ts'],
      // What hangs is to end; what a busy machine slows down is not to fail.
      testTimeout: 120_000,
      hookTimeout: 120_000,
      typecheck: {
        enabled: typecheck,
        include: ['test/**/*.test-d.ts'],
        tsconfig: 'tsconfig.test.json',
      },
    },
  };
}

function releaseTests() {
  const releases = resolve(
    import.meta.dirname,
    process.env.OCIPKIT_RELEASES ?? '../shared/oci-schemas',
  );
  const found = existsSync(releases);
  if (!found) console.log(`skipped: the tests on full releases, as there is no ${releases}`);
  return {
    test: {
      ...shared('release.json'),
      include: [...(found ? ['test/**/*.release.test.ts'] : []), 'test/**/*.large.test.ts'],
      env: { OCIPKIT_RELEASES: releases },
      passWithNoTests: true,
      testTimeout: 300_000,
      hookTimeout: 300_000,
    },
  };
}

function shared(results) {
  return {
    reporters: ['default', 'json'],
    outputFile: { json: `test-results/${results}` },
    // What other workspace packages export is loaded by Node, as it is shipped. Sending the
    // generated commands through vite's transform costs seconds per test file.
    server: { deps: { external: [/\/(?:packages|tools)\/[^/]+\/dist\//] } },
  };
}
