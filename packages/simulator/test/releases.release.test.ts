import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { registry } from '@ocipkit/commands/registry';
import { isKnownIn } from '../src/engine/releases.js';

const { OCIPKIT_RELEASES: releases = '' } = process.env;

/** Names of all types that a delivery defines. */
function typesOf(folder: string): Set<string> {
  const files = [folder, join(folder, 'Services')]
    .filter((path) => existsSync(path))
    .flatMap((path) => readdirSync(path).map((name) => join(path, name)))
    .filter((path) => path.endsWith('.xsd'));
  const text = files.map((path) => readFileSync(path, 'latin1')).join('\n');
  return new Set([...text.matchAll(/complexType\s+name="\s*(\w+)/g)].map((m) => m[1] ?? ''));
}

it('knows of each request whether a platform of release 21 has it', () => {
  const real = typesOf(join(releases, 'R21'));
  const wrong = [...registry]
    .filter(({ kind, name }) => kind === 'request' && isKnownIn(21, name) !== real.has(name))
    .map(({ name }) => name);
  expect(wrong).toEqual([]);
});

it('knows that a platform of release 25 has them all', () => {
  const real = typesOf(join(releases, 'R25'));
  for (const { kind, name } of registry) {
    if (kind === 'request') expect([name, isKnownIn(25, name)]).toEqual([name, real.has(name)]);
  }
});
