import type { TypePage } from '@ocipkit/generator';
import type { Shown } from '../output/shown.js';
import type { Terminal } from '../terminal/terminal.js';
import { lookUp, type FieldOf } from './lookup.js';
import { fieldFacts, typeText, type FieldLook } from './field-text.js';
import { fieldText, pageText } from './page-text.js';
import { fieldsOf, type Pages } from './pages.js';

export interface DescribeOptions {
  /** Levels of named types to open. */
  readonly depth: number;
  readonly terminal: Terminal;
}

/** What is shown, and what to say beside it. */
export interface Described {
  readonly shown: Shown;
  readonly note: string | undefined;
}

/** No line of prose is longer; a terminal may be narrower. */
const MOST_WIDTH = 100;

/**
 * Explains a type, a field of a type, or all fields of a name.
 *
 * @throws CliError if nothing has the name
 */
export async function describe(
  name: string,
  pages: Pages,
  { depth, terminal }: DescribeOptions,
): Promise<Described> {
  const look: FieldLook = {
    terminal,
    width: Math.min(MOST_WIDTH, terminal.width),
    depth: depth - 1,
    page: async (type) => pages.page(type),
  };
  const subject = await lookUp(name, pages);
  switch (subject.kind) {
    case 'type': {
      const { page, note } = subject;
      const shown = { data: page, rows: pageRows(page), text: await pageText(page, look) };
      return { shown, note };
    }
    case 'field': {
      const { field, note } = subject;
      const data = { path: field.path, owner: field.owner.name, ...field.field };
      const shown = { data, rows: [fieldRow(field)], text: await fieldText(field, look) };
      return { shown, note };
    }
    case 'fields': {
      const data = subject.fields.map(fieldRow);
      return {
        shown: { data, rows: data },
        note: `${subject.name} is a field of ${countOf(data.length)}.`,
      };
    }
  }
}

function countOf(count: number): string {
  return count === 1 ? '1 type' : `${String(count)} types`;
}

function pageRows(page: TypePage): readonly Readonly<Record<string, unknown>>[] {
  if (page.value?.values !== undefined) {
    return page.value.values.map(({ value, doc = '' }) => ({ value, doc }));
  }
  return fieldsOf(page.particles).map(({ path, field }) => fieldRow({ path, owner: page, field }));
}

function fieldRow({ path, field }: FieldOf): Readonly<Record<string, unknown>> {
  return {
    field: path,
    type: typeText(field),
    rules: fieldFacts(field).join('; '),
    values: (field.values ?? []).join(', '),
    doc: field.doc,
  };
}
