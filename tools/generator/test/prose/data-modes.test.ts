import { describe, expect, it } from 'vitest';
import { mineDataModes, modeNoteSpans, modeOfElementDoc } from '../../src/prose/data-modes.js';

const known = ['kiteId', 'windSpeed', 'tailLength', 'E164Capable', 'owner'];

function modes(doc: string, fieldNames: readonly string[] = known): Record<string, string> {
  const { fields } = mineDataModes(doc, fieldNames);
  return Object.fromEntries([...fields].map(([name, list]) => [name, list.join(' ')]));
}

describe('the modes of a field', () => {
  it.each([
    ['only used', 'The following fields are only kept in AS data mode:', 'AS'],
    ['as attributes', 'The following attributes are only kept in XS data mode:', 'XS'],
    ['as data elements', 'The following data elements are only kept in HSS data mode:', 'HSS'],
    ['with the other mode', 'The following fields are kept in XS mode and cut in AS mode:', 'XS'],
    ['with "only" at the end', 'The following fields are there for owners and AS Mode Only:', 'AS'],
    ['ignored', 'The following fields are ignored in the XS data mode:', 'AS'],
    ['not returned', 'The following fields are not kept in AS data mode:', 'XS'],
    ['misspelt', 'The following fields are note kept in AS data mode:', 'XS'],
    ['no longer used', 'The following fields are no longer kept in AS data mode:', 'XS'],
    ['used in none', 'The following fields are ignored in both AS and XS data mode, alas:', ''],
    ['without "mode"', 'The following fields are only kept in AS data:', 'AS'],
    [
      'as one word',
      'The following fields are kept in AS data mode and not sent in XS\ndatamode:',
      'AS',
    ],
    [
      'over two lines',
      'The following fields are only kept in AS data mode and\nignored in XS data\nmode:',
      'AS',
    ],
    ['without a colon', 'The following fields are only kept in AS data mode', 'AS'],
    ['with a full stop', 'The following fields are only kept in AS data mode.', 'AS'],
    ['with a bullet', '- The following fields are only kept in AS data mode:', 'AS'],
  ])('is read where it is %s', (_, lead, expected) => {
    expect(modes(`Flies a kite.\n  ${lead}\n    kiteId\n    owner\n\n  windSpeed`)).toEqual({
      kiteId: expected,
      owner: expected,
    });
  });

  it.each([
    ['values', 'The following values of kites are only kept in AS data mode:'],
    ['values of a field', 'The following field values are only kept in AS data mode:'],
    ['columns', 'The following columns are only kept in AS data mode:'],
    ['fields of another type', 'The following field in Kite25 data is only kept in AS data mode:'],
    ['what is nillable', 'The following fields are only nillable in AS data mode:'],
    ['another kind of mode', 'The following fields are only kept in IMS mode:'],
  ])('is not read from a remark on %s', (_, lead) => {
    expect(mineDataModes(`${lead}\n  kiteId`, known)).toMatchObject({
      fields: new Map(),
      unread: [],
    });
  });

  it('is not read from values of a type without fields', () => {
    const doc = 'The following elements are kept in AS data mode:\n  Red\n  Blue';
    expect(mineDataModes(doc, [])).toMatchObject({ fields: new Map(), unread: [] });
  });

  it('joins what two remarks say', () => {
    const doc = `The following fields are only kept in AS data mode:
        kiteId
        owner
      The following fields are only kept in XS data mode:
        kiteId`;
    expect(modes(doc)).toEqual({ kiteId: 'AS XS', owner: 'AS' });
  });
});

