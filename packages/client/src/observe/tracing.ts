import type { Interceptor } from '../call/interceptor.js';
import { ClientError } from '../errors.js';

/** The part of an OpenTelemetry span that is used. */
export interface TraceSpan {
  setAttributes(attributes: Readonly<Record<string, string | number | boolean>>): unknown;
  setStatus(status: { readonly code: number; readonly message?: string }): unknown;
  end(): void;
}

/** The part of an OpenTelemetry tracer that is used: pass `trace.getTracer('…')`. */
export interface Tracer {
  startSpan(
    name: string,
    options: {
      readonly kind: number;
      readonly attributes: Readonly<Record<string, string | number | boolean>>;
    },
  ): TraceSpan;
}

/** `SpanKind.CLIENT` and `SpanStatusCode.ERROR` of OpenTelemetry. */
const CLIENT = 2;
const ERROR = 2;

/**
 * An interceptor that makes a span of every call, named after its request, with the attributes of
 * OpenTelemetry's RPC conventions. No field of a request is in it.
 */
export function tracing(tracer: Tracer): Interceptor {
  return async (call, next) => {
    const names = call.requests.map((request) => request.$type);
    const span = tracer.startSpan(names.length === 1 ? (names[0] ?? 'OCI-P') : 'OCI-P batch', {
      kind: CLIENT,
      attributes: {
        'rpc.system': 'ocip',
        'rpc.method': names.join(','),
        'server.address': call.endpoint,
        'ocip.commands': names.length,
      },
    });
    try {
      const results = await next(call);
      const failed = results.find((result) => !result.ok);
      if (failed?.ok === false) span.setStatus({ code: ERROR, message: failed.error.code });
      return results;
    } catch (error) {
      const message = error instanceof ClientError ? error.code : 'error';
      span.setStatus({ code: ERROR, message });
      throw error;
    } finally {
      span.end();
    }
  };
}
