import { posix } from 'node:path';

/** Names that the package's own entries have. */
const reserved = new Set(['index', 'deprecated', 'registry', 'release']);

/**
 * The module of a schema file: `Services/OCISchemaServiceCallCenter.xsd` is `services/call-center`.
 */
export function moduleName(path: string): string {
  const folder = posix.dirname(path);
  const base = posix
    .basename(path)
    .replace(/\.xsd$/i, '')
    .replace(/^OCISchema(?:Service(?=[A-Z0-9])(?!Provider))?(?=.)/, '');
  const name = kebab(base);
  const own = folder === '.' && reserved.has(name) ? `${name}-schema` : name;
  return folder === '.' ? own : `${folder.split('/').map(kebab).join('/')}/${own}`;
}

function kebab(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
}
