import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOptions, UsageError } from '../src/options.js';
import { serveSite, type ServedSite } from '../src/serve/serve.js';
import { temporaryFolder } from './support/own-site.js';

const folder = temporaryFolder(afterAll);
let site: ServedSite;

beforeAll(async () => {
  mkdirSync(join(folder, 'site', 'guides'), { recursive: true });
  writeFileSync(join(folder, 'site', 'index.html'), '<p>home</p>');
  writeFileSync(join(folder, 'site', 'guides', 'index.html'), '<p>guides</p>');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  site = await serveSite(join(folder, 'site'), 0);
});

afterAll(() => {
  site.server.close();
});

/** Without the tidying up of paths that `fetch` does. */
function get(
  path: string,
): Promise<{ status: number | undefined; type: string | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(site.url);
    request({ hostname, port, path }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, type: response.headers['content-type'], body }),
      );
    })
      .on('error', reject)
      .end();
  });
}

describe('the server of the site', () => {
  it('serves pages, and the index of a folder', async () => {
    expect(await get('/index.html?x=1')).toEqual({
      status: 200,
      type: 'text/html; charset=utf-8',
      body: '<p>home</p>',
    });
    expect((await get('/')).body).toBe('<p>home</p>');
    expect((await get('/guides/')).body).toBe('<p>guides</p>');
  });

  it('serves nothing from outside of the folder', async () => {
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/guides/..%2f..%2fsecret.txt',
      '/%00',
      '/%',
    ]) {
      const { status, body } = await get(path);
      expect([path, status]).toEqual([path, 404]);
      expect(body).not.toContain('secret');
    }
  });

  it('says so where there is no page', async () => {
    expect((await get('/no.html')).status).toBe(404);
  });

  it('listens on this machine alone', () => {
    expect(site.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  });

  it('says what to do where no site was built', async () => {
    await expect(serveSite(join(folder, 'none'), 0)).rejects.toThrow("run 'npm run docs' first");
  });
});

describe('the arguments', () => {
  it('have defaults', () => {
    expect(readOptions([], {})).toEqual({
      out: 'docs-site',
      schemas: undefined,
      since: undefined,
      api: true,
      serve: false,
      port: 4173,
    });
  });

  it('take the release from the environment, and rather from an argument', () => {
    const environment = { OCIPKIT_SCHEMAS: 'schemas/R25' };
    expect(readOptions([], environment)?.schemas).toBe('schemas/R25');
    expect(readOptions(['--schemas', 'other'], environment)?.schemas).toBe('other');
  });

  it('are refused where they are unknown or wrong', () => {
    expect(() => readOptions(['--wat'], {})).toThrow(UsageError);
    expect(() => readOptions(['--port', 'x'], {})).toThrow('expected 0 to 65535');
  });

  it('ask for help', () => {
    expect(readOptions(['-h'], {})).toBeUndefined();
  });
});
