import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite, type BuildResult } from '../src/build.js';
import { temporaryFolder } from './support/own-site.js';

const releases = process.env.OCIPKIT_RELEASES ?? '';

describe('the site of R25', () => {
  const out = temporaryFolder(afterAll);
  let result: BuildResult;

  // It is itself a test: a link that leads nowhere fails the build.
  beforeAll(async () => {
    const [schemas, since] = [join(releases, 'R25'), join(releases, 'R21')];
    result = await buildSite({ out, schemas, since, api: false });
  }, 600_000);

  it('has a page for every request, response and type', () => {
    const pages = readdirSync(join(out, 'reference')).filter((file) => !file.includes('.uses'));
    // 3,987 requests, 2,161 responses, and the other types but those of the messages themselves.
    expect(result.release).toBe('R25');
    expect(pages.length).toBeGreaterThan(8_200);
    expect(pages).toContain('user-speed-dial100-get-request.html');
  });

  it('has no page of more than 200 kB', () => {
    const large = readdirSync(out, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.html'))
      .filter((file) => statSync(join(out, file)).size > 200_000);
    expect(large).toEqual([]);
  });

  it('has a search index of at most 3 MB, compressed', () => {
    const index = readFileSync(join(out, 'assets', 'search-index.js'));
    expect(gzipSync(index).byteLength).toBeLessThan(3_000_000);
  });

  it('tells what is new since R21', () => {
    const page = readFileSync(join(out, 'whats-new.html'), 'utf8');
    expect(page).toContain('Changes from R21 to R25');
    expect(page).toContain('browse/new-requests-added.html');
  });

  it('shows the 45 fields of UserConsolidatedModifyRequest22, with what is special about them', () => {
    const page = readFileSync(
      join(out, 'reference', 'user-consolidated-modify-request22.html'),
      'utf8',
    ).replaceAll('<wbr>', '');
    const table = page.slice(page.indexOf('<h2 id="fields"'), page.indexOf('<h2 id="choices"'));
    const top = [...table.matchAll(/<tr id="f-([\w]+)"/g)].map(([, name]) => name);
    expect(top).toHaveLength(45);
    expect(table.split('<b>yes</b>')).toHaveLength(2);
    expect(table).toContain('id="f-OldSipAuthenticationPassword"');
    expect(table).toContain('Only <code>true</code>');
    expect(table).toContain('replaces the list');
    expect(table).toContain('abstract:');
  });
});
