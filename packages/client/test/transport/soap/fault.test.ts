import { describe, expect, it } from 'vitest';
import type { SoapFault } from '../../../src/errors.js';
import { readEnvelope } from '../../../src/transport/soap/envelope.js';
import { faultError, isSessionLost } from '../../../src/transport/soap/fault.js';
import { envelope, faultEnvelope, NOT_LOGGED_IN } from './support/soap-server.js';

function faultIn(text: string): SoapFault {
  const content = readEnvelope(text);
  if (!('fault' in content)) throw new Error(`No fault: ${JSON.stringify(content)}`);
  return content.fault;
}

describe('a fault', () => {
  it('is read with code, text, actor and the text of its detail', () => {
    expect(faultIn(NOT_LOGGED_IN)).toEqual({
      code: 'soapenv:Server.generalException',
      text: 'INVALID_REQUEST',
      actor: 'ProvisioningService',
      detail: 'Cannot process any request before user is logged in.',
    });
  });

  it('is read in the namespace of SOAP too, and with parts missing', () => {
    const text = envelope('<f:Fault xmlns:f="urn:f"><f:faultstring> NO </f:faultstring></f:Fault>');
    expect(faultIn(text)).toEqual({ code: '', text: 'NO', actor: undefined, detail: undefined });
  });

  it('parts the pieces of its detail by blanks', () => {
    const text = faultEnvelope('X', 'a<b>c<d>e</d>\n</b><f/><g>h</g>');
    expect(faultIn(text).detail).toBe('a c e h');
  });

  it.each([
    ['an element', '<password>Pl4nted</password>'],
    ['a nested element', '<request><newPassword><value>Pl4nted</value></newPassword></request>'],
    ['XML in CDATA', '<string><![CDATA[<password>Pl4nted</password>]]></string>'],
    ['escaped XML', '<string>bad: &lt;password>Pl4nted&lt;/password></string>'],
    ['an assignment', 'password=Pl4nted'],
  ])('masks a secret that its detail holds in %s', (_how, detail) => {
    const fault = faultIn(faultEnvelope('password=Pl4nted', detail));
    expect(JSON.stringify(fault)).not.toContain('Pl4nted');
    expect(fault.detail).toContain('[redacted]');
  });
});

describe('a lost session', () => {
  const fault = (text: string, detail?: string): SoapFault => ({
    code: 'soapenv:Server.generalException',
    text,
    actor: 'ProvisioningService',
    detail,
  });

  it.each([
    'Cannot process any request before user is logged in.',
    'No request is processed before login',
    'Before log-in\nno request is processed',
  ])('is told by INVALID_REQUEST with the detail %j', (detail) => {
    expect(isSessionLost(fault('INVALID_REQUEST', detail))).toBe(true);
  });

  it.each([
    ['the word alone, as one client with parallel tasks gets it', fault('INVALID_REQUEST')],
    ['an empty detail', fault('INVALID_REQUEST', '')],
    ['another detail', fault('INVALID_REQUEST', 'The element userId comes before loginType.')],
    ['a detail that quotes a login request', fault('INVALID_REQUEST', 'before <LoginRequest22V5>')],
    ['another word', fault('NO_OCS_CONNECTION', 'Cannot process before user is logged in.')],
    ['the word within others', fault('NOT AN INVALID_REQUEST', 'not before user is logged in')],
  ])('is not told by %s', (_what, other) => {
    expect(isSessionLost(other)).toBe(false);
  });

  // Quadratic time would take longer than a test may.
  it('is looked for in linear time', () => {
    const long = fault('INVALID_REQUEST', 'before '.repeat(200_000));
    expect(isSessionLost(long)).toBe(false);
  });
});

describe('the error for a fault', () => {
  it('leaves the outcome open', () => {
    const error = faultError(faultIn(faultEnvelope('SERVER_BUSY', 'try again')), 500, 'http://h/');
    expect(error).toMatchObject({
      name: 'SoapFaultError',
      code: 'soap-fault',
      outcome: 'unknown',
      endpoint: 'http://h/',
      hint: undefined,
      message: 'http://h/ answered with a SOAP fault (HTTP 500): SERVER_BUSY: try again.',
      fault: { text: 'SERVER_BUSY', detail: 'try again' },
    });
  });

  it('says that nothing was done if the session was lost', () => {
    expect(faultError(faultIn(NOT_LOGGED_IN), 500, 'h')).toMatchObject({
      code: 'soap-fault',
      outcome: 'rejected',
      hint: 'The session is not logged in: log in again.',
    });
  });

  it.each(['NO_OCS_CONNECTION', 'NO_OCI_CONNECTION'])('explains %s', (word) => {
    const { hint } = faultError(faultIn(faultEnvelope(word, '')), 500, 'h');
    expect(hint).toContain('no connection to the application server');
  });

  it('falls back on the code, and cuts what is long', () => {
    const empty = faultIn(envelope('<Fault><faultcode>Server</faultcode></Fault>'));
    expect(faultError(empty, 200, 'h').message).toBe(
      'h answered with a SOAP fault (HTTP 200): Server.',
    );
    const long = faultError(faultIn(faultEnvelope('X', 'y'.repeat(5_000))), 500, 'h');
    expect(long.message.length).toBeLessThan(300);
    expect(long.fault.detail).toHaveLength(5_000);
  });
});
