import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { siteOf } from '../../src/build.js';
import { loadOwnRelease } from '../../src/release/load.js';
import type { Site } from '../../src/site.js';

/** What the site of this repository's own commands is made from. */
export async function ownSite(): Promise<Site> {
  return siteOf({ api: false }, await loadOwnRelease());
}

/** A new folder, which is gone after the tests of the file. */
export function temporaryFolder(afterAll: (cleanUp: () => void) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'ocipkit-site-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
