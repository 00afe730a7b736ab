// A module of its own: of a CommonJS library, a bundle finds names only where they are imported statically.
import { stringify } from 'yaml';

/** Any data as YAML, with nothing folded and nothing referred to by an anchor. */
export function yamlText(data: unknown): string {
  return stringify(data, { lineWidth: 0, aliasDuplicateObjects: false });
}
