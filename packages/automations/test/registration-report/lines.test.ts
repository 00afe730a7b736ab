import { describe, expect, it } from 'vitest';
import { Lines } from '../../src/registration-report/lines.js';

const row = {
  serviceProviderId: 'Acme',
  groupId: 'Sales',
  userId: 'alice@example.test',
  deviceLevel: 'Group',
  deviceName: 'alice-phone',
  linePort: 'alice-line@example.test',
  endpointType: 'Primary',
  uri: 'sip:alice-line@example.test',
  contact: 'sip:alice@192.0.2.1',
  expiration: 'Mon Jun 01 08:00:00 GMT 2026',
};
/** The same row as the list of one user has it: its URI is the contact. */
const own = { ...row, uri: row.contact, contact: undefined };
const lockout = {
  lockoutStarted: '2026-06-01T07:00:00.000+02:00',
  lockoutExpires: '',
  lockoutCount: 'Permanent',
  registrationActive: 'true',
};

describe('the registrations of one user', () => {
  it('add a lockout to the contact that has it', () => {
    const lines = new Lines([row], []);
    lines.addDetails(row.userId, [{ ...own, ...lockout }], true);
    const [line, ...others] = lines.toList([]);
    expect(others).toEqual([]);
    expect(line?.contacts).toMatchObject([
      {
        state: 'registered',
        registrationActive: true,
        lockoutStarted: lockout.lockoutStarted,
        lockoutCount: 'Permanent',
      },
    ]);
    expect(line?.contacts[0]).not.toHaveProperty('lockoutExpires');
  });

  it('add what the list does not have: it is not registered, or nobody knows', () => {
    const lines = new Lines([], []);
    const away = { ...own, linePort: 'away@example.test', registrationActive: 'false' };
    lines.addUser({ userId: row.userId }, {});
    lines.addDetails(row.userId, [{ ...away, lockoutCount: '3' }, own], true);
    expect(lines.toList([]).map((line) => [line.linePort, line.state])).toEqual([
      ['alice-line@example.test', 'unknown'],
      ['away@example.test', 'none'],
    ]);
  });

  it('add nothing that a narrowed list leaves out', () => {
    const lines = new Lines([row], []);
    lines.addDetails(row.userId, [{ ...own, linePort: 'other@example.test' }], false);
    expect(lines.toList([])).toHaveLength(1);
  });
});

describe('the state of a contact', () => {
  it('is expired only if it is the very contact of the list of expired ones', () => {
    const renewed = { ...row, expiration: 'Mon Jun 01 09:00:00 GMT 2026' };
    expect(new Lines([row], [row]).toList([])[0]?.state).toBe('expired');
    expect(new Lines([renewed], [row]).toList([])[0]?.state).toBe('registered');
    expect(new Lines([row], undefined).toList([])[0]?.state).toBe('unknown');
    expect(new Lines([{ ...row, expiration: '' }], undefined).toList([])[0]?.state).toBe('static');
  });

  it('of the best contact is that of the line', () => {
    const second = { ...row, contact: 'sip:alice@192.0.2.2' };
    const [line, ...others] = new Lines([row, second], [row]).toList([]);
    expect(others).toEqual([]);
    expect(line).toMatchObject({ state: 'registered', contacts: [{}, {}] });
  });
});
