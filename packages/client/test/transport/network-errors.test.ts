import { describe, expect, it } from 'vitest';
import { parseEndpoint } from '../../src/transport/endpoint.js';
import { networkError, type NetworkFailure } from '../../src/transport/network-errors.js';

const failure: NetworkFailure = {
  endpoint: parseEndpoint('tls://as1.example.test'),
  outcome: 'not-sent',
  stage: 'connect',
  received: 0,
  atOnce: false,
};

function failed(code: string, message = code): Error {
  return Object.assign(new Error(message), { code });
}

describe('a failure to connect', () => {
  it.each([
    ['ENOTFOUND', 'host-unknown', 'spelling'],
    ['EAI_AGAIN', 'host-unknown', 'name servers'],
    ['ECONNREFUSED', 'connection-refused', '2209'],
    ['ETIMEDOUT', 'connection-failed', 'firewalls'],
    ['EHOSTUNREACH', 'connection-failed', 'route'],
    ['ENETUNREACH', 'connection-failed', 'route'],
    ['EMFILE', 'connection-failed', 'open files'],
    ['ESOMETHING', 'connection-failed', 'ESOMETHING'],
  ])('%s is %s', (code, expected, hint) => {
    const cause = failed(code);
    const error = networkError(cause, failure);
    expect(error).toMatchObject({ code: expected, outcome: 'not-sent', cause });
    expect(error.message).toContain(hint);
    expect(error.message).toContain(code);
  });

  it('of several addresses is told by the one that answered', () => {
    const cause = new AggregateError([failed('ENETUNREACH'), failed('ECONNREFUSED')]);
    expect(networkError(cause, failure)).toMatchObject({ code: 'connection-refused' });
    const none = new AggregateError([failed('ENETUNREACH'), failed('ETIMEDOUT')]);
    expect(networkError(none, failure)).toMatchObject({ code: 'connection-failed' });
  });

  it.each([
    ['tls://as1', '2208'],
    ['tcp://as1', '2209'],
    ['https://as1', '443'],
    ['http://as1', '80'],
  ])('of %s names the usual ports', (url, port) => {
    const error = networkError(failed('ECONNREFUSED'), {
      ...failure,
      endpoint: parseEndpoint(url),
    });
    expect(error.hint).toContain(port);
  });
});

describe('a failure of the handshake', () => {
  const handshake = { ...failure, stage: 'handshake' as const };

  it.each([
    ['CERT_HAS_EXPIRED', 'clock'],
    ['CERT_NOT_YET_VALID', 'clock'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'servername'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'option ca'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'option ca'],
    ['UNABLE_TO_GET_ISSUER_CERT', 'option ca'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'option ca'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'option ca'],
    ['CERT_REVOKED', 'revoked'],
  ])('%s is a rejected certificate', (code, hint) => {
    const error = networkError(failed(code), handshake);
    expect(error).toMatchObject({
      code: 'certificate-rejected',
      hint: expect.stringContaining(hint),
    });
  });

  it.each([
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'x', 'plain-port', 'tcp://'],
    ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'x', 'plain-port', 'tcp://'],
    ['EPROTO', 'write EPROTO', 'plain-port', 'tcp://'],
    ['EPROTO', 'sslv3 alert handshake failure', 'tls-failed', 'minVersion'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'x', 'tls-failed', 'minVersion'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'x', 'tls-failed', 'client certificate'],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'x', 'tls-failed', 'client certificate'],
    ['ERR_SSL_DH_KEY_TOO_SMALL', 'x', 'tls-failed', 'ERR_SSL_DH_KEY_TOO_SMALL'],
  ])('%s (%s) is %s', (code, message, expected, hint) => {
    const error = networkError(failed(code, message), handshake);
    expect(error.code).toBe(expected);
    expect(error.message).toContain(hint);
  });

  it('is the access list if the other side was gone at once, and TLS itself if it had spoken', () => {
    const reset = failed('ECONNRESET');
    expect(networkError(reset, { ...handshake, atOnce: true })).toMatchObject({
      code: 'access-denied',
    });
    expect(networkError(reset, { ...handshake, received: 7 })).toMatchObject({
      code: 'tls-failed',
    });
  });
});

describe('a connection that breaks', () => {
  const exchange = { ...failure, stage: 'exchange' as const, outcome: 'unknown' as const };

  it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', undefined])('with %s is lost', (code) => {
    const cause = code === undefined ? undefined : failed(code);
    const error = networkError(cause, exchange);
    expect(error).toMatchObject({ code: 'connection-lost', outcome: 'unknown' });
    expect(error.cause).toBe(cause);
  });

  it('in the middle of an answer names the bytes', () => {
    const error = networkError(undefined, { ...exchange, received: 17 });
    expect(error.message).toContain('after 17 bytes');
  });

  it('at once, without a byte, is the access list', () => {
    const error = networkError(failed('EPIPE'), { ...exchange, atOnce: true });
    expect(error).toMatchObject({
      code: 'access-denied',
      hint: expect.stringContaining('access list'),
    });
  });

  it('by an alert of TLS is a failure of TLS', () => {
    const cause = failed('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED');
    expect(networkError(cause, { ...exchange, atOnce: true })).toMatchObject({
      code: 'tls-failed',
    });
  });
});