describe('the list of fields', () => {
  const lead = 'The following fields are only kept in AS data mode:';

  it.each([
    ['bullets', `${lead}\n - kiteId\n - owner`],
    ['commas', `${lead}\n kiteId,\n owner.`],
    ['several to a line', `${lead}\n kiteId owner`],
    ['the lead-in', `${lead} kiteId, owner`],
    ['quotes', `${lead}\n "kiteId"\n "owner"`],
    ['a blank line before', `${lead}\n\n kiteId\n owner`],
    ['remarks', `${lead}\n kiteId, value "1" is sent in XS data mode.\n owner - see there`],
    ['remarks in parentheses', `${lead}\n kiteId (of big kites only)\n owner`],
    ['remarks without a comma', `${lead}\n kiteId value "1" is sent in XS data mode\n owner`],
    ['remarks on a line of their own', `${lead}\n kiteId\n value "1" is sent otherwise\n owner`],
    ['remarks that wrap', `${lead}\n kiteId, value "1" is sent in XS data\n mode.\n owner`],
    ['a slip of case', `${lead}\n KiteId\n owner`],
    ['prose behind', `${lead}\n kiteId\n owner\n Only an owner can change that.\n windSpeed`],
    ['column headings behind', `${lead}\n kiteId\n owner\n Kite Name\n Wind Speed`],
    ['one entry of a repeated field', `${lead}\n windSpeed[2]-windSpeed[5]\n kiteId\n owner`],
  ])('is read with %s', (_, doc) => {
    expect(mineDataModes(doc, known)).toMatchObject({
      fields: new Map([
        ['kiteId', ['AS']],
        ['owner', ['AS']],
      ]),
      unread: [],
    });
  });

  it('ends with the next remark, whatever that is about', () => {
    expect(modes(`${lead}\n kiteId\n The following fields are for owners:\n owner`)).toEqual({
      kiteId: 'AS',
    });
  });

  it('may name what is no field', () => {
    expect(mineDataModes(`${lead}\n kiteid\n tailLenght\n red-tail`, known)).toMatchObject({
      fields: new Map([['kiteId', ['AS']]]),
      unread: ['tailLenght', 'red-tail'],
    });
  });

  it('does not guess between names that differ in case only', () => {
    expect(mineDataModes(`${lead}\n DNS`, ['dns', 'dNS']).unread).toEqual(['DNS']);
  });
});

describe('the mode of an element', () => {
  it.each([
    ['Id of the kite. AS data mode only.', 'AS'],
    ['\n  Wind at the kite.\n  XS data mode only.\n', 'XS'],
    ['Wind at the kite. HSS data\n mode only.', 'HSS'],
    ['AS data mode only.', 'AS'],
  ])('is the last sentence of its documentation', (doc, mode) => {
    expect(modeOfElementDoc(doc)).toBe(mode);
  });

  it.each([
    'Never sent, in AS nor in XS data mode.',
    'AS data mode only. Wind at the kite.',
    'Not in AS data mode only.',
    '',
  ])('is nothing otherwise: %s', (doc) => {
    expect(modeOfElementDoc(doc)).toBeUndefined();
  });
});

describe('what other modes do with a field', () => {
  it.each([
    ['pass over it', 'only kept in AS data mode and ignored in XS data mode', 'ignored'],
    ['leave it out', 'only kept in AS data mode and not returned in XS data mode', 'absent'],
    ['refuse it', 'only kept in AS data mode and will fail in XS data mode', 'refused'],
    ['refuse it with an error', 'kept in AS mode and give an ErrorResponse in XS mode', 'refused'],
  ])('they %s', (_, rest, expected) => {
    const { elsewhere } = mineDataModes(`The following fields are ${rest}:\n  kiteId`, known);
    expect([...elsewhere]).toEqual([['kiteId', expected]]);
  });

  it('is not told by the mode alone', () => {
    const { elsewhere } = mineDataModes(
      'The following fields are only kept in AS data mode:\n  kiteId',
      known,
    );
    expect([...elsewhere]).toEqual([]);
  });
});

describe('the place of a remark', () => {
  const lead = 'The following fields are only kept in AS data mode:';
  const cut = (text: string): string =>
    modeNoteSpans(text, known).reduceRight(
      (rest, { start, end }) => rest.slice(0, start) + rest.slice(end),
      text,
    );

  it('is from its lead to the last of its list', () => {
    expect(cut(`Flies.\n${lead}\nkiteId\nowner\n\nLands.`)).toBe('Flies.\n\n\nLands.');
    expect(cut(`Flies.\n${lead} kiteId`)).toBe('Flies.\n');
    expect(cut(`${lead}\n- kiteId, use value "0" in XS data mode\n- owner, value "" in`)).toContain(
      lead,
    );
  });

  it('covers the values that stand in for a field', () => {
    const items = [
      'kiteId, use value "false" in XS data mode',
      'owner (use value "false" in XS data mode),',
      'windSpeed, value "0" is returned in the XS mode.',
      'tailLength, should be set to "0" if not used',
    ];
    expect(cut([lead, ...items].join('\n'))).toBe('');
  });

  it('ends where prose goes on', () => {
    expect(cut(`${lead}\nkiteId\nThe kite is then flown by its owner.`)).toBe(
      '\nThe kite is then flown by its owner.',
    );
  });

  it.each([
    ['a name that is no field', 'kiteId\nkiteTail'],
    ['a remark beside the name', 'kiteId (for box kites)'],
    ['a value of a field', 'owner=Nobody'],
    ['nothing', ''],
  ])('is none where its list holds %s', (_, list) => {
    expect(modeNoteSpans(`${lead}\n${list}`, known)).toEqual([]);
  });
});
