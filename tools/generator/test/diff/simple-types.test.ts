import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/index.js';
import { element, request, simple } from '../support/releases.js';
import { changesOf, diff, values } from './support.js';

/** What changed in a simple type that is sent. */
function changes(
  older: [base: string, facets: string],
  newer: [string, string],
): readonly Change[] {
  const wrap = (definition: [string, string]): string =>
    request('KiteFlyRequest', element('x', 'KiteText')) + simple('KiteText', ...definition);
  return changesOf(diff(wrap(older), wrap(newer)), 'KiteText');
}

const facet = (name: string, value: number | string): string =>
  `<xs:${name} value="${String(value)}"/>`;

describe('limits', () => {
  it.each([
    ['maxLength', 20, 60, 'newer-client'],
    ['maxLength', 60, 20, 'older-client'],
    ['minLength', 1, 2, 'older-client'],
    ['minLength', 2, 1, 'newer-client'],
  ])('of a text: %s %d, then %d', (name, before, after, breaks) => {
    expect(changes(['xs:token', facet(name, before)], ['xs:token', facet(name, after)])).toEqual([
      {
        code: 'facet-changed',
        path: '',
        before: `${name} ${String(before)}`,
        after: `${name} ${String(after)}`,
        breaks,
      },
    ]);
  });

  it.each([
    ['minInclusive', 5, 1, 'newer-client'],
    ['minInclusive', 1, 5, 'older-client'],
    ['maxInclusive', 5, 1, 'older-client'],
    ['maxInclusive', 1, 5, 'newer-client'],
  ])('of a number: %s %d, then %d', (name, before, after, breaks) => {
    expect(changes(['xs:int', facet(name, before)], ['xs:int', facet(name, after)])).toMatchObject([
      { before: `${name} ${String(before)}`, after: `${name} ${String(after)}`, breaks },
    ]);
  });

  it('come and go', () => {
    const [none, some] = ['', facet('maxLength', 9)];
    expect(changes(['xs:token', none], ['xs:token', some])).toEqual([
      { code: 'facet-changed', path: '', after: 'maxLength 9', breaks: 'older-client' },
    ]);
    expect(changes(['xs:token', some], ['xs:token', none])).toEqual([
      { code: 'facet-changed', path: '', before: 'maxLength 9', breaks: 'newer-client' },
    ]);
  });

  it('that were no limit break nobody', () => {
    expect(changes(['xs:token', ''], ['xs:token', facet('minLength', 0)])).toEqual([
      { code: 'facet-changed', path: '', after: 'minLength 0' },
    ]);
  });

  it('take a fixed length for a lower and an upper one', () => {
    const range = facet('minLength', 1) + facet('maxLength', 5);
    expect(changes(['xs:token', facet('length', 5)], ['xs:token', range])).toEqual([
      {
        code: 'facet-changed',
        path: '',
        before: 'minLength 5',
        after: 'minLength 1',
        breaks: 'newer-client',
      },
    ]);
  });

  it('by pattern break the client that meets another pattern', () => {
    const pattern = facet('pattern', '[0-9]{4}');
    expect(changes(['xs:token', pattern], ['xs:token', ''])).toMatchObject([
      { before: 'pattern [0-9]{4}', breaks: 'newer-client' },
    ]);
    const other = facet('pattern', '[0-9]{5}');
    expect(changes(['xs:token', pattern], ['xs:token', other])).toMatchObject([{ breaks: 'both' }]);
  });

  it('on white space break nobody', () => {
    const [change] = changes(['xs:string', ''], ['xs:string', facet('whiteSpace', 'collapse')]);
    expect(change).toEqual({ code: 'facet-changed', path: '', after: 'whiteSpace collapse' });
  });

  it('that are inherited count', () => {
    const body = (max: number): string =>
      request('KiteFlyRequest', element('x', 'KiteText')) +
      simple('KiteBase', 'xs:token', facet('maxLength', max)) +
      simple('KiteText', 'KiteBase');
    const { simpleTypes } = diff(body(3), body(4));
    expect(simpleTypes.changed.map(({ name }) => name)).toEqual(['KiteBase', 'KiteText']);
  });
});

describe('values', () => {
  it('that are added break the newer client, removed ones the older', () => {
    const result = changes(
      ['xs:token', values('red', 'blue')],
      ['xs:token', values('blue', 'pink')],
    );
    expect(result).toEqual([
      { code: 'value-removed', path: '', before: 'red', breaks: 'older-client' },
      { code: 'value-added', path: '', after: 'pink', breaks: 'newer-client' },
    ]);
  });

  it('that are listed from now on break the client that sends others', () => {
    const limited = facet('maxLength', 4);
    expect(changes(['xs:token', limited], ['xs:token', values('red', 'blue')])).toEqual([
      {
        code: 'enumeration-introduced',
        path: '',
        before: 'xs:token, maxLength 4',
        after: 'red, blue',
        breaks: 'older-client',
      },
    ]);
    expect(changes(['xs:token', limited], ['xs:token', values('violet')])).toMatchObject([
      { breaks: 'both' },
    ]);
  });

  it.each([
    ['minLength 4', facet('minLength', 4)],
    ['pattern', facet('pattern', 'b.*')],
  ])('count as beyond %s too', (_, limits) => {
    expect(changes(['xs:token', limits], ['xs:token', values('red')])).toMatchObject([
      { breaks: 'both' },
    ]);
    expect(changes(['xs:token', limits], ['xs:token', values('blue')])).toMatchObject([
      { breaks: 'older-client' },
    ]);
  });

  it('of numbers are held against bounds', () => {
    const bounds = facet('minInclusive', 1) + facet('maxInclusive', 9);
    expect(changes(['xs:int', bounds], ['xs:int', values('1', '9')])).toMatchObject([
      { breaks: 'older-client' },
    ]);
    for (const outside of ['0', '10']) {
      expect(changes(['xs:int', bounds], ['xs:int', values(outside)])).toMatchObject([
        { breaks: 'both' },
      ]);
    }
  });

  it('that are free from now on break the newer client', () => {
    const [change] = changes(['xs:token', values('red')], ['xs:token', '']);
    expect(change).toMatchObject({ code: 'enumeration-dropped', breaks: 'newer-client' });
  });
});

describe('the kind of content', () => {
  it.each([
    ['xs:int', 'xs:long', 'newer-client'],
    ['xs:long', 'xs:int', 'older-client'],
    ['xs:int', 'xs:decimal', 'newer-client'],
    ['xs:token', 'xs:string', undefined],
    ['xs:NMTOKEN', 'xs:token', 'newer-client'],
    ['xs:int', 'xs:boolean', 'both'],
  ])('changes from %s to %s', (before, after, breaks) => {
    expect(changes([before, ''], [after, ''])).toEqual([
      { code: 'primitive-changed', path: '', before, after, ...(breaks && { breaks }) },
    ]);
  });
});
