/*
 * Writes the JSON Schema of every automation's result to `schemas/`, from its types. Part of the build.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';

const home = import.meta.dirname;
const out = join(home, 'schemas');
const sources = join(home, 'src');

// The result type of an automation stands in its definition: `Automation<Input, Result>`.
const results = readdirSync(sources, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('automation.ts') && dirname(path) !== 'registry')
  .flatMap((path) => {
    const text = readFileSync(join(sources, path), 'utf8');
    return [...text.matchAll(/(\w+)Automation: Automation<\s*\w+,\s*(\w+),?\s*>/g)].map(
      ([, name, type]) => ({ name, type }),
    );
  });
if (results.length === 0) throw new Error('no automation was found');

const generator = createGenerator({
  path: join(sources, 'index.ts'),
  tsconfig: join(home, 'tsconfig.lib.json'),
  skipTypeCheck: true,
  additionalProperties: false,
  topRef: true,
  sortProps: true,
});

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const { name, type } of results) {
  const schema = { $id: `${name}.schema.json`, ...generator.createSchema(type) };
  writeFileSync(join(out, `${name}.schema.json`), `${JSON.stringify(schema, undefined, 2)}\n`);
}
