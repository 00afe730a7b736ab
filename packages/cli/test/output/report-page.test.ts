import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportPage, writeReportPage } from '../../src/output/report-page.js';
import { failureOf } from '../../src/program/failure.js';
import { Workplace } from '../support/run.js';

let place: Workplace;
beforeAll(async () => {
  place = await Workplace.create();
});
afterAll(async () => {
  await place[Symbol.asyncDispose]();
});

const report = {
  title: 'Anna <script>alert(1)</script>',
  subtitle: 'anna@example.test "quoted"',
  parts: [
    {
      title: 'Devices & lines',
      blocks: [
        { kind: 'facts', facts: [['Name', '<b>x</b>']] as const },
        {
          kind: 'table',
          columns: ['Device', 'Registered', 'Lines'],
          rows: [['phone-1', true, 2] as const, ['phone-2', false, undefined] as const],
        },
        { kind: 'text', text: 'not read: refused', tone: 'warning' },
      ],
    },
  ],
} as const;
const facts = { version: '1.2.3', madeAt: new Date('2026-11-23T10:20:30Z') };

describe('the report page', () => {
  const page = reportPage(report, facts);

  test('asks for nothing else', () => {
    expect(page).not.toMatch(/(?:src|href)="(?!#)|url\(|@import|<script|<link/i);
    expect(page).toContain("default-src 'none'");
  });

  test('shows text of the platform as text', () => {
    expect(page).toContain('&#60;script&#62;');
    expect(page).not.toContain('<b>x</b>');
  });

  test('has headings, header cells with scope, and marks what is missing', () => {
    expect(page).toMatch(/<h1>.*<\/h1>/);
    expect(page).toContain('<th scope="col" class="number">Lines</th>');
    expect(page).toContain('<span class="none">–</span>');
    expect(page).toContain('<p class="warning">');
  });
});

describe('writing it', () => {
  test('gives a file for its owner only, and leaves nothing beside it', async () => {
    const path = await writeReportPage(report, 'report.html', { cwd: place.cwd, version: '1' });
    expect(path).toBe(join(place.cwd, 'report.html'));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    expect(await readdir(place.cwd)).toEqual(['report.html']);
  });

  test('tells where it can’t', async () => {
    const error: unknown = await writeReportPage(report, 'none/report.html', {
      cwd: place.cwd,
      version: '1',
    }).catch((thrown: unknown) => thrown);
    expect(failureOf(error)).toMatchObject({ exitCode: 2 });
    expect(failureOf(error).message).toContain(join(place.cwd, 'none/report.html'));
  });
});
