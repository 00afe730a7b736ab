import { isTable } from '../emit/facts.js';
import { describeLimits } from '../emit/limits.js';
import type { TypeView } from '../emit/type-view.js';
import { valueTypeOf } from '../model/particles.js';
import type { Release } from '../model/release.js';
import { keyOf, type ComplexTypeDef, type ElementDef } from '../model/types.js';
import { filled, present, said } from './present.js';
import type { ColumnDoc, FieldDoc, FieldType, ValueOfMode } from './types.js';

/** An enumeration with more values than this shows them on its own page alone. */
const MAX_VALUES = 30;

export function fieldType(element: ElementDef, release: Release): FieldType {
  const { type } = element;
  if (type.kind === 'any') return { name: 'anyType', kind: 'empty' };
  if (type.kind === 'builtin') return { name: type.primitive, kind: 'builtin' };
  if (type.kind === 'inline') return { name: type.type.primitive, kind: 'builtin' };
  const { name } = type.type;
  if (isTable(element)) return { name, kind: 'table' };
  const found = release.types.get(keyOf(type.type));
  if (found?.kind === 'simple') {
    // Those of the protocol itself have no page.
    if (found.namespace === 'C') return { name: found.primitive, kind: 'builtin' };
    return { name, kind: found.values === undefined ? 'simple' : 'enumeration' };
  }
  if (found?.anonymous !== undefined) return { name, kind: 'inline' };
  const forms = found?.abstract === true ? release.subtypes.get(keyOf(found)) : undefined;
  return present<FieldType>({ name, kind: 'type', subtypes: forms?.map((form) => form.name) });
}

/** The type of a field that is declared in place. */
export function typeInPlace({ type }: ElementDef, release: Release): ComplexTypeDef | undefined {
  const found = type.kind === 'named' ? release.types.get(keyOf(type.type)) : undefined;
  return found?.kind === 'complex' && found.anonymous !== undefined ? found : undefined;
}

type ValueFacts = Pick<FieldDoc, 'fixed' | 'limits' | 'values' | 'valueCount'>;

/** What a field may hold. */
export function valueFacts(element: ElementDef, release: Release): ValueFacts {
  if (element.fixed !== undefined) return { fixed: element.fixed };
  const value = valueTypeOf(element, release.types);
  if (value === undefined) return {};
  const { values } = value;
  if (values === undefined) return present<ValueFacts>({ limits: said(describeLimits(value)) });
  const count = values.length;
  return present<ValueFacts>({
    values: count > MAX_VALUES ? undefined : values,
    valueCount: count,
  });
}

type MinedFacts = Pick<FieldDoc, 'hints' | 'modes' | 'elsewhere' | 'unused'>;

/** What the prose tells about a field. */
export function minedFacts(element: ElementDef, { facts }: TypeView, release: Release): MinedFacts {
  const { name } = element;
  const modes = facts.modes.get(name);
  const unused = [...(facts.hints.get(name) ?? []), ...(facts.returned.get(name) ?? [])];
  const isOpen = valueTypeOf(element, release.types)?.values === undefined;
  return present<MinedFacts>({
    hints: isOpen ? filled([...new Set(unused.map(({ value }) => value))]) : undefined,
    modes,
    elsewhere: modes === undefined ? undefined : facts.elsewhere.get(name),
    unused: filled(unused.map((hint) => present<ValueOfMode>(hint))),
  });
}

export function columnDocs(element: ElementDef, view: TypeView): readonly ColumnDoc[] {
  return view
    .columns(element)
    .map(({ heading, key, mode }) => present<ColumnDoc>({ heading, property: key, mode }));
}
