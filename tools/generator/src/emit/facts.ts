import type { Release } from '../model/release.js';
import { isSecret } from '../model/secrets.js';
import {
  keyOf,
  type ComplexTypeDef,
  type ElementDef,
  type ParticleDef,
  type SimpleTypeDef,
} from '../model/types.js';
import { mineColumns } from '../prose/columns.js';
import { mineDataModes, modeOfElementDoc } from '../prose/data-modes.js';
import type { DataMode, TableColumn } from '../prose/types.js';
import { mineValueHints, type ValueHint } from '../prose/value-hints.js';

/** What the prose of a type says of its fields. Hints only: never used for checking. */
export interface TypeFacts {
  readonly columns: ReadonlyMap<string, readonly TableColumn[]>;
  readonly modes: ReadonlyMap<string, readonly DataMode[]>;
  readonly hints: ReadonlyMap<string, readonly ValueHint[]>;
}

/** All elements of a list of particles, those in choices included. */
export function elementsOf(particles: readonly ParticleDef[]): ElementDef[] {
  return particles.flatMap((p) =>
    p.kind === 'element' ? [p] : p.branches.flatMap((branch) => elementsOf(branch)),
  );
}

export const isTable = (element: ElementDef): boolean =>
  element.type.kind === 'named' && keyOf(element.type.type) === 'C:OCITable';

/** Reads the prose of a type. */
export function factsOf(type: ComplexTypeDef): TypeFacts {
  const elements = elementsOf(type.particles);
  const names = elements.map((e) => e.name);
  const tables = elements.filter(isTable);
  const modes = new Map(mineDataModes(type.doc, names).fields);
  for (const { name, doc } of elements) {
    const own = modeOfElementDoc(doc);
    if (own !== undefined) modes.set(name, [own]);
  }
  return {
    columns: tables.length === 0 ? new Map() : mineColumns(type.doc, tables).columns,
    modes,
    hints: mineValueHints(type.doc, names).hints,
  };
}

/** Whether an element carries a secret: by rule, unless a patch says otherwise. */
export function isSensitive(
  owner: ComplexTypeDef,
  element: ElementDef,
  simple: SimpleTypeDef | undefined,
  release: Release,
): boolean {
  return release.secrets.get(`${owner.name}.${element.name}`) ?? isSecret(element, simple);
}
