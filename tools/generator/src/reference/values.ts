import { describeLimits } from '../emit/limits.js';
import type { SimpleTypeDef } from '../model/types.js';
import { cleanProse } from '../prose/clean.js';
import { paragraphsOf, paragraphText } from './paragraphs.js';
import { present, said } from './present.js';
import type { ValueDoc } from './types.js';

/** What a simple type or an enumeration allows. */
export function valueDoc(type: SimpleTypeDef, prose: boolean): ValueDoc {
  const { primitive, base, facets, values, valueDocs } = type;
  const meaning = (value: string): string | undefined =>
    prose ? said(paragraphText(paragraphsOf(cleanProse(valueDocs?.get(value) ?? '')))) : undefined;
  return present<ValueDoc>({
    primitive,
    base: base === undefined || base.namespace === 'C' ? undefined : base.name,
    limits: said(describeLimits(type)),
    patterns: facets.patterns,
    values: values?.map((value) => present<ValueText>({ value, doc: meaning(value) })),
  });
}

type ValueText = NonNullable<ValueDoc['values']>[number];
