import { describe, expect, it } from 'vitest';
import { cleanProse, escapeTsDoc } from '../../src/prose/clean.js';
import { mineColumns } from '../../src/prose/columns.js';
import { mineDataModes } from '../../src/prose/data-modes.js';
import { mineReplacedBy } from '../../src/prose/replaced-by.js';
import { mineResponseNames } from '../../src/prose/response-named.js';
import { mineValueHints } from '../../src/prose/value-hints.js';
import { readTypes, releaseFolder, type ReleaseType } from './release-types.js';

/** What a full release holds, counted by hand or with other means than these. */
const releases = [
  {
    release: 'R25',
    tables: 660,
    withoutColumns: [
      'UserHolidayScheduleGetListResponse.holidayScheduleTable',
      'GroupInventoryReportGetResponse.inventoryReportTable',
    ],
    typesWithModes: 660,
    fieldsWithModes: 3100,
    unknownFields: 120,
    hints: 355,
    hintsOnRequired: 325,
    replaced: 1506,
    replacedInOneMode: 350,
    ownResponse: 2000,
  },
  {
    release: 'R21',
    tables: 496,
    withoutColumns: [
      'UserHolidayScheduleGetListResponse.holidayScheduleTable',
      'GroupInventoryReportGetResponse.inventoryReportTable',
      'UserLDAPIntegrationGetDirectoryListResponse.ldapEntryTable',
    ],
    typesWithModes: 160,
    fieldsWithModes: 540,
    unknownFields: 40,
    hints: 43,
    hintsOnRequired: 43,
    replaced: 640,
    replacedInOneMode: 0,
    ownResponse: 1440,
  },
];

describe.each(releases)('the prose of $release', (expected) => {
  const folder = releaseFolder(expected.release);
  if (folder === undefined) {
    it.skip(`skipped: there is no ${expected.release} among the releases`);
    return;
  }
  const types: readonly ReleaseType[] = readTypes(folder);
  const names = new Set(types.map((type) => type.name));

  it('names the columns of nearly all tables', () => {
    const without: string[] = [];
    let tables = 0;
    for (const { name, doc, tables: own } of types) {
      const { columns } = mineColumns(doc, own);
      tables += own.length;
      without.push(...own.filter((t) => !columns.has(t.name)).map((t) => `${name}.${t.name}`));
    }
    expect(tables).toBe(expected.tables);
    expect(without.sort()).toEqual([...expected.withoutColumns].sort());
  });

  it('has no columns that are values or prose', () => {
    for (const { name, doc, tables } of types) {
      for (const [table, columns] of mineColumns(doc, tables).columns) {
        const headings = columns.map((column) => column.heading);
        const where = `${name}.${table}: ${headings.join(' | ')}`;
        expect(new Set(headings).size, where).toBe(headings.length);
        for (const heading of headings) {
          expect(heading, where).toMatch(/^[A-Z]/);
          expect(heading.length, where).toBeLessThanOrEqual(45);
          expect(heading, where).not.toMatch(/^(?:True|False|None)$|\b(?:column|contains)\b/i);
        }
      }
    }
  });

  it('says which fields depend on the data mode', () => {
    let withModes = 0;
    let fields = 0;
    let unknown = 0;
    for (const { doc, fields: own } of types) {
      const mined = mineDataModes(doc, own);
      if (mined.fields.size > 0) withModes += 1;
      fields += mined.fields.size;
      unknown += mined.unread.length;
      for (const field of mined.fields.keys()) expect(own).toContain(field);
    }
    expect(withModes).toBeGreaterThanOrEqual(expected.typesWithModes);
    expect(fields).toBeGreaterThanOrEqual(expected.fieldsWithModes);
    expect(unknown).toBeLessThanOrEqual(expected.unknownFields);
  });

  it('says which values to send where a mode has no use for a field', () => {
    let hints = 0;
    let required = 0;
    for (const { doc, fields, required: needed } of types) {
      for (const [field, list] of mineValueHints(doc, fields).hints) {
        const ofMode = list.filter((hint) => hint.mode !== undefined).length;
        hints += ofMode;
        if (needed.includes(field)) required += ofMode;
      }
    }
    expect(hints).toBeGreaterThanOrEqual(expected.hints);
    expect(hints).toBeLessThanOrEqual(expected.hints + 15);
    expect(required).toBeGreaterThanOrEqual(expected.hintsOnRequired);
  });

  it('names successors', () => {
    const notes = types.map(({ doc }) => mineReplacedBy(doc)).filter((note) => note !== undefined);
    const targets = notes.flatMap((note) => note.targets);
    expect(notes.length).toBeGreaterThanOrEqual(expected.replaced);
    expect(notes.filter((note) => note.mode !== undefined).length).toBeGreaterThanOrEqual(
      expected.replacedInOneMode,
    );
    const missing = targets.filter((target) => !names.has(target));
    expect(missing.length / targets.length).toBeLessThan(0.03);
    // Without the types that the words "replaced by" stand in for another reason, of which there
    // are none, every type that has these words has a note.
    const silent = types.filter(({ doc }) => /\b(?:Replaced?|Deprecated) [Bb]y\b/.test(doc));
    expect(silent.filter(({ doc }) => mineReplacedBy(doc) === undefined)).toEqual([]);
  });

  it('names the response of most requests', () => {
    const agreeing = types.filter(({ name, doc }) => {
      const response = name.replace('Request', 'Response');
      return response !== name && mineResponseNames(doc).includes(response);
    });
    expect(agreeing.length).toBeGreaterThanOrEqual(expected.ownResponse);
  });

  it('becomes comments without data and without hazards', () => {
    for (const { name, doc } of types) {
      const clean = cleanProse(doc);
      expect(clean, name).not.toMatch(/\breplaced by:? [A-Z]\w+(?:Request|Response)/i);
      expect(clean, name).not.toMatch(/\n\n\n|^\s|\s$|[ \t]\n/);
      const safe = escapeTsDoc(clean).replace(/`[^`\n]*`/g, '');
      expect(safe, name).not.toMatch(/\*\/|(?<!\\)[@{}<>]/);
    }
  });
});
