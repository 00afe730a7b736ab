/*
 * Writes the JSON Schema of every automation's result to `schemas/`, from its types. Part of the build.
 *
 * Fields that are passed on as the platform sent them (`Plain<…Response…>` in the types) are described
 * from the descriptors of the commands, limits included.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { registry } from '@ocipkit/commands/registry';
import { structureOf } from '@ocipkit/core';
import { createGenerator } from 'ts-json-schema-generator';

const home = import.meta.dirname;
const out = join(home, 'schemas');
const sources = join(home, 'src');
const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path, text: readFileSync(join(sources, path), 'utf8') }));

// The result type of an automation stands in its definition: `Automation<Input, Result>`.
const results = files
  .filter(({ path }) => path.endsWith('automation.ts') && dirname(path) !== 'registry')
  .flatMap(({ text }) =>
    [...text.matchAll(/(\w+)Automation: Automation<\s*\w+,\s*(\w+),?\s*>/g)].map(
      ([, name, type]) => ({ name, type }),
    ),
  );
if (results.length === 0) throw new Error('no automation was found');

/** Types that add fields to those of a response, by name: `type X = Plain<YResponse> & { … }`. */
const extended = new Map(
  files.flatMap(({ text }) =>
    [...text.matchAll(/type (\w+) = Plain<(\w+)> & \{/g)].map(([, name, response]) => [
      name,
      response,
    ]),
  ),
);

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
  const schema = generator.createSchema(type);
  for (const [key, definition] of Object.entries(schema.definitions ?? {})) {
    const plain = /^Plain<(\w+)>$/.exec(decodeURIComponent(key))?.[1];
    if (plain !== undefined) schema.definitions[key] = await responseSchema(plain);
    const base = extended.get(key);
    if (base !== undefined)
      schema.definitions[key] = merged(await responseSchema(base), definition);
  }
  if (JSON.stringify(schema).includes('__@')) throw new Error(`${name}: a type is not described`);
  const text = JSON.stringify({ $id: `${name}.schema.json`, ...schema }, undefined, 2);
  writeFileSync(join(out, `${name}.schema.json`), `${text}\n`);
}

/** The fields of a response, tables left out. Older platforms lack some: none is required. */
async function responseSchema(name) {
  const { $ } = await registry.response(name);
  return objectSchema($, false);
}

function merged(base, { properties = {}, required = [], description }) {
  const own = Object.entries(properties).filter(([name]) => !name.startsWith('__@'));
  return {
    ...base,
    ...(description === undefined ? {} : { description }),
    properties: { ...base.properties, ...Object.fromEntries(own) },
    required,
  };
}

function objectSchema(type, isInner = true) {
  const { fields, subtypes } = structureOf(type);
  if (isInner && subtypes !== undefined && subtypes.size > 0) {
    const forms = [...(type.abstract ? [] : [type]), ...subtypes.values()];
    return { anyOf: forms.map((form) => formSchema(form)) };
  }
  return formSchema(type, fields);
}

function formSchema(type, fields = structureOf(type).fields) {
  const properties = { $type: { const: type.name } };
  for (const { element } of fields.values()) {
    if (element.type.kind === 'table') continue;
    const one =
      element.type.kind === 'complex' ? objectSchema(element.type) : scalarSchema(element);
    const value = element.list ? { type: 'array', items: one } : one;
    properties[element.name] = element.nillable ? { anyOf: [value, { type: 'null' }] } : value;
  }
  return { type: 'object', properties, additionalProperties: false };
}

function scalarSchema({ type }) {
  const { primitive, values, facets } = type;
  if (values !== undefined) return { enum: [...values] };
  switch (primitive) {
    case 'boolean':
    case 'marker':
      return { type: 'boolean' };
    case 'int':
    case 'long':
      return { type: 'integer', ...range(facets.min, facets.max, 'minimum', 'maximum') };
    case 'decimal':
    case 'float':
      return { type: 'number' };
    default:
      return { type: 'string', ...range(undefined, facets.maxLength, 'minLength', 'maxLength') };
  }
}

function range(min, max, minName, maxName) {
  return {
    ...(min === undefined ? {} : { [minName]: min }),
    ...(max === undefined ? {} : { [maxName]: max }),
  };
}
