import { readFileSync } from 'node:fs';

interface FieldDocs {
  readonly fields: Readonly<Record<string, string>>;
  readonly byType: Readonly<Record<string, string>>;
}

let loaded: FieldDocs | undefined;

/**
 * Our own documentation of a field, by its type where that tells more than the name; undefined for
 * names that are not among the frequent ones.
 */
export function fieldDoc(name: string, typeName: string | undefined): string | undefined {
  loaded ??= JSON.parse(
    readFileSync(new URL('../../field-docs/fields.json', import.meta.url), 'utf8'),
  ) as FieldDocs;
  const { fields, byType } = loaded;
  if (typeName !== undefined && Object.hasOwn(byType, typeName)) return byType[typeName];
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
