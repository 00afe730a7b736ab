import { structureOf, type ComplexType } from '@ocipkit/core';
import { choice, complex, el, request, simple, xsBoolean, xsInt } from '@ocipkit/core/codegen';
import { UserModifyRequest22, UserGetListInGroupRequest } from '@ocipkit/commands/user';
import { describe, expect, test } from 'vitest';
import { FieldSetter, readFieldFlags } from '../../src/call/field-flags.js';
import { pathText, readPath } from '../../src/call/path.js';

/** What a command line makes of the fields of a type. */
function set(
  type: ComplexType,
  words: readonly string[],
  fields: Record<string, unknown> = {},
): { readonly fields: unknown; readonly problems: readonly string[] } {
  const read = readFieldFlags(words);
  const setter = new FieldSetter(type, fields);
  setter.flags(read.flags);
  const problems = [...read.problems, ...setter.problems];
  return { fields: setter.fields, problems: problems.map(({ path, text }) => `${path}: ${text}`) };
}

const user = UserModifyRequest22.$;

describe('paths', () => {
  test.each([
    ['userId', [{ name: 'userId', index: undefined }]],
    [
      'a.b[2].c',
      [
        { name: 'a', index: undefined },
        { name: 'b', index: 2 },
        { name: 'c', index: undefined },
      ],
    ],
    [
      'a.b.2',
      [
        { name: 'a', index: undefined },
        { name: 'b', index: 2 },
      ],
    ],
    [
      'department.xsi:type',
      [
        { name: 'department', index: undefined },
        { name: '$type', index: undefined },
      ],
    ],
  ])('%s is read step by step', (text, steps) => {
    expect(readPath(text)).toEqual(steps);
  });

  test.each(['', 'a..b', 'a[', 'a[x]', '0', 'a[1].2', 'a b', 'a[1234567]'])(
    '%j is no path',
    (text) => {
      expect(readPath(text)).toBeUndefined();
    },
  );

  test('a path is written as it is read', () => {
    expect(pathText(readPath('a.b[2].c') ?? [])).toBe('a.b[2].c');
  });
});

describe('flags of fields', () => {
  test('a value follows its flag or stands behind an equals sign', () => {
    expect(set(user, ['--userId', 'u', '--title=A = B', '--pagerPhoneNumber=--']).fields).toEqual({
      userId: 'u',
      title: 'A = B',
      pagerPhoneNumber: '--',
    });
  });

  test('an empty value is an empty text', () => {
    expect(set(user, ['--title=', '--firstName', '']).fields).toEqual({ title: '', firstName: '' });
  });

  test('a value may begin with a dash', () => {
    expect(set(user, ['--title', '-5']).fields).toEqual({ title: '-5' });
  });

  test('dots lead into objects, brackets to entries of lists', () => {
    const words = [
      ...['--address.city', 'Berlin', '--address.country', 'Germany'],
      ...['--sipAliasList.sipAlias[1]', 'b', '--sipAliasList.sipAlias.0', 'a'],
    ];
    expect(set(user, words).fields).toEqual({
      address: { city: 'Berlin', country: 'Germany' },
      sipAliasList: { sipAlias: ['a', 'b'] },
    });
  });

  test('a list of simple values repeats its flag', () => {
    const words = ['--sipAliasList.sipAlias', 'a', '--sipAliasList.sipAlias', 'b'];
    expect(set(user, words).fields).toEqual({ sipAliasList: { sipAlias: ['a', 'b'] } });
  });

  test('entries of a list of objects are told apart by their number; without one it is the first', () => {
    const words = [
      ...['--searchCriteriaUserLastName.mode', 'contains'],
      ...['--searchCriteriaUserLastName.value', 'a'],
      '--searchCriteriaUserLastName.isCaseInsensitive',
      ...['--searchCriteriaUserLastName[1].value', 'b'],
    ];
    expect(set(UserGetListInGroupRequest.$, words).fields).toEqual({
      searchCriteriaUserLastName: [
        { mode: 'Contains', value: 'a', isCaseInsensitive: true },
        { value: 'b' },
      ],
    });
  });

  test('the type of a value is named by xsi:type, wherever it stands', () => {
    const words = ['--department.name', 'Sales', '--department.xsi:type', 'GroupDepartmentKey'];
    expect(set(user, words).fields).toEqual({
      department: { $type: 'GroupDepartmentKey', name: 'Sales' },
    });
    expect(set(user, ['--department.$type', 'GroupDepartmentKey']).problems).toEqual([]);
  });

  test('flags take the place of what the input has: values, lists, nil', () => {
    const input = {
      title: 'old',
      sipAliasList: { sipAlias: ['x', 'y'] },
      address: null,
      firstName: 'stays',
    };
    const words = ['--title', 'new', '--sipAliasList.sipAlias', 'a', '--address.city', 'Berlin'];
    expect(set(user, words, input).fields).toEqual({
      title: 'new',
      sipAliasList: { sipAlias: ['a'] },
      address: { city: 'Berlin' },
      firstName: 'stays',
    });
  });

  test('an entry that is numbered leaves the others of the input alone', () => {
    const input = { sipAliasList: { sipAlias: ['x', 'y'] } };
    expect(set(user, ['--sipAliasList.sipAlias[1]', 'b'], input).fields).toEqual({
      sipAliasList: { sipAlias: ['x', 'b'] },
    });
  });

  test.each([
    [['--titel', 'x'], 'titel: UserModifyRequest22 has no field titel; did you mean --title?'],
    [['--city', 'x'], 'city: UserModifyRequest22 has no field city; did you mean --address.city?'],
    [
      ['--address.citi', 'x'],
      'address.citi: StreetAddress has no field citi; did you mean --address.city?',
    ],
    [['--title', 'a', '--title', 'b'], 'title: it was given twice, and is no list'],
    [['--title[0]', 'a'], 'title[0]: it is no list'],
    [['--title.x', 'a'], 'title.x: title has no fields of its own'],
    [['--address', 'a'], 'address: it takes no value; set its fields, as in --address.field value'],
    [['--title'], 'title: found no value, expected a text of 1 to 50 characters (Title)'],
    [
      ['--department.name', 'a'],
      'department.name: department may be of several types; say which by --department.xsi:type EnterpriseDepartmentKey|GroupDepartmentKey',
    ],
    [
      ['--department.xsi:type', 'Other'],
      'department.xsi:type: found Other, expected EnterpriseDepartmentKey or GroupDepartmentKey',
    ],
    [['--a..b', 'x'], 'a..b: it is no path of a field'],
    [['--xsi:type', 'x'], 'xsi:type: UserModifyRequest22 has one type only'],
  ])('%j is refused', (words, problem) => {
    expect(set(user, words).problems).toEqual([problem]);
  });

  test('a secret is refused as a flag, and not quoted', () => {
    const { problems, fields } = set(user, ['--newPassword', 'S3cret', '--oldPassword=S3cret']);
    expect(problems).toHaveLength(2);
    expect(problems.join()).toContain('newPassword: it is a secret');
    expect(JSON.stringify([problems, fields])).not.toContain('S3cret');
  });

  test('a secret without a value is to be asked for', () => {
    const setter = new FieldSetter(user, {});
    setter.flags(readFieldFlags(['--newPassword']).flags);
    expect(setter.asked.map(pathText)).toEqual(['newPassword']);
  });

  test('a word that belongs to no flag is refused, and not quoted', () => {
    const { problems } = set(user, ['--title', 'Head', 'S3cret', '-x']);
    expect(problems).toEqual([
      ': found a word after the value of --title; put quotes around values with blanks',
      ': found -x, which is no flag of this command',
    ]);
  });
});

