import { kebab } from '../urls.js';

/** The page that lists the types of a module. */
export function modulePath(module: string): string {
  return `browse/module-${module.split('/').map(kebab).join('-')}.html`;
}
