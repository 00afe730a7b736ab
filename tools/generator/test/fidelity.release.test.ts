import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { FactReader, isTable } from '../src/emit/facts.js';
import {
  Diagnostics,
  readRelease,
  readSource,
  type ElementDef,
  type ParticleDef,
  type Release,
  type TypeDef,
  type TypeRef,
} from '../src/index.js';
import { isDeprecatedFile } from '../src/model/deprecation.js';
import { elementsOf } from '../src/model/particles.js';

/*
 * The open schemas restate facts of release 25 in words of their own. Here each of their types is
 * held against the type of the same name in the release.
 */

const { OCIPKIT_RELEASES: releases = '' } = process.env;

function readAll(path: string): Release {
  return readRelease(readSource(path), { unreached: true }, new Diagnostics());
}

const open = readAll(resolve(import.meta.dirname, '../../../schemas/open'));
const openFacts = new FactReader(open.types);
let original: Release;
let originalFacts: FactReader;

beforeAll(() => {
  original = readAll(join(releases, 'R25'));
  originalFacts = new FactReader(original.types);
});

/** Everything about a type but its documentation and its place. */
function facts(type: TypeDef): unknown {
  const { namespace, name } = type;
  if (type.kind === 'simple') return { namespace, name, ...simpleFacts(type) };
  const { abstract, derivation, attributes, anonymous } = type;
  return {
    namespace,
    name,
    abstract,
    derivation,
    anonymous,
    attributes: attributes.map((a) => [a.name, a.required]),
    particles: type.particles.map(particleFacts),
  };
}

function simpleFacts({
  primitive,
  facets,
  values,
  base,
}: Extract<TypeDef, { kind: 'simple' }>): object {
  return { primitive, facets, values, base };
}

function particleFacts(particle: ParticleDef): unknown {
  const { min, max } = particle;
  if (particle.kind === 'choice') {
    return { choice: particle.branches.map((branch) => branch.map(particleFacts)), min, max };
  }
  const { name, type, nillable, default: fallback, fixed } = particle;
  return { name, type: typeFacts(type), min, max, nillable, fallback, fixed };
}

function typeFacts(type: TypeRef): unknown {
  return type.kind === 'inline' ? simpleFacts(type.type) : type;
}

function tablesOf(type: TypeDef): ElementDef[] {
  return type.kind === 'simple' ? [] : elementsOf(type.particles).filter(isTable);
}

const types = [...open.types];

describe('release 25 and the open schemas agree on', () => {
  it.each(types)('%s', (key, type) => {
    const found = original.types.get(key);
    expect(found, 'the release has no such type').toBeDefined();
    if (found !== undefined) expect(facts(type)).toEqual(facts(found));
  });
});

describe('release 25 and the open schemas agree on whether it is deprecated', () => {
  it.each(types.filter(([, type]) => type.namespace === ''))('%s', (key, type) => {
    const found = original.types.get(key);
    if (type.kind === 'simple') {
      expect(isDeprecatedFile(type.position.file)).toBe(
        isDeprecatedFile(found?.position.file ?? ''),
      );
      return;
    }
    expect(open.deprecated.has(key)).toBe(original.deprecated.has(key));
    const successor = original.deprecated.get(key)?.successor;
    if (successor !== undefined && open.types.has(successor)) {
      expect(open.deprecated.get(key)?.successor).toBe(successor);
    }
  });
});

describe('release 25 and the open schemas agree on the requests', () => {
  it.each([...open.requests])('%s', (name, info) => {
    expect(info).toEqual(original.requests.get(name));
  });
});

/** Columns that the release names in a sentence of their own, and not in the list of columns. */
const namedApart: Readonly<Record<string, readonly string[]>> = {
  'GroupDnGetSummaryListResponse.dnTable': ['Activated'],
};

const tables = types.flatMap(([key, type]) =>
  type.namespace === 'C'
    ? []
    : tablesOf(type).map((table) => [`${key}.${table.name}`, type, table] as const),
);

describe('release 25 and the open schemas agree on the columns of', () => {
  it.each(tables)('%s', (key, type, table) => {
    const found = original.types.get(type.name);
    if (type.kind !== 'complex' || found?.kind !== 'complex')
      throw new Error('no type with fields');
    const headings = (reader: FactReader, owner: typeof type): string[] =>
      (reader.of(owner).columns.get(table.name) ?? []).map(({ heading }) => heading);
    expect(headings(openFacts, type)).not.toEqual([]);
    expect(headings(openFacts, type)).toEqual([
      ...headings(originalFacts, found),
      ...(namedApart[key] ?? []),
    ]);
  });
});
