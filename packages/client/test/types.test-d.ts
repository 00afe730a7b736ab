import { SuccessResponse, type Notice, type OCIRequest, type OCIResponse } from '@ocipkit/core';
import type { GroupAccessDeviceGetRequest24V3 } from '@ocipkit/commands/device';
import type { Requests } from '@ocipkit/commands/registry';
import {
  UserGetListInGroupRequest,
  UserGetRequest23V2,
  UserModifyRequest22,
  type UserGetListInGroupResponse,
  type UserGetResponse23V2,
} from '@ocipkit/commands/user';
import { expectTypeOf, test } from 'vitest';
import {
  answerOf,
  ClientError,
  connect,
  type InvalidRequestError,
  type LoginError,
  type RefusedError,
  Tenants,
  type TimeoutError,
  tracing,
  type UsageError,
  type Answer,
  type BatchResults,
  type CallOptions,
  type CallPhase,
  type Client,
  type ClientErrorCode,
  type ConnectOptions,
  type Credentials,
  type ExportedSession,
  type Interceptor,
  type Logger,
  type Outcome,
  type PageSummary,
  type RowOf,
  type Settled,
  type Tracer,
} from '../src/index.js';

declare const client: Client;

const userId = 'alice@example.test';
const get = new UserGetRequest23V2({ userId });
const modify = new UserModifyRequest22({ userId, lastName: 'A' });
const list = new UserGetListInGroupRequest({ serviceProviderId: 'sp', GroupId: 'g' });

test('the response follows from the request', () => {
  expectTypeOf(client.send(get)).resolves.toEqualTypeOf<UserGetResponse23V2>();
  expectTypeOf(client.send(modify)).resolves.toEqualTypeOf<SuccessResponse>();
  expectTypeOf(client.send(get)).resolves.not.toBeAny();
  expectTypeOf(client.send(get, { timeoutMs: 5 })).resolves.toEqualTypeOf<UserGetResponse23V2>();
});

test('a response is no request', () => {
  /* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment -- what must not compile */
  // @ts-expect-error -- a response
  void client.send(new SuccessResponse());
  // @ts-expect-error -- a response among requests
  void client.batch([get, new SuccessResponse()]);
  /* eslint-enable @typescript-eslint/no-unsafe-class-instance-assignment */
  expectTypeOf<SuccessResponse>().not.toExtend<OCIRequest>();
  expectTypeOf<UserGetResponse23V2>().not.toExtend<OCIRequest>();
  expectTypeOf<UserGetRequest23V2>().not.toExtend<OCIResponse>();
  expectTypeOf<UserGetRequest23V2>().toExtend<OCIRequest>();
});

test('the response follows from the name, and so does what goes in', () => {
  expectTypeOf(
    client.send('UserGetRequest23V2', { userId }),
  ).resolves.toEqualTypeOf<UserGetResponse23V2>();
  expectTypeOf(
    client.send('UserModifyRequest22', { userId }, { retry: false }),
  ).resolves.toEqualTypeOf<SuccessResponse>();
  // @ts-expect-error there is no such request
  void client.send('UserGetRequest99', { userId });
  // @ts-expect-error a response is no request
  void client.send('UserGetResponse23V2', { userId });
  // @ts-expect-error the name of the field is misspelt
  void client.send('UserGetRequest23V2', { userID: userId });
  // @ts-expect-error the id is missing
  void client.send('UserGetRequest23V2', {});
  // @ts-expect-error a number is no id
  void client.send('UserGetRequest23V2', { userId: 7 });
  // @ts-expect-error the last name cannot be cleared
  void client.send('UserModifyRequest22', { userId, lastName: null });
});

test('fields alone, or a class, are no request', () => {
  expectTypeOf<{ readonly userId: string }>().not.toExtend<OCIRequest>();
  expectTypeOf<typeof UserGetRequest23V2>().not.toExtend<OCIRequest>();
});

test('a batch gives a result for each request, at its place and of its type', async () => {
  const results = await client.batch([get, modify, list]);
  expectTypeOf(results).toEqualTypeOf<
    readonly [
      Settled<UserGetResponse23V2>,
      Settled<SuccessResponse>,
      Settled<UserGetListInGroupResponse>,
    ]
  >();
  expectTypeOf(results.length).toEqualTypeOf<3>();
  const [first] = results;
  if (first.ok) expectTypeOf(first.response).toEqualTypeOf<UserGetResponse23V2>();
  else expectTypeOf(first.error).toEqualTypeOf<ClientError>();
  // It may have failed.
  expectTypeOf<typeof first>().not.toHaveProperty('response');
});

test('a batch of a list gives a list, of a mixed one results of either type', () => {
  const gets: UserGetRequest23V2[] = [get];
  expectTypeOf(client.batch(gets)).resolves.toEqualTypeOf<
    readonly Settled<UserGetResponse23V2>[]
  >();
  type Mixed = readonly (UserGetRequest23V2 | UserModifyRequest22)[];
  expectTypeOf<BatchResults<Mixed>[number]>().toEqualTypeOf<
    Settled<UserGetResponse23V2 | SuccessResponse>
  >();
  void client.batch(gets, { anyOrder: true, messageSize: 5 });
});

test('rows have the columns of the table that the request is answered with', () => {
  type Row = UserGetListInGroupResponse['userTable']['rows'][number];
  expectTypeOf<RowOf<UserGetListInGroupRequest>>().toEqualTypeOf<Row>();
  expectTypeOf<RowOf<UserGetListInGroupRequest>['lastName']>().toEqualTypeOf<string | undefined>();
  expectTypeOf(client.pages(list)).toEqualTypeOf<AsyncGenerator<Row, PageSummary>>();
  expectTypeOf<RowOf<UserModifyRequest22>>().toEqualTypeOf<object>();
  void client.pages(list, { pageSize: 5, signal: new AbortController().signal });
});

