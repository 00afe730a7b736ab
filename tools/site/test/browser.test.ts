import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite } from '../src/build.js';
import { serveSite, type ServedSite } from '../src/serve/serve.js';
import { temporaryFolder } from './support/own-site.js';

/** Debian's package `chromium`. */
const BROWSER = '/usr/bin/chromium';
const hasBrowser = existsSync(BROWSER);
if (!hasBrowser) console.log(`skipped: the tests in a browser, as there is no ${BROWSER}`);

const BIG = 'reference/user-modify-request22.html';

describe.skipIf(!hasBrowser)('the site in a browser', { timeout: 60_000 }, () => {
  const out = temporaryFolder(afterAll);
  let site: ServedSite;
  let browser: Browser;
  let page: Page;
  /** Addresses that were asked for, the site's own aside. */
  const strangers: string[] = [];

  beforeAll(async () => {
    await buildSite({ out, api: false });
    site = await serveSite(out, 0);
    browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('request', (request) => {
      if (!request.url().startsWith(site.url)) strangers.push(request.url());
    });
    page.on('pageerror', (error) => strangers.push(error.message));
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    site.server.close();
  });

  const open = (path: string) => page.goto(site.url + path);

  const search = async (query: string) => {
    await page.keyboard.press('/');
    await page.keyboard.type(query);
    await page.locator('#hits [role=option]').first().waitFor();
  };
  const hits = () => page.locator('#hits [role=option] b').allTextContents();
  const hit = (name: string) =>
    page.locator('#hits [role=option]', { has: page.getByText(name, { exact: true }) });

  it('finds a command by its name, and opens it with Enter', async () => {
    await open('index.html');
    await search('usermodifyrequest22');
    expect((await hits())[0]).toBe('UserModifyRequest22');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/${BIG}`);
    expect(await page.locator('h1').textContent()).toBe('UserModifyRequest22');
  });

  it('finds a command by a field', async () => {
    await open(BIG);
    await search('groupDepartmentName');
    const found = hit('GroupHuntGroupGetInstanceListRequest');
    expect(await found.textContent()).toContain('field groupDepartmentName');
  });

  it('finds a command by a value of an enumeration', async () => {
    await open('guides/client.html');
    await search('Simultaneous');
    await page.keyboard.press('End');
    expect(await hits()).toContain('HuntPolicy');
    expect(await hit('GroupHuntGroupAddInstanceRequest20').textContent()).toContain(
      'value Simultaneous',
    );
  });

  it('is searched with the keys alone', async () => {
    await open('index.html');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('hunt group');
    await page.locator('#hits [role=option]').first().waitFor();
    const active = () => page.locator('#q').getAttribute('aria-activedescendant');
    expect(await active()).toBe('hit-0');
    await page.keyboard.press('ArrowDown');
    expect(await active()).toBe('hit-1');
    expect(await page.locator('#hit-1').getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await active()).toBe(`hit-${String((await hits()).length - 1)}`);
    await page.keyboard.press('Escape');
    expect(await page.locator('#hits').isVisible()).toBe(false);
    expect(await page.locator('#q').getAttribute('aria-expanded')).toBe('false');
  });

  it('says that nothing was found', async () => {
    await open('index.html');
    await page.keyboard.press('/');
    await page.keyboard.type('zebra crossing');
    await page.getByText('Nothing found for').first().waitFor();
  });

  it('reaches its content, and the next tab, with the keys', async () => {
    await open(BIG);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await page.getByRole('tab', { name: 'TypeScript' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tabpanel', { name: 'By name' }).isVisible()).toBe(true);
    expect(await page.getByRole('tabpanel', { name: 'TypeScript' }).isVisible()).toBe(false);
  });

  it('follows the system to dark, and keeps what was chosen', async () => {
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.emulateMedia({ colorScheme: 'light' });
    await open('index.html');
    const light = await background();
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await background();
    expect(dark).not.toBe(light);
    await page.getByRole('button', { name: 'Switch between light and dark' }).click();
    expect(await background()).toBe(light);
    await open('guides/client.html');
    expect(await background()).toBe(light);
    await page.evaluate(() => localStorage.clear());
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it('hides what is deprecated where that is asked for', async () => {
    await open('browse/deprecated.html');
    const old = page.locator('.is-old').first();
    expect(await old.isVisible()).toBe(true);
    await page.getByLabel('Show deprecated').uncheck();
    expect(await old.isVisible()).toBe(false);
    await page.evaluate(() => localStorage.clear());
  });

  const kinds = [
    'index.html',
    BIG,
    'reference/group-access-device-get-request24-v3.html',
    'reference/hunt-policy.html',
    'browse/index.html',
    'browse/user.html',
    'guides/client.html',
  ];

  it.each(kinds)('does not scroll sideways on a phone: %s', async (path) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open(path);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(width).toBe(360);
  });

  it.each([
    ['index.html', 'light'],
    ['index.html', 'dark'],
    [BIG, 'light'],
    [BIG, 'dark'],
    ['reference/group-access-device-get-request24-v3.html', 'light'],
    ['browse/user.html', 'light'],
    ['guides/client.html', 'dark'],
  ] as const)('has no serious problem of accessibility: %s, %s', async (path, colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await open(path);
    await page.evaluate(axe.source);
    const problems = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: {
          run: () => Promise<{
            violations: { id: string; impact: string; nodes: { html: string }[] }[];
          }>;
        };
      };
      const { violations } = await axe.run();
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(
          ({ id, nodes }) =>
            `${id}: ${nodes
              .slice(0, 3)
              .map(({ html }) => html)
              .join(' ')}`,
        );
    });
    expect(problems).toEqual([]);
  });

  it('has no serious problem of accessibility while it is searched', async () => {
    await page.emulateMedia({ colorScheme: 'light' });
    await open('index.html');
    await search('hunt group');
    await page.evaluate(axe.source);
    const problems = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; impact: string }[] }> };
      };
      const { violations } = await axe.run();
      return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    });
    expect(problems).toEqual([]);
  });

  it('is searched when it is opened as a file, too', async () => {
    const other = await browser.newPage();
    await other.goto(pathToFileURL(join(out, BIG)).href);
    await other.keyboard.press('/');
    await other.keyboard.type('UserGetRequest23V2');
    await other.locator('#hits [role=option]').first().waitFor();
    await other.keyboard.press('Enter');
    await other.waitForURL('**/user-get-request23-v2.html');
    await other.close();
  });

  it('prints all examples, and nothing of the frame', async () => {
    await open(BIG);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#example-xml-request').isVisible()).toBe(true);
    expect(await page.locator('.top').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
  });

  // The last of them: it is about all that was opened before.
  it('asked nothing of other places, and made no error', () => {
    expect(strangers).toEqual([]);
  });
});
