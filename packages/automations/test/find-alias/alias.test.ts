import { describe, expect, it } from 'vitest';
import { matchAlias, wantedAlias } from '../../src/find-alias/alias.js';

describe('an alias that is looked for', () => {
  it.each([
    ['reception@example.test', { user: 'reception', host: 'example.test' }],
    ['0', { user: '0', host: undefined }],
    ['5001', { user: '5001', host: undefined }],
    ['*56@example.test', { user: '*56', host: 'example.test' }],
  ])('is read: %s', (alias, wanted) => {
    expect(wantedAlias(alias)).toEqual(wanted);
  });

  it.each([
    ['empty', '', 'missing'],
    ['blank', '  ', 'missing'],
    ['no text', 5001, 'missing'],
    ['with two @', 'a@b@c', 'more than one @'],
    ['without user part', '@example.test', 'user@host'],
    ['without host after the @', 'a@', 'user@host'],
    ['with a #', '#56@example.test', '#'],
    ['with a blank', 'a b@example.test', 'blank'],
    ['too long', `${'a'.repeat(150)}@example.test`, 'longer than 161'],
    ['with sip:', 'sip:a@example.test', "try 'a@example.test'"],
    ['with sip: in brackets', '<SIP:a@example.test>', "try 'a@example.test'"],
  ])('is refused if it is %s', (_, alias, why) => {
    expect(() => wantedAlias(alias)).toThrow(why);
  });
});

describe('a stored alias', () => {
  const reception = { user: 'reception', host: 'example.test' };
  it.each([
    ['the same', 'reception@example.test', { exact: true }],
    ['a host in other case', 'reception@Example.TEST', { exact: true }],
    ['a user part in other case', 'Reception@example.test', { exact: false }],
    ['with sip:', 'sip:reception@example.test', { exact: true }],
    ['another host', 'reception@example.net', undefined],
    ['another user part', 'reception2@example.test', undefined],
    ['a part of it', 'ception@example.test', undefined],
  ])('is compared: %s', (_, stored, match) => {
    expect(matchAlias(reception, stored, undefined)).toEqual(match);
  });

  it('under any host is a match where none was given', () => {
    expect(matchAlias({ user: '0', host: undefined }, '0@any.test', undefined)).toEqual({
      exact: true,
    });
  });

  it('without a host has the default domain; where that is not known it is not taken as equal', () => {
    expect(matchAlias(reception, 'reception', 'example.test')).toEqual({ exact: true });
    expect(matchAlias(reception, 'reception', 'other.test')).toBeUndefined();
    expect(matchAlias(reception, 'reception', undefined)).toBeUndefined();
  });

  it('is no pattern', () => {
    expect(matchAlias({ user: '.*', host: undefined }, 'abc@any.test', undefined)).toBeUndefined();
  });
});
