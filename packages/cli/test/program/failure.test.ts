import {
  AbortError,
  ClientError,
  ConnectionError,
  InvalidRequestError,
  LoginError,
  PoolError,
  ProtocolError,
  RefusedError,
  TimeoutError,
  UsageError,
} from '@ocipkit/client';
import { AutomationUsageError } from '@ocipkit/automations';
import { describe, expect, test } from 'vitest';
import { CliError, failureOf } from '../../src/program/failure.js';

const answer = { code: 4008, summary: '[Error 4008] Nutzer fehlt', summaryEnglish: '' };
const unsent = { outcome: 'not-sent' } as const;
const sent = { outcome: 'unknown' } as const;

describe('an error becomes an exit code', () => {
  test.each([
    [2, new UsageError('no address')],
    [2, new AutomationUsageError('userId is missing')],
    [2, new InvalidRequestError([], {})],
    [3, new RefusedError(answer as never, undefined, { request: 'UserGetRequest23V2' })],
    [4, new LoginError('login-refused', 'no', unsent)],
    [4, new LoginError('login-unsupported', 'no', unsent)],
    [5, new ConnectionError('host-unknown', 'no', unsent)],
    [5, new TimeoutError('late', 'receive', sent)],
    [5, new ProtocolError('malformed-reply', 'what', sent)],
    [5, new PoolError('pool-exhausted', 'full', unsent)],
    [130, new AbortError('ended', 'receive', sent)],
    [1, new TypeError('undefined is not a function')],
    [6, new CliError('half', { exitCode: 6 })],
  ])('%i for %s', (code, error) => {
    expect(failureOf(error).exitCode).toBe(code);
  });
});

describe('a failure says', () => {
  test.each([
    ['Nothing was sent.', unsent],
    ['its outcome is unknown', sent],
    ['The platform rejected the request', { outcome: 'rejected' } as const],
  ])('what became of the request: %s', (text, context) => {
    const error = new ClientError('connection-lost', 'The connection broke.', context);
    expect(failureOf(error).message).toContain(text);
  });

  test('what to do next, where the network or the login failed', () => {
    expect(failureOf(new ConnectionError('tls-failed', 'no', unsent)).next.join()).toContain(
      'ocip doctor',
    );
    expect(failureOf(new LoginError('login-refused', 'no', unsent)).next.join()).toContain(
      'ocip login',
    );
  });

  test('where a bug is, by its stack', () => {
    const error = new RangeError('too far');
    expect(failureOf(error)).toMatchObject({
      message: 'This is a bug of ocip: too far',
      stack: error.stack,
    });
  });
});
