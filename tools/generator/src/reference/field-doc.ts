import { fieldMeaning } from '../emit/field-docs.js';
import type { ElementDef } from '../model/types.js';
import { cleanProse } from '../prose/clean.js';
import { columnSpans } from '../prose/column-leads.js';
import { paragraphsOf, paragraphText } from './paragraphs.js';
import type { ColumnDoc } from './types.js';

/**
 * What a field means, without the columns that are told apart.
 *
 * @param prose take over the documentation of the schemas
 */
export function fieldDocText(
  element: ElementDef,
  prose: boolean,
  columns: readonly ColumnDoc[],
): string {
  const headings = new Set(columns.map(({ heading }) => heading));
  const clean = (doc: string): string =>
    cleanProse(doc, (text) => (headings.size === 0 ? [] : columnSpans(text, headings)));
  const text = fieldMeaning(element, prose, clean);
  return text.includes('\n') ? paragraphText(paragraphsOf(text)) : text;
}
