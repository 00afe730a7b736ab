import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/index.js';
import { element, request } from '../support/releases.js';
import { changesOf, choice, diff, OPTIONAL, sequence } from './support.js';

/** What changed in the fields of a request. */
function changes(older: string, newer: string): readonly Change[] {
  const wrap = (fields: string): string => request('KiteFlyRequest', fields);
  return changesOf(diff(wrap(older), wrap(newer)), 'KiteFlyRequest');
}

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => element(name)) as [
  string,
  string,
  string,
  string,
];
const optional = (name: string): string => element(name, 'xs:token', OPTIONAL);

describe('branches', () => {
  it('that are added break the newer client', () => {
    expect(changes(choice([a, b]), choice([a, b, sequence(c, d)]))).toEqual([
      { code: 'branch-added', path: '', before: '(a | b)', after: 'c, d', breaks: 'newer-client' },
    ]);
  });

  it('that are removed break the older client', () => {
    expect(changes(choice([a, b, c]), choice([a, c]))).toEqual([
      { code: 'branch-removed', path: '', before: 'b', after: '(a | c)', breaks: 'older-client' },
    ]);
  });

  it('make no difference by their order', () => {
    expect(changes(choice([a, b]), choice([b, a]))).toEqual([]);
  });

  it('have fields of their own that change', () => {
    const result = changes(
      choice([sequence(a, b), c]),
      choice([sequence(a, optional('x'), b), element('c', 'xs:int')]),
    );
    expect(result).toMatchObject([
      {
        code: 'field-added',
        path: 'x',
        place: { at: 'middle', follows: 'a' },
        breaks: 'newer-client',
      },
      { code: 'type-changed', path: 'c', before: 'xs:token', after: 'xs:int' },
    ]);
  });

  it('are told apart where they share field names', () => {
    const older = choice([sequence(a, b), sequence(c, d)]);
    const newer = choice([sequence(c, d), sequence(element('x'), a), sequence(a, b)]);
    expect(changes(older, newer)).toMatchObject([{ code: 'branch-added', after: 'x, a' }]);
  });
});

describe('a choice', () => {
  it.each([
    ['', OPTIONAL, '(a | b) 1..1', '[a | b] 0..1', 'newer-client'],
    [OPTIONAL, '', '[a | b] 0..1', '(a | b) 1..1', 'older-client'],
    ['', 'maxOccurs="9"', '(a | b) 1..1', '(a | b)* 1..9', 'newer-client'],
  ])('occurs otherwise: %s, then %s', (older, newer, before, after, breaks) => {
    expect(changes(choice([a, b], older), choice([a, b], newer))).toEqual([
      { code: 'choice-occurrence-changed', path: '', before, after, breaks },
    ]);
  });

  it('that may be empty anyway breaks nobody when it becomes optional', () => {
    const branches = [optional('a'), optional('b')];
    const [change] = changes(choice(branches), choice(branches, OPTIONAL));
    expect(change).toMatchObject({ code: 'choice-occurrence-changed' });
    expect(change?.breaks).toBeUndefined();
  });

  it('of new fields is added as a whole', () => {
    expect(changes(a, a + choice([b, c], OPTIONAL))).toEqual([
      {
        code: 'choice-added',
        path: '',
        after: '[b | c]',
        place: { at: 'end', follows: 'a' },
        breaks: 'newer-client',
      },
    ]);
    expect(changes(a, choice([b, c]) + a)).toMatchObject([
      { code: 'choice-added', place: { at: 'start' }, breaks: 'both' },
    ]);
  });

  it('is removed with its fields', () => {
    expect(changes(a + choice([b, c]), a)).toEqual([
      { code: 'choice-removed', path: '', before: '(b | c)', breaks: 'both' },
    ]);
  });

  it('moves as a whole', () => {
    expect(changes(choice([a, b]) + c + d, c + d + choice([a, b]))).toEqual([
      {
        code: 'choice-moved',
        path: '',
        before: '(a | b) first',
        after: '(a | b) after d',
        breaks: 'both',
      },
    ]);
  });
});

describe('a field', () => {
  it('that goes from one choice to another may break anyone', () => {
    const older = choice([a, b, c]) + choice([d, element('e')], OPTIONAL);
    const newer = choice([a, b, d]) + choice([c, element('e')], OPTIONAL);
    const moves = changes(older, newer).filter(({ code }) => code === 'field-moved');
    expect(moves).toEqual([
      {
        code: 'field-moved',
        path: 'c',
        before: 'in (a | b | c)',
        after: 'in [c | e]',
        breaks: 'both',
      },
      {
        code: 'field-moved',
        path: 'd',
        before: 'in [d | e]',
        after: 'in (a | b | d)',
        breaks: 'both',
      },
    ]);
  });
});

describe('fields that become a choice', () => {
  it('of themselves and something new break the newer client only', () => {
    expect(changes(a + b + c, choice([sequence(a, b), d]) + c)).toEqual([
      {
        code: 'choice-introduced',
        path: '',
        before: 'a, b',
        after: '(a, b | d)',
        breaks: 'newer-client',
      },
    ]);
  });

  it('of one or the other break the client that sends both, or one of them', () => {
    expect(changes(a + b, choice([a, b]))).toMatchObject([{ breaks: 'both' }]);
    expect(
      changes(optional('a') + optional('b'), choice([optional('a'), optional('b')])),
    ).toMatchObject([{ code: 'choice-introduced', breaks: 'older-client' }]);
  });

  it('break the client that sends none, where one of them is required from now on', () => {
    const codes = changes(optional('a'), choice([a, b])).map(({ code, breaks }) => [code, breaks]);
    expect(codes).toEqual([
      ['choice-introduced', 'both'],
      ['occurrence-changed', 'older-client'],
    ]);
  });

  it('belong to the branch that has the most of them, where branches share names', () => {
    expect(changes(a + b + c, choice([sequence(b, d), sequence(a, b, c)]))).toMatchObject([
      { code: 'choice-introduced', breaks: 'newer-client' },
    ]);
  });

  it('are compared with what they are there', () => {
    const newer = choice([sequence(element('a', 'xs:int'), optional('x')), b]);
    expect(changes(a, newer).map(({ code, path }) => [code, path])).toEqual([
      ['choice-introduced', ''],
      ['type-changed', 'a'],
      ['field-added', 'x'],
    ]);
  });

  it('come back out of it the other way round', () => {
    expect(changes(choice([sequence(a, b), d]) + c, a + b + c)).toEqual([
      {
        code: 'choice-dissolved',
        path: '',
        before: '(a, b | d)',
        after: 'a, b',
        breaks: 'older-client',
      },
    ]);
  });

  it('or join one that was there before are told with the whole choice', () => {
    expect(changes(c + choice([a, b]), choice([sequence(a, c), b]))).toEqual([
      {
        code: 'choice-rearranged',
        path: '',
        before: 'c, (a | b)',
        after: '(a, c | b)',
        breaks: 'both',
      },
    ]);
    expect(changes(choice([sequence(a, c), b]), choice([a, b]) + c)).toMatchObject([
      { code: 'choice-rearranged', before: '(a, c | b)', after: '(a | b), c' },
    ]);
  });
});
