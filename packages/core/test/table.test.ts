import { describe, expect, expectTypeOf, it } from 'vitest';
import { headingToKey, OCITable, type Notice, type TableRow } from '../src/index.js';
import type { SeatFindResponse } from './fixtures/commands.js';
import { decodeCommand } from './support/messages.js';

/** Reads a response with a table of the given content. */
function received(
  seatTable: string,
  more = '',
): { response: SeatFindResponse; notices: readonly Notice[] } {
  const { command, notices } = decodeCommand('SeatFindResponse', seatTable + more);
  return { response: command as SeatFindResponse, notices };
}

const headings = '<colHeading>User Id</colHeading><colHeading>Line/Port</colHeading>';
const table = (content: string): string => `<seatTable>${content}</seatTable>`;

describe('#107 a received table', () => {
  it('without rows has headings and no rows', () => {
    const { seatTable } = received(table(headings)).response;

    expect(seatTable.headings).toEqual(['User Id', 'Line/Port']);
    expect(seatTable.length).toBe(0);
    expect(seatTable.rows).toEqual([]);
  });

  it('with one row of one column has one cell', () => {
    const { seatTable } = received(
      table('<colHeading>User Id</colHeading><row><col>a</col></row>'),
    ).response;

    expect(seatTable.cells).toEqual([['a']]);
    expect(seatTable.rows).toEqual([{ userId: 'a' }]);
  });

  it('#108 with empty elements has empty texts, and rows with missing cells', () => {
    const { seatTable } = received(table(`${headings}<row><col/><col></col></row><row/>`)).response;

    expect(seatTable.cells).toEqual([['', ''], []]);
    expect(seatTable.rows).toEqual([
      { userId: '', linePort: '' },
      { userId: undefined, linePort: undefined },
    ]);
  });

  it('#109 that is empty is usable', () => {
    const { response, notices } = received('<seatTable/>');

    expect(response.seatTable).toBeInstanceOf(OCITable);
    expect([
      response.seatTable.headings,
      [...response.seatTable],
      response.seatTable.toCsv(),
    ]).toEqual([[], [], '']);
    expect(notices).toEqual([]);
  });

  it('keeps white space and markup of its cells', () => {
    const { seatTable } = received(
      table(`${headings}<row><col> a&amp;b </col><col><![CDATA[<c>]]></col></row>`),
    ).response;

    expect(seatTable.cells).toEqual([[' a&b ', '<c>']]);
  });

  it('with unknown elements keeps the rest, with notices', () => {
    const { response, notices } = received(
      table(`${headings}<footer><row/></footer><row><cell>x</cell><col>a<b>c</b>d</col></row>`),
    );

    expect(response.seatTable.cells).toEqual([['ad']]);
    expect(notices.map((n) => `${n.code} ${n.path}`)).toEqual([
      'unknown-element SeatFindResponse.seatTable.footer',
      'unknown-element SeatFindResponse.seatTable.row.cell',
      'unknown-element SeatFindResponse.seatTable.row.col.b',
    ]);
  });

  it('with headings after its rows has them all', () => {
    const { seatTable } = received(
      table(
        '<colHeading>User Id</colHeading><row><col>a</col><col>b</col></row><colHeading>Line/Port</colHeading>',
      ),
    ).response;

    expect(seatTable.rows).toEqual([{ userId: 'a', linePort: 'b' }]);
  });

  it('#114 is recognised by type, whatever its name; nil is null', () => {
    const staffed = `<agentsCurrentlyStaffed><colHeading>A</colHeading></agentsCurrentlyStaffed>`;

    expect(received(table(headings), staffed).response.agentsCurrentlyStaffed?.headings).toEqual([
      'A',
    ]);
    expect(
      received(table(headings), '<agentsCurrentlyStaffed xsi:nil="true"/>').response
        .agentsCurrentlyStaffed,
    ).toBeNull();
  });

  it('#115 #116 that comes several times is a list, each with its own columns', () => {
    const { response } = received(
      table(headings),
      '<utilizationTable><colHeading>A</colHeading><row><col>1</col></row></utilizationTable>' +
        '<utilizationTable><colHeading>B</colHeading></utilizationTable>',
    );

    expect(response.utilizationTable?.map((t) => t.headings)).toEqual([['A'], ['B']]);
    expect(response.utilizationTable?.[0]?.rows).toEqual([{ a: '1' }]);
    expect(received(table(headings)).response.utilizationTable).toBeUndefined();
  });
});

