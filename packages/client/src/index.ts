/** Talks to a BroadWorks platform and stays correct. */
export { answerOf, type Answer } from './call/answer.js';
export { type Call, type Interceptor, type Settled } from './call/interceptor.js';
export { type RawAnswer, type RawFields, type RawValue } from './call/raw.js';
export { type RetryOptions } from './call/retry.js';
export { CallScope, type ScopeOptions } from './call/scope.js';
export { type BatchResults, type Client } from './client.js';
export {
  connect,
  Tenants,
  type ConnectOptions,
  type ConnectSettings,
  type TenantsOptions,
  type TransportOptions,
} from './connect.js';
export {
  AbortError,
  ClientError,
  ConnectionError,
  InvalidRequestError,
  LoginError,
  PoolError,
  ProtocolError,
  RefusedError,
  SoapFaultError,
  TimeoutError,
  type CallPhase,
  type ClientErrorCode,
  type Outcome,
  type SoapFault,
} from './errors.js';
export { type ConnectEvent, type ExchangeEvent, type RetryEvent } from './observe/channels.js';
export { type Logger } from './observe/logger.js';
export { tracing, type Tracer, type TraceSpan } from './observe/tracing.js';
export { type BatchOptions, type CallOptions, type ClientOptions } from './options.js';
export { type PageOptions, type PageSummary, type RowOf } from './pages.js';
export { type PoolOptions, type PoolStats } from './pool/pool.js';
export { parseRelease } from './release.js';
export { hashPassword, type Credentials, type PasswordSource } from './session/credentials.js';
export { type LoginInfo } from './session/login.js';
export { type ExportedSession } from './session/opener.js';
export { MemoryTransport, type MemoryHandler, type MemoryOptions } from './transport/memory.js';
export { parseEndpoint, type Endpoint, type EndpointScheme } from './transport/endpoint.js';
export { type ProxyOptions } from './transport/proxy.js';
export { type SoapOptions } from './transport/soap/soap.js';
export { type TlsOptions } from './transport/tls.js';
export { type Channel, type OutgoingText, type Transport } from './transport/transport.js';
export { UsageError } from './transport/usage-error.js';
