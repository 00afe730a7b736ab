import { readFileSync } from 'node:fs';
import type { ElementDef } from '../model/types.js';
import { cleanProse } from '../prose/clean.js';

interface FieldDocs {
  readonly fields: Readonly<Record<string, string>>;
  readonly byType: Readonly<Record<string, string>>;
}

let loaded: FieldDocs | undefined;

/**
 * Our own documentation of a field, by its type where that tells more than the name; undefined for
 * names that are not among the frequent ones.
 */
function fieldDoc(name: string, typeName: string | undefined): string | undefined {
  loaded ??= JSON.parse(
    readFileSync(new URL('../../field-docs/fields.json', import.meta.url), 'utf8'),
  ) as FieldDocs;
  const { fields, byType } = loaded;
  if (typeName !== undefined && Object.hasOwn(byType, typeName)) return byType[typeName];
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/**
 * What a field means: its own documentation without what is told as a fact beside it, else ours.
 *
 * @param prose take over the documentation of the schemas; it is their owner's text
 * @param clean makes plain text of it
 */
export function fieldMeaning(
  { name, type, doc }: ElementDef,
  prose: boolean,
  clean: (doc: string) => string = cleanProse,
): string {
  // Our own schemas end such a field's documentation with the mode.
  const own = prose ? clean(doc.replace(/\s*\b[A-Z]{2,3}\s+data\s+mode\s+only\.\s*$/, '')) : '';
  if (own !== '') return own;
  return fieldDoc(name, type.kind === 'named' ? type.type.name : undefined) ?? '';
}
