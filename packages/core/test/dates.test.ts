import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromDate, toDate } from '../src/index.js';

describe('toDate', () => {
  it.each([
    ['2024-01-31T09:30:00Z', '2024-01-31T09:30:00.000Z'],
    ['2024-01-31T09:30:00.5Z', '2024-01-31T09:30:00.500Z'],
    ['2024-01-31T09:30:00.123999Z', '2024-01-31T09:30:00.123Z'],
    ['2024-01-31T09:30:00+05:30', '2024-01-31T04:00:00.000Z'],
    ['2024-01-31T23:30:00-01:00', '2024-02-01T00:30:00.000Z'],
    ['2024-01-31T00:00:00+14:00', '2024-01-30T10:00:00.000Z'],
    ['2024-01-31T24:00:00Z', '2024-02-01T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['2024-02-29+01:00', '2024-02-28T23:00:00.000Z'],
    ['0050-01-01', '0050-01-01T00:00:00.000Z'],
    ['-0001-12-31T00:00:00Z', '-000001-12-31T00:00:00.000Z'],
    ['12024-01-01T00:00:00Z', '+012024-01-01T00:00:00.000Z'],
  ])('%s is %s', (text, iso) => {
    expect(toDate(text).toISOString()).toBe(iso);
  });

  it('given no offset, then takes the one it is told, or UTC', () => {
    expect(toDate('2024-01-31T09:30:00').toISOString()).toBe('2024-01-31T09:30:00.000Z');
    expect(toDate('2024-01-31T09:30:00', '-05:00').toISOString()).toBe('2024-01-31T14:30:00.000Z');
    expect(toDate('2024-01-31', '+01:00').toISOString()).toBe('2024-01-30T23:00:00.000Z');
    expect(toDate('2024-01-31T09:30:00Z', '-05:00').toISOString()).toBe('2024-01-31T09:30:00.000Z');
  });

  it.each([
    '', 'today', '2024', '2024-1-1', '2024-13-01', '2024-00-10', '2024-02-30', '2023-02-29',
    '2024-01-31T', '2024-01-31T9:30:00Z', '2024-01-31T09:30Z', '2024-01-31T24:00:01Z',
    '2024-01-31T09:60:00Z', '2024-01-31T09:30:60Z', '2024-01-31T09:30:00+14:01',
    '2024-01-31T09:30:00+0100', '2024-01-31 09:30:00', '31.01.2024', '02024-01-01', ' 2024-01-31',
  ])('%j is neither a dateTime nor a date', (text) => {
    expect(() => toDate(text)).toThrow(
      new RangeError(`'${text}' is neither a dateTime nor a date with an optional offset.`),
    );
  }); // prettier-ignore

  it.each(['', 'CET', '+1', '+15:00'])('the offset %j is none', (offset) => {
    expect(() => toDate('2024-01-31T09:30:00', offset)).toThrow(
      new RangeError(`'${offset}' is no offset such as Z or +01:00.`),
    );
  });

  it('given what fromDate wrote, then the same moment', () => {
    const date = fc.date({
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, (moment) => {
        expect(toDate(fromDate(moment)).getTime()).toBe(moment.getTime());
      }),
    );
  });
});
