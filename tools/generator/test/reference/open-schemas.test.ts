import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate, readSource } from '../../src/index.js';
import { deadNames, deadUses, undeclared } from './check.js';
import { fieldsOf, pagesOf, reference } from './support.js';

/* The reference that the packages bring along. */

const schemas = resolve(import.meta.dirname, '../../../../schemas/open');
const open = reference(readSource(schemas), { label: 'open' });
const pages = [...pagesOf(open).values()];
const { output } = generate({ schemas, label: 'open' });

describe('the reference of the open schemas', () => {
  it('describes every type, and sums it up in a sentence', () => {
    expect(pages.length).toBeGreaterThan(1000);
    expect(pages.filter((p) => p.description.length === 0).map((p) => p.name)).toEqual([]);
    expect(open.index.types.filter((t) => t.summary === '').map((t) => t.name)).toEqual([]);
  });

  it('documents every field', () => {
    const silent = pages.flatMap((page) =>
      fieldsOf(page.particles)
        .filter(({ doc }) => doc === '')
        .map(({ name }) => `${page.name}.${name}`),
    );
    expect(silent).toEqual([]);
  });

  it('names nothing that has no page', () => {
    expect(deadNames(open)).toEqual([]);
    expect(deadUses(open)).toEqual([]);
  });

  it('has types as the generated code declares them', () => {
    expect(undeclared(open, output)).toEqual([]);
  });

  it('leaves nothing in the texts that stands elsewhere on the page', () => {
    const texts = pages.flatMap((page) => [
      JSON.stringify(page.description),
      ...fieldsOf(page.particles).map(({ doc }) => doc),
    ]);
    const repeated = /Replaced by:|Columns(?: in \w+ data mode only)?: "|data mode only\.$/;
    expect(texts.filter((text) => repeated.test(text))).toEqual([]);
  });

  it('has the columns of every table', () => {
    const tables = pages
      .flatMap((p) => fieldsOf(p.particles))
      .filter((f) => f.type.kind === 'table');
    expect(tables.length).toBeGreaterThan(50);
    expect(tables.filter(({ columns }) => columns === undefined)).toEqual([]);
  });

  it('gives every request a subject, and rights and effects where they are told', () => {
    const requests = pages.filter(({ kind }) => kind === 'request');
    expect(requests.filter(({ request }) => request?.subject === '')).toEqual([]);
    expect(requests.filter(({ rights }) => rights !== undefined).length).toBeGreaterThan(5);
    expect(requests.filter(({ effects }) => effects !== undefined).length).toBeGreaterThan(5);
  });

  it('leads from deprecated commands to live ones', () => {
    const byName = pagesOf(open);
    const targets = pages
      .filter((p) => p.status === 'deprecated' && p.kind === 'request')
      .flatMap(({ successor }) => (successor === undefined ? [] : [byName.get(successor.name)]));
    expect(targets.length).toBeGreaterThan(10);
    expect(targets.filter((target) => target?.status !== 'current')).toEqual([]);
  });
});