describe('rows', () => {
  const columns = { userId: 'User Id', linePort: 'Line/Port' };

  it('#110 shorter than the headings lack cells; longer ones keep them', () => {
    const odd = new OCITable(['User Id', 'Line/Port'], [['a'], ['b', 'p', 'extra']], columns);

    expect(odd.rows).toEqual([
      { userId: 'a', linePort: undefined },
      { userId: 'b', linePort: 'p' },
    ]);
    expect(odd.cells[1]).toEqual(['b', 'p', 'extra']);
  });

  it('#111 of a repeated heading: the first wins by name, both can be reached', () => {
    const twice = new OCITable(['User Id', 'User Id'], [['a', 'b']], columns);

    expect(twice.keys).toEqual(['userId', '']);
    expect(twice.rows).toEqual([{ userId: 'a' }]);
    expect(twice.column('User Id')).toEqual(['a']);
    expect(twice.cells[0]).toEqual(['a', 'b']);
  });

  it('#111 of headings that are not documented: the first of a name wins, too', () => {
    expect(new OCITable(['A', 'a', 'A'], [['1', '2', '3']]).rows).toEqual([{ a: '1' }]);
  });

  it('#111 of a heading that is documented twice have a name for each', () => {
    const twice = new OCITable(['Number', 'Number', 'Number'], [['1', '2', '3']], {
      number: 'Number',
      number2: 'Number',
    });

    expect(twice.rows).toEqual([{ number: '1', number2: '2' }]);
  });

  it('#112 are found by heading: reordered and unknown columns do not matter', () => {
    const moved = new OCITable(['New Thing', 'Line/Port', 'User Id'], [['x', 'p', 'a']], columns);

    expect(moved.rows).toEqual([{ newThing: 'x', linePort: 'p', userId: 'a' }]);
    expect(Object.keys(moved.rows[0]!)).toEqual(['newThing', 'linePort', 'userId']);
  });

  it('a heading that only resembles a documented one does not take its name', () => {
    const similar = new OCITable(['User ID', 'User Id'], [['wrong', 'right']], columns);

    expect(similar.rows).toEqual([{ userId: 'right' }]);
  });

  it('a documented column that did not come is undefined', () => {
    expect(new OCITable(['Line/Port'], [['p']], columns).rows[0]?.userId).toBeUndefined();
  });

  it.each(['__proto__', 'constructor', 'toString'])('#103 a heading %s is data', (heading) => {
    const [row] = new OCITable([heading], [['x']]).rows;

    expect(Object.values(row!)).toEqual(['x']);
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
  });

  it('#118 can be iterated, counted, and taken as a list', () => {
    const rows = new OCITable(['A'], [['1'], ['2']]);

    expect([...rows]).toEqual([{ a: '1' }, { a: '2' }]);
    expect(rows.length).toBe(2);
    expect(rows.rows).toBe(rows.rows);
    expect([...rows]).toEqual(rows.rows);
  });

  it('are typed as far as documented', () => {
    expectTypeOf(new OCITable(['A'], [])).toEqualTypeOf<OCITable>();
    expectTypeOf(new OCITable(['A'], []).rows).toEqualTypeOf<readonly TableRow[]>();
  });

  it('a column is found by its heading as sent', () => {
    const rows = new OCITable(['A', 'B'], [['1', '2'], ['3']]);

    expect(rows.column('B')).toEqual(['2', undefined]);
    expect(rows.column('b')).toBeUndefined();
  });
});

describe('#113 property names of headings', () => {
  it.each([
    ['User Id', 'userId'],
    ['Service User Id', 'serviceUserId'],
    ['Line/Port', 'linePort'],
    ['MAC Address', 'macAddress'],
    ['URI', 'uri'],
    ['SIP Contact', 'sipContact'],
    ['DNs', 'dns'],
    ['Number of DNs', 'numberOfDns'],
    ['E164 Number', 'e164Number'],
    ['% Used', 'percentUsed'],
    ["User's Name", 'usersName'],
    ['Name (Hiragana)', 'nameHiragana'],
    ['iOS App', 'iOSApp'],
    ['Ärzte Zahl', 'ärzteZahl'],
    ['2nd Line', '_2ndLine'],
    ['', '_'],
    ['---', '_'],
    ['constructor', '_constructor'],
    ['  Blank   Between  ', 'blankBetween'],
  ])('%j is %s', (heading, key) => {
    expect(headingToKey(heading)).toBe(key);
  });
});

describe('#118 CSV', () => {
  const line = (...cells: string[]): string | undefined =>
    new OCITable(['H'], [cells]).toCsv().split('\r\n')[1];

  it('has a line of headings and one for each row, in the order sent', () => {
    expect(new OCITable(['B', 'A'], [['1', '2'], ['3']]).toCsv()).toBe('B,A\r\n1,2\r\n3,\r\n');
  });

  it('quotes what has to be quoted', () => {
    expect(line('a,b', 'c"d', 'e\nf', 'g h')).toBe('"a,b","c""d","e\nf",g h');
  });

  it.each([
    '=1+1',
    '@SUM(A1)',
    '+cmd|x',
    '-2+A1',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1',
    '＋1',
    '－1',
    '＠A',
  ])('a cell a spreadsheet would run is defused: %j', (cell) => {
    expect(line(cell)?.replace(/^"/, '').startsWith("'")).toBe(true);
  });

  it.each(['+1-555 0100', '-5', '+44', '-', 'a=b', '1+1', '+1-0400 - +1-0402'])(
    'a number is left alone: %j',
    (cell) => {
      expect(line(cell)).toBe(cell);
    },
  );

  it('headings are defused as well', () => {
    expect(new OCITable(['=A'], []).toCsv()).toBe("'=A\r\n");
  });

  it('a row of one empty cell is no blank line', () => {
    expect(new OCITable(['A'], [[''], ['x']]).toCsv()).toBe('A\r\n""\r\nx\r\n');
  });
});

describe('#118 JSON', () => {
  it('has headings and cells as sent', () => {
    expect(JSON.parse(JSON.stringify(new OCITable(['A', 'A'], [['1']])))).toEqual({
      headings: ['A', 'A'],
      rows: [['1']],
    });
  });
});

it('#117 the order of columns is that of the server, on every run', () => {
  const names = ['Z', 'A', '10', '9', 'M'];
  const cells = names.map((n) => n.toLowerCase());

  expect(new OCITable(names, [cells]).keys).toEqual(['z', 'a', '_10', '_9', 'm']);
  expect(Object.values(new OCITable(names, [cells]).rows[0]!)).toEqual(cells);
});