describe('values', () => {
  const level = simple<number>('Level', 'int', { min: 1, max: 5 });
  const type = request('ExampleRequest', () => [
    el('flag', xsBoolean),
    el('level', level),
    el('ratio', simple('', 'decimal')),
    el('content', simple('', 'base64Binary')),
    el('empty', simple('', 'marker')),
  ]);

  test.each([
    [['--flag'], { flag: true }],
    [['--flag', 'false'], { flag: false }],
    [['--flag=0'], { flag: false }],
    [['--level', '3'], { level: 3 }],
    [['--level', '-3'], { level: -3 }],
    [['--ratio', '.5'], { ratio: 0.5 }],
    [['--empty'], { empty: true }],
    [['--content', 'T0NJ'], { content: new Uint8Array([79, 67, 73]) }],
  ])('%j becomes %j', (words, fields) => {
    expect(set(type, words)).toEqual({ fields, problems: [] });
  });

  test.each([
    [['--flag', 'yes'], { flag: 'yes' }],
    [['--level', '3x'], { level: '3x' }],
    [['--content', '*'], { content: '*' }],
  ])('%j is left as it is, for the check to say what is wrong', (words, fields) => {
    expect(set(type, words).fields).toEqual(fields);
  });
});

describe('a choice that repeats', () => {
  const entry = complex('Entry', () => [el('a', xsInt), el('b', xsInt, 0, { max: 5 })]);
  const type = request('ExampleRequest', () => [
    choice([[el('number', xsInt)], [el('entry', entry)]], 1, 10),
  ]);

  test('each flag begins another item, in the order given', () => {
    expect(structureOf(type).repeated.size).toBe(1);
    const words = ['--number', '1', '--entry.a', '2', '--entry.b', '3', '--number', '4'];
    expect(set(type, words)).toEqual({
      fields: { $items: [{ number: 1 }, { entry: { a: 2, b: [3] } }, { number: 4 }] },
      problems: [],
    });
  });

  test('items may be numbered', () => {
    const words = ['--$items[1].number', '2', '--$items[0].number', '1'];
    expect(set(type, words)).toEqual({
      fields: { $items: [{ number: 1 }, { number: 2 }] },
      problems: [],
    });
  });
});
