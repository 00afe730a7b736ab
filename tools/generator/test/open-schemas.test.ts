import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FactReader, isTable } from '../src/emit/facts.js';
import { Diagnostics, generate, readRelease, readSource, type TypeDef } from '../src/index.js';
import { elementsOf } from '../src/model/particles.js';
import { problemsIn } from './support/compile.js';

/* The schemas that the bundled packages are generated from. */

const schemas = resolve(import.meta.dirname, '../../../schemas/open');
const diagnostics = new Diagnostics();
const release = readRelease(readSource(schemas), {}, diagnostics);
const types = [...release.types.values()];

const at = ({ name, position }: TypeDef): string =>
  `${position.file}:${String(position.line)} ${name}`;
const isSaid = (doc: string): boolean => doc.trim() !== '';

describe('the open schemas', () => {
  it('generate without an error or a warning under strict', () => {
    const result = generate({ schemas, strict: true });
    expect(result.diagnostics.filter((d) => d.severity !== 'info')).toEqual([]);
    expect(result.counts.requests).toBeGreaterThan(50);
    expect(result.release).toBe('open');
  });

  it('give code that compiles strictly', () => {
    expect(problemsIn(generate({ schemas }).output)).toEqual([]);
  });

  it('give the same bytes twice', () => {
    expect([...generate({ schemas }).output]).toEqual([...generate({ schemas }).output]);
  });

  it('document every type', () => {
    const named = types.filter((t) => t.kind === 'simple' || t.anonymous === undefined);
    expect(named.filter(({ doc }) => !isSaid(doc)).map(at)).toEqual([]);
  });

  it('document every element', () => {
    const silent = types.flatMap((t) =>
      t.kind === 'simple'
        ? []
        : elementsOf(t.particles)
            .filter(({ doc }) => !isSaid(doc))
            .map(
              ({ name, position }) => `${position.file}:${String(position.line)} ${t.name}.${name}`,
            ),
    );
    expect(silent).toEqual([]);
  });

  it('reach every file from their entry', () => {
    expect(diagnostics.list.filter((d) => d.code === 'unreached-file')).toEqual([]);
    expect(release.entry).toBe('ocip.xsd');
  });

  it('have what is deprecated in files of its own', () => {
    const files = types.filter((t) => release.deprecated.has(t.name)).map((t) => t.position.file);
    expect(files.filter((file) => !file.endsWith('-deprecated.xsd'))).toEqual([]);
    const others = types.filter(
      (t) =>
        t.kind === 'complex' &&
        t.position.file.endsWith('-deprecated.xsd') &&
        !release.deprecated.has(t.name),
    );
    expect(others.map(at)).toEqual([]);
  });

  it('name the columns of every table', () => {
    const facts = new FactReader(release.types);
    const without = types.flatMap((t) =>
      t.kind === 'simple' || t.namespace === 'C'
        ? []
        : elementsOf(t.particles)
            .filter((e) => isTable(e) && !facts.of(t).columns.has(e.name))
            .map((e) => `${t.name}.${e.name}`),
    );
    expect(without).toEqual([]);
  });

  it('tell of nothing that cannot be made sense of', () => {
    const codes = generate({ schemas }).diagnostics.map((d) => d.code);
    expect(codes.filter((code) => code.endsWith('-unread'))).toEqual([]);
  });
});
