import { describe, expect, it } from 'vitest';
import { columnSpans } from '../../src/prose/column-leads.js';
import { mineColumns } from '../../src/prose/columns.js';

/** Headings of the only table, those of one mode as `heading@mode`. */
function headings(typeDoc: string, elementDoc = ''): string[] | undefined {
  const { columns } = mineColumns(typeDoc, [{ name: 'kiteTable', doc: elementDoc }]);
  return columns.get('kiteTable')?.map(({ heading, mode }) => heading + (mode ? `@${mode}` : ''));
}

describe('the lead-in of a list', () => {
  it.each([
    ['a colon', 'Lists the kites, with columns: "Kite", "Wind".'],
    ['a colon after a blank', 'Lists the kites, with column headings : "Kite", "Wind".'],
    ['no colon', 'A kite table that has columns "Kite" and "Wind".'],
    ['a verb', 'Kites of a field. The column headings are "Kite" and "Wind" for now.'],
    ['a verb and a colon', 'The kite table columns are: "Kite", "Wind".'],
    ['a line end', 'Kites and their wind, whose column\nheadings are:\n"Kite", "Wind".'],
    ['a doubled plural', 'A table with columns headings "Kite", "Wind".'],
    ['the word table', 'A table with table heading:"Kite", "Wind".'],
    ['the name of the table', 'The column headings for the kiteTable are: "Kite", "Wind".'],
    ['the beginning of a line', 'Kites.\nColumns for the kiteTable are as follows: "Kite", "Wind"'],
    [
      'the number of columns',
      'A 2 column table with the following column headings:\n"Kite", "Wind"',
    ],
  ])('is read with %s', (_, doc) => {
    expect(headings(doc)).toEqual(['Kite', 'Wind']);
  });

  it('may introduce a single column after a colon', () => {
    expect(headings('The kite table column is: "Kite".')).toEqual(['Kite']);
  });

  it('is not any mention of a column', () => {
    const doc = `A server of old sent the column heading "Kyte" with a spelling of its own.
      The "Kite" column holds "red" or "blue", and the "Wind" and "Rain" columns are "none".
      The column "Owner" goes unused. The Wind column contains either "calm" or "storm".`;
    expect(headings(doc)).toBeUndefined();
  });
});

describe('the items of a list', () => {
  it.each([
    ['an "and" before the last', '"Kite", "Wind", and "Owner".'],
    ['one item per line', '\n  "Kite"\n  "Wind"\n  "Owner"\n'],
    ['blanks for commas', '"Kite" "Wind" "Owner".'],
    ['semicolons', '"Kite"; "Wind";\n"Owner";'],
    ['a full stop for a comma', '"Kite", "Wind". "Owner" .'],
    ['a comma after the last', '"Kite", "Wind", "Owner",.'],
    ['single quotes', "'Kite', 'Wind' and 'Owner' and a row for each kite."],
    ['typographic quotes', '“Kite”, “Wind”, ”Owner“'],
    ['quotes that lost their encoding', '?Kite?, "Wind", and ?Owner?.'],
    ['an opening quote missing', '"Kite", Wind", "Owner".'],
    ['the last opening quote missing', '"Kite", "Wind", Owner".'],
    ['a closing quote missing', '"Kite, "Wind" and "Owner"'],
    ['a closing single quote missing', "'Kite', 'Wind, 'Owner'."],
    ['the last closing quote missing', '"Kite", "Wind", "Owner'],
    ['the last closing quote missing before prose', '"Kite", "Wind", "Owner\n\nAn "Owner" flies.'],
    ['a stray quote before a comma', '"Kite" ","Wind", "Owner".'],
    ['a doubled closing quote', '"Kite"","Wind", "Owner"".\nThe end.'],
    ['a stray quote between commas', '"Kite", ", "Wind", "Owner".'],
    ['a stray quote after the list', '"Kite", "Wind", "Owner". ". Kites fly if someone lets them.'],
    ['blanks inside quotes', '" Kite", "Wind ",  "Owner"'],
    ['a clause behind the list', '"Kite", "Wind", "Owner" in a row for each kite.'],
    ['prose about the columns behind', '"Kite", "Wind", "Owner".\n"Kite" is "red" or "blue".'],
    ['no quotes', 'Kite, Wind and Owner.'],
  ])('are read with %s', (_, list) => {
    expect(headings(`Kites, with columns: ${list}`)).toEqual(['Kite', 'Wind', 'Owner']);
  });

  it('may wrap inside the quotes', () => {
    expect(headings('The columns are: "Kite", "Wind\n   Speed".')).toEqual(['Kite', 'Wind Speed']);
  });

  it('may hold punctuation', () => {
    const doc = 'Kites, with columns: "Line/Port", "Done %", "P-Kite-Info", "Yes/ No", "Tail(s)".';
    expect(headings(doc)).toEqual(['Line/Port', 'Done %', 'P-Kite-Info', 'Yes/ No', 'Tail(s)']);
  });

  it('are no values, formats or examples', () => {
    const doc = `Kites, with columns: "Kite", "Flown", "Wind".
      "Flown" uses the format "yy-MM-dd'T'HH". The values for "Wind" can be "true" or "false".
      The "Kite" column never begins with "kite:". The column values for "Wind" are "a", "b".`;
    expect(headings(doc)).toEqual(['Kite', 'Flown', 'Wind']);
  });

  it('may come in several lists of one table', () => {
    const doc = `Kites, with columns: "Kite", "Wind".
      If details are asked for, the following columns are there also: "Owner", "Field".
      Finally "Name".`;
    expect(headings(doc)).toEqual(['Kite', 'Wind', 'Owner', 'Field', 'Name']);
  });
});