test('options are checked', () => {
  expectTypeOf<CallOptions['signal']>().toEqualTypeOf<AbortSignal | undefined>();
  // @ts-expect-error milliseconds are a number
  void client.send(get, { timeoutMs: '5' });
  // @ts-expect-error no such option
  void client.send(get, { timeout: 5 });
  // @ts-expect-error true says nothing of how
  void client.send(get, { retry: true });
  // @ts-expect-error a single request goes in one message
  void client.send(get, { messageSize: 5 });
  void client.send(get, { onBehalfOf: { phoneNumber: '+1' }, idempotent: true });
  // @ts-expect-error a session is nobody to act for
  void client.send(get, { onBehalfOf: { sessionId: 's' } });
  // @ts-expect-error one identity at a time
  void client.send(get, { onBehalfOf: { userId, sessionId: 's' } });
});

test('connecting takes an address and one kind of credentials', () => {
  const url = 'tls://as1.example.test';
  expectTypeOf(connect({ url, username: 'a', password: 'b' })).resolves.toEqualTypeOf<Client>();
  void connect({ url, username: 'a', password: async () => Promise.resolve('b') });
  void connect({ url, username: 'a', password: 'b', login: 'signed' });
  void connect({ url, username: 'a', passwordHash: 'b' });
  void connect({ url, username: 'a', login: 'trusted' });
  void connect({ url, identity: { userId } });
  // @ts-expect-error nothing says how the login is proven
  void connect({ url, username: 'a' });
  // @ts-expect-error nobody logs in
  void connect({ url, password: 'b' });
  // @ts-expect-error a password is no number
  void connect({ url, username: 'a', password: 1234 });
  // @ts-expect-error an id of a session is what the client makes
  void connect({ url, identity: { sessionId: 's' } });
  // @ts-expect-error a way of login that does not exist
  void connect({ url, username: 'a', password: 'b', login: 'guess' });
  // @ts-expect-error older versions of TLS are not spoken
  void connect({ url, username: 'a', password: 'b', tls: { minVersion: 'TLSv1.1' } });
  expectTypeOf<Credentials>().toExtend<Partial<ConnectOptions>>();
  expectTypeOf<ConnectOptions['resume']>().toEqualTypeOf<ExportedSession | undefined>();
});

test('tenants give clients', () => {
  const tenants = new Tenants({
    url: 'tls://as1.example.test',
    credentials: (tenant) => ({ username: tenant, password: 'b' }),
  });
  expectTypeOf(tenants.for('a')).toEqualTypeOf<Client>();
  // @ts-expect-error credentials are asked for, tenant by tenant
  new Tenants({ url: 'tls://as1.example.test', username: 'a', password: 'b' });
});

/** What another release may have. */
interface Own {
  readonly UserGetRequest23V2: UserGetRequest23V2;
}
declare const own: Client<Own, object>;

test('a client of another release knows its commands and no others', () => {
  expectTypeOf(
    own.send('UserGetRequest23V2', { userId }),
  ).resolves.toEqualTypeOf<UserGetResponse23V2>();
  // @ts-expect-error that release does not have it
  void own.send('UserModifyRequest22', { userId });
  expectTypeOf<
    Requests['GroupAccessDeviceGetRequest24V3']
  >().toEqualTypeOf<GroupAccessDeviceGetRequest24V3>();
});

test('every error says what became of the request', () => {
  expectTypeOf<Outcome>().toEqualTypeOf<'not-sent' | 'rejected' | 'unknown'>();
  expectTypeOf<ClientError['outcome']>().toEqualTypeOf<Outcome>();
  expectTypeOf<ClientError['code']>().toEqualTypeOf<ClientErrorCode>();
  expectTypeOf<'refused'>().toExtend<ClientErrorCode>();
  expectTypeOf<string>().not.toExtend<ClientErrorCode>();
  expectTypeOf<RefusedError>().toExtend<ClientError>();
  expectTypeOf<RefusedError['errorNumber']>().toEqualTypeOf<number | undefined>();
  expectTypeOf<LoginError['errorNumber']>().toEqualTypeOf<number | undefined>();
  expectTypeOf<TimeoutError['phase']>().toEqualTypeOf<CallPhase>();
  expectTypeOf<InvalidRequestError['problems'][number]['path']>().toEqualTypeOf<string>();
  expectTypeOf<UsageError>().not.toExtend<ClientError>();
  // @ts-expect-error the set is closed
  new ClientError('no-such-code', 'x', { outcome: 'unknown' });
  // @ts-expect-error without its outcome an error is of no use
  new ClientError('refused', 'x', {});
});

declare const response: UserGetResponse23V2;

test('what else is known of a response has its type', () => {
  const answer = answerOf(response);
  expectTypeOf(answer).toEqualTypeOf<Answer<UserGetResponse23V2> | undefined>();
  expectTypeOf(answer?.notices).toEqualTypeOf<readonly Notice[] | undefined>();
});

test('interceptors, loggers and tracers are as others have them', () => {
  const counting: Interceptor = async (call, next) => next({ ...call, requests: call.requests });
  expectTypeOf(counting).parameter(1).returns.resolves.toEqualTypeOf<readonly Settled[]>();
  expectTypeOf(tracing({} as Tracer)).toEqualTypeOf<Interceptor>();
  // What a pino logger looks like where it matters.
  expectTypeOf<
    Record<keyof Logger, (fields: object, message?: string) => void>
  >().toExtend<Logger>();
});
