import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { registry } from '@ocipkit/commands/registry';
import { release } from '@ocipkit/commands/release';

/* What is to be read about the commands comes with them. */

interface Entry {
  readonly name: string;
  readonly kind: string;
  readonly module: string;
  readonly status: string;
  readonly successor?: string;
}

interface Module {
  readonly types: Readonly<Record<string, { readonly request?: { readonly access: string } }>>;
}

const require = createRequire(import.meta.url);

/** A file of the reference, by its public path. */
function load(path: string): unknown {
  const file = require.resolve(`@ocipkit/commands/reference/${path}`);
  return JSON.parse(readFileSync(file, 'utf8')) as unknown;
}

const index = load('index.json') as {
  readonly release: string;
  readonly hash: string;
  readonly modules: readonly { readonly path: string }[];
  readonly types: readonly Entry[];
};

describe('the reference', () => {
  test('is that of the release the commands were generated from', () => {
    expect({ label: index.release, hash: index.hash }).toEqual({
      label: release.label,
      hash: release.hash,
    });
  });

  test('has every command of the registry, with the same successor, and no other', () => {
    const commands = index.types
      .filter(({ kind }) => kind === 'request' || kind === 'response')
      .map(({ name, status, successor }) => ({
        name,
        deprecated: status === 'deprecated',
        successor,
      }));
    const known = [...registry].map(({ name, deprecated, successor }) => ({
      name,
      deprecated,
      successor,
    }));
    const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
    expect(commands.sort(byName)).toEqual(known.sort(byName));
  });

  test('has a file for each module, with the pages of its types', () => {
    for (const { path } of index.modules) {
      const { types } = load(`types/${path}.json`) as Module;
      const listed = index.types.filter(({ module }) => module === path).map(({ name }) => name);
      expect(Object.keys(types).sort(), path).toEqual(listed.sort());
      for (const [name, { request }] of Object.entries(types)) {
        if (request !== undefined) expect(request.access, name).toBe(registry.info(name)?.access);
      }
    }
  });
});