describe('columns of one data mode', () => {
  it.each([
    ['quoted', 'The following columns are filled in AS data mode only:\n"Owner"'],
    ['without quotes', 'The following columns are filled in AS data mode only:\nOwner'],
    ['without a colon', 'The following columns are filled in AS data mode\n"Owner"'],
    ['in a clause', 'The following column is there in AS data mode for big kites.\n"Owner"'],
    ['spelled otherwise', 'The following columns are filled in AS mode, not in XS mode:\n"OWNERS"'],
    ['among fields', 'The following fields are only kept in AS data mode:\nkiteId\nOwner'],
  ])('are marked %s', (_, note) => {
    expect(headings(`With columns: "Kite", "Owner", "Wind".\n\n${note}`)).toEqual([
      'Kite',
      'Owner@AS',
      'Wind',
    ]);
  });

  it('are added if the list leaves them out', () => {
    const doc = 'With columns: "Kite".\nThe following columns are filled in XS data mode: "Owner".';
    expect(headings(doc)).toEqual(['Kite', 'Owner@XS']);
  });

  it('follow from a list per mode', () => {
    const doc = `Kites of a field.
      In AS data mode, its column headings are: "Kite", "Wind", "Region".
      In XS data mode, its column headings are: "Kite", "Tail", "Wind".`;
    expect(headings(doc)).toEqual(['Kite', 'Tail@XS', 'Wind', 'Region@AS']);
  });

  it('follow from a list per mode and kind of user', () => {
    const doc = `In AS data mode, its column headings are: "Kite", "Wind".
      In XS data mode, its column headings are:
      "Kite", "Wind" if a guest asks.
      "Kite", "Secret", "Wind" if an owner asks.`;
    expect(headings(doc)).toEqual(['Kite', 'Secret@XS', 'Wind']);
  });

  it('follow from two lists in a sentence that begins with the mode', () => {
    const doc = `In AS data mode, its column headings are: "Kite".
      In XS data mode:
      the column headings are: "Kite", "Tail" for owners, otherwise the columns are: "Kite", "Wind".`;
    expect(headings(doc)).toEqual(['Kite', 'Wind@XS', 'Tail@XS']);
  });

  it('are those of all modes if two modes have them', () => {
    const doc = `With columns: "Kite", "Wind".
      The following columns are filled in AS data mode: "Wind".
      The following columns are filled in XS data mode: "Wind".`;
    expect(headings(doc)).toEqual(['Kite', 'Wind']);
  });

  it('are not told by a mode that is mentioned by the way', () => {
    const doc =
      'Kites, tails (when flown in AS data mode) and a table with columns "Kite", "Wind".';
    expect(headings(doc)).toEqual(['Kite', 'Wind']);
  });
});

