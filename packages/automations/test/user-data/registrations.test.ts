import { OCITable } from '@ocipkit/core';
import { describe, expect, it } from 'vitest';
import {
  addressOf,
  chosenRegistration,
  hostOf,
  isPresent,
  registrationsOf,
} from '../../src/user-data/registrations.js';

const columns = {
  linePort: 'Line/Port',
  endpointType: 'Endpoint Type',
  order: 'Order',
  uri: 'URI',
  expiration: 'Expiration',
  publicNetAddress: 'Public Net Address',
  privateNetAddress: 'Private Net Address',
  registrationActive: 'Registration Active',
  lockoutCount: 'Lockout Count',
};
type Column = keyof typeof columns;
const now = new Date('2026-06-01T08:00:00Z');

/** Only the columns that a row names are there. */
function table(...rows: readonly Partial<Record<Column, string>>[]) {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))] as Column[];
  const headings = names.map((name) => columns[name]);
  const cells = rows.map((row) => names.map((name) => row[name] ?? ''));
  return registrationsOf(new OCITable(headings, cells, columns).rows, now);
}

describe('a registration is live', () => {
  it.each([
    ['true', '', true],
    ['false', 'Mon Jun 01 09:30:00 GMT 2026', false],
    ['', 'Mon Jun 01 09:30:00 GMT 2026', true],
    ['', 'Mon Jun 01 07:30:00 GMT 2026', false],
    ['', '0', true],
    ['', '', true],
    ['', 'in a while', null],
  ])('with Registration Active "%s" and Expiration "%s": %s', (told, expiration, active) => {
    const [row] = table({ registrationActive: told, expiration });
    expect(row?.active).toBe(active);
  });

  it('by its expiration where the platform has no such column', () => {
    const [past, future] = table(
      { expiration: '2026-06-01T07:59:59Z' },
      { expiration: '2026-06-01T08:00:01Z' },
    );
    expect([past?.active, future?.active]).toEqual([false, true]);
  });
});

describe('presence', () => {
  it('is not proved by a static registration', () => {
    expect(isPresent(table({ expiration: '', registrationActive: 'true' }))).toBe(false);
  });

  it('is not known where an expiration can not be read', () => {
    expect(isPresent(table({ expiration: 'soon' }))).toBeNull();
  });

  it('is proved by one live registration', () => {
    expect(isPresent(table({ expiration: 'soon' }, { expiration: '0' }))).toBe(true);
  });
});

describe('the registration that is shown', () => {
  it('is the primary one that is lowest in order', () => {
    const chosen = chosenRegistration(
      table(
        { linePort: 'a', endpointType: 'Shared Call Appearance', order: 'q=0.1', expiration: '0' },
        { linePort: 'b', endpointType: 'Primary', order: 'q=0.7', expiration: '0' },
        { linePort: 'c', endpointType: 'Primary', order: 'q=0.5', expiration: '0' },
        { linePort: 'd', endpointType: 'Primary', order: '', expiration: '0' },
      ),
    );
    expect(chosen?.linePort).toBe('c');
  });

  it('is any live one without a live primary one', () => {
    const chosen = chosenRegistration(
      table(
        { linePort: 'a', endpointType: 'Primary', registrationActive: 'false' },
        { linePort: 'b', endpointType: 'Mobility', registrationActive: 'true' },
      ),
    );
    expect(chosen?.linePort).toBe('b');
  });

  it('is none where none is live', () => {
    expect(chosenRegistration(table({ registrationActive: 'false' }))).toBeUndefined();
    expect(addressOf(undefined)).toBeNull();
  });

  it('gives the public address, else the private one, else the host of the URI', () => {
    const uri = 'sip:a@192.0.2.9:5060;transport=tls';
    const [all, inner, bare] = table(
      { publicNetAddress: '198.51.100.1', privateNetAddress: '10.0.0.1', uri },
      { privateNetAddress: '10.0.0.1', uri },
      { uri },
    );
    expect([all, inner, bare].map((row) => addressOf(row))).toEqual([
      '198.51.100.1',
      '10.0.0.1',
      '192.0.2.9',
    ]);
  });

  it('keeps the word Permanent of a lockout', () => {
    expect(table({ lockoutCount: 'Permanent' })[0]?.lockoutCount).toBe('Permanent');
  });
});

describe('the host of a URI', () => {
  it.each([
    ['sip:a@192.0.2.9:5060;transport=tls', '192.0.2.9'],
    ['sip:a@[2001:db8::1]:5060', '2001:db8::1'],
    ['<sips:phone.example.test>', 'phone.example.test'],
    ['a@phone.example.test', 'phone.example.test'],
    ['', null],
  ])('%s: %s', (uri, host) => {
    expect(hostOf(uri)).toBe(host);
  });
});
