import type { Diagnostics } from '../diagnostics.js';
import type { Release } from '../model/release.js';
import { isDeprecatedFile } from '../model/deprecation.js';
import { keyOf, type TypeDef } from '../model/types.js';
import { moduleName } from './module-names.js';
import { selectTypes, type Selection } from './select.js';

/** A module to be written: the types of one schema file. */
export interface ModulePlan {
  /** Path without extension, relative to the package's sources. */
  readonly path: string;
  /** The schema file. */
  readonly source: string;
  /** Exported by the package's entry for deprecated commands only. */
  readonly deprecated: boolean;
  readonly types: readonly TypeDef[];
}

/** Which modules are written, and what goes into each. */
export interface Plan {
  readonly release: Release;
  readonly modules: readonly ModulePlan[];
  /** Module path by type key. */
  readonly moduleOf: ReadonlyMap<string, string>;
}

/**
 * Decides which module each type goes to.
 *
 * @throws GenerationError if two modules would have one name
 */
export function planModules(
  release: Release,
  selection: Selection,
  diagnostics: Diagnostics,
): Plan {
  const selected = selectTypes(release, selection);
  const byFile = new Map<string, TypeDef[]>();
  for (const type of release.types.values()) {
    if (type.namespace === 'C' || !selected.has(type.name)) continue;
    const list = byFile.get(type.position.file);
    if (list === undefined) byFile.set(type.position.file, [type]);
    else list.push(type);
  }
  const modules: ModulePlan[] = [];
  const moduleOf = new Map<string, string>();
  const paths = new Map<string, string>();
  for (const [source, types] of [...byFile].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const path = moduleName(source);
    const other = paths.get(path);
    if (other !== undefined) {
      const message = `${source} and ${other} both become ${path}.ts.`;
      diagnostics.add('name-collision', { file: source, line: 0 }, message);
    }
    paths.set(path, source);
    modules.push({ path, source, deprecated: isDeprecatedFile(source), types });
    for (const type of types) moduleOf.set(keyOf(type), path);
  }
  diagnostics.stopIfBroken();
  return { release, modules, moduleOf };
}
