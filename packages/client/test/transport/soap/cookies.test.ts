import { describe, expect, it } from 'vitest';
import { SessionCookies } from '../../../src/transport/soap/cookies.js';

function taken(...lines: readonly string[]): SessionCookies {
  const cookies = new SessionCookies();
  cookies.take(lines);
  return cookies;
}

describe('cookies', () => {
  it('are sent back by name and value, without what else was said of them', () => {
    const cookies = taken(
      'JSESSIONID=A.b-1; Path=/webservice; HttpOnly; Secure',
      'lb=node 2;path=/',
    );
    expect(cookies.header).toBe('JSESSIONID=A.b-1; lb=node 2');
  });

  it('are not sent as long as there are none', () => {
    const cookies = new SessionCookies();
    cookies.take(undefined);
    expect(cookies.header).toBeUndefined();
    expect(cookies.toState()).toBeUndefined();
  });

  it('replace older ones of their name, and leave the others', () => {
    const cookies = taken('a=1', 'b=2');
    cookies.take(['a=3']);
    expect(cookies.header).toBe('a=3; b=2');
  });

  it.each(['a=; Max-Age=0', 'a=gone; max-age = -1', 'a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT'])(
    'go with %j',
    (line) => {
      const cookies = taken('a=1', 'b=2');
      cookies.take([line]);
      expect(cookies.header).toBe('b=2');
    },
  );

  it('stay as long as they have not expired; Max-Age comes before Expires', () => {
    const expired = 'Expires=Thu, 01 Jan 1970 00:00:00 GMT';
    expect(taken('a=1; Expires=Fri, 31 Dec 9999 23:59:59 GMT').header).toBe('a=1');
    expect(taken(`a=1; Max-Age=60; ${expired}`).header).toBe('a=1');
    expect(taken(`a=1; ${expired}; Max-Age=60`).header).toBe('a=1');
  });

  it.each(['novalue', '=1', 'na me=1', 'a=1\u0000', ''])('are skipped if they read %j', (line) => {
    expect(taken(line).header).toBeUndefined();
  });

  it('do not grow without end', () => {
    const cookies = taken(...Array.from({ length: 1_000 }, (_, i) => `c${String(i)}=1`));
    cookies.take(['c0=2']);
    expect(cookies.header?.split('; ')).toHaveLength(50);
    expect(cookies.header).toMatch(/^c0=2;/);
  });

  it('survive as state', () => {
    const cookies = taken('JSESSIONID=A', '__proto__=x');
    const state = JSON.parse(JSON.stringify(cookies.toState())) as unknown;
    expect(SessionCookies.from(state)?.header).toBe('JSESSIONID=A; __proto__=x');
  });

  it.each([
    [null],
    [undefined],
    ['JSESSIONID=A'],
    [{}],
    [{ a: 1 }],
    [{ a: 'x\r\nEvil: 1' }],
    [{ a: 'x; b=1' }],
    [{ 'a=b; c': 'x' }],
    [{ a: 'セ' }],
    [Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`c${String(i)}`, '1']))],
  ])('are not taken from the state %j', (state) => {
    expect(SessionCookies.from(state)).toBeUndefined();
  });
});