describe('several tables', () => {
  function tables(doc: string, ...names: string[]): Record<string, string[]> {
    const { columns } = mineColumns(
      doc,
      names.map((name) => ({ name, doc: '' })),
    );
    return Object.fromEntries([...columns].map(([n, list]) => [n, list.map((c) => c.heading)]));
  }

  it('are told apart by name', () => {
    const doc = `The column headings for windTable are "Wind". The column headings for kiteTable are
      "Kite" and "Tail".`;
    expect(tables(doc, 'kiteTable', 'windTable')).toEqual({
      windTable: ['Wind'],
      kiteTable: ['Kite', 'Tail'],
    });
  });

  it('are told apart by words that resemble the name', () => {
    const doc = `The pilot table has columns: "Pilot",
      The field kite table's columns are: "Kite".
      The field table columns are: "Field".
      The bird table columns are: "Bird".`;
    expect(tables(doc, 'fieldKitesTable', 'fieldsTable', 'fieldPilotsTable', 'birdTable')).toEqual({
      fieldPilotsTable: ['Pilot'],
      fieldKitesTable: ['Kite'],
      fieldsTable: ['Field'],
      birdTable: ['Bird'],
    });
  });

  it('are told apart by order otherwise', () => {
    const doc = 'First come columns: "Kite". Then come columns: "Wind".';
    expect(tables(doc, 'aTable', 'bTable')).toEqual({ aTable: ['Kite'], bTable: ['Wind'] });
  });

  it('may share one list', () => {
    const doc = 'Each kite table has columns: "Kite", "Wind".';
    expect(tables(doc, 'redKiteTable', 'blueKiteTable')).toEqual({
      redKiteTable: ['Kite', 'Wind'],
      blueKiteTable: ['Kite', 'Wind'],
    });
  });
});

describe('documentation on the element', () => {
  const own = `Columns: "Kite", "Owner", "Wind".
    Columns in AS data mode only: "Owner".
    Columns in XS data mode only: "Tail".

    "Wind" is empty on calm days; its column "Wind" never changes.`;

  it('goes before that of the type', () => {
    const columns = headings('Kites, with columns: "Something", "Else".', own);
    expect(columns).toEqual(['Kite', 'Owner@AS', 'Wind', 'Tail@XS']);
  });

  it('goes before that of the type for its table only', () => {
    const { columns } = mineColumns('The wind table has columns: "Wind".', [
      { name: 'kiteTable', doc: own },
      { name: 'windTable', doc: 'Winds of the year.' },
    ]);
    expect(columns.get('windTable')).toEqual([{ heading: 'Wind' }]);
    expect(columns.get('kiteTable')).toHaveLength(4);
  });
});

describe('what could not be read', () => {
  it('is a table without headings', () => {
    const { columns, unread } = mineColumns('Kites, as many as there are.', [
      { name: 'kiteTable', doc: '' },
    ]);
    expect(columns.size).toBe(0);
    expect(unread).toEqual(['kiteTable']);
  });

  it('is a heading that no table has', () => {
    const doc = `First come columns: "Kite". Then come columns: "Wind".
      The following columns are filled in AS data mode: "Wind", "Owner".`;
    const { unread } = mineColumns(doc, [
      { name: 'aTable', doc: '' },
      { name: 'bTable', doc: '' },
    ]);
    expect(unread).toEqual(['"Owner"']);
  });
});

describe('the place of a list', () => {
  const text = 'Lists kites. The table has columns: "Kite", "Wind". Sorted.';
  const taken = (from: string, ...headings: string[]): string[] =>
    columnSpans(from, new Set(headings)).map(({ start, end }) => from.slice(start, end));

  it('is the sentence that ends with it', () => {
    expect(taken(text, 'Kite', 'Wind')).toEqual(['The table has columns: "Kite", "Wind".']);
    expect(taken('Columns: "Kite", "Wind"\nSorted.', 'Kite', 'Wind')).toEqual([
      'Columns: "Kite", "Wind"\n',
    ]);
  });

  it('is none where a heading is not known, or the sentence goes on', () => {
    expect(taken(text, 'Kite')).toEqual([]);
    expect(taken('It has columns: "Kite", "Wind" if there are any.', 'Kite', 'Wind')).toEqual([]);
  });
});
