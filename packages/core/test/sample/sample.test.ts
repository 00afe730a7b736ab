import { describe, expect, it } from 'vitest';
import { validateValue } from '@ocipkit/core';
import {
  choice,
  complex,
  el,
  enumeration,
  OPTIONAL,
  simple,
  table,
  xsBoolean,
  xsInt,
} from '@ocipkit/core/codegen';
import { sampleFields } from '@ocipkit/core/sample';

const UserId = simple('UserId', 'token', { minLength: 1, maxLength: 161 });
const Minutes = simple('Minutes', 'int', { patterns: ['0|15|30|45'] });
const Level = enumeration('Level', 'token', ['System', 'Group']);

const Inner = complex('Inner', () => [
  el('extension', simple('Extension', 'token', { minLength: 2 })),
]);
const Outer = complex('Outer', () => [
  el('userId', UserId),
  el('minutes', Minutes),
  el('level', Level),
  el('isActive', xsBoolean, OPTIONAL),
  el('inner', Inner, 0, { min: 2, max: 3 }),
  choice([[el('unlimited', xsBoolean, 0, { fixed: 'true' })], [el('quantity', xsInt)]]),
]);

describe('a sample', () => {
  it('is valid, with and without its optional fields', () => {
    for (const optional of [false, true]) {
      const fields = sampleFields(Outer, { optional });
      expect(validateValue(Outer, fields)).toEqual([]);
      expect('isActive' in fields).toBe(optional);
    }
  });

  it('looks like what the fields stand for', () => {
    expect(sampleFields(Outer)).toMatchObject({
      userId: 'alice@example.test',
      level: 'System',
      inner: [{ extension: '5101' }, { extension: '5101' }],
      unlimited: true,
    });
  });

  it('takes the branch that is asked for', () => {
    const fields = sampleFields(Outer, { branch: (names) => names.indexOf('quantity') });
    expect(fields).toMatchObject({ quantity: 1 });
    expect(fields).not.toHaveProperty('unlimited');
  });

  it('fills a branch whose fields may all be left out', () => {
    const type = complex('Either', () => [
      choice([[el('a', UserId, OPTIONAL)], [el('b', UserId, OPTIONAL)]]),
    ]);
    expect(sampleFields(type)).toEqual({ a: 'alice@example.test' });
  });

  it('gives a table a row', () => {
    const type = complex('Listed', () => [el('userTable', table({ userId: 'User Id' }))]);
    const { userTable } = sampleFields(type) as { userTable: { rows: readonly object[] } };
    expect(userTable.rows).toEqual([{ userId: 'alice@example.test' }]);
  });

  it('is the same every time', () => {
    expect(sampleFields(Outer, { optional: true })).toEqual(
      sampleFields(Outer, { optional: true }),
    );
  });
});
