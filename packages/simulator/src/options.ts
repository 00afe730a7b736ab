import { DEFAULT_MAX_MESSAGE_BYTES } from '@ocipkit/core';
import type { FaultSetting } from './wire/faults.js';
import type { AnswerEncoding } from './wire/exchange.js';
import type { Logger } from './wire/log.js';
import { UsageError } from './usage-error.js';

/** A port, 0 or `true` for one that is free, `false` for none. */
export type PortOption = number | boolean;

/** How a simulator is reached and how it behaves on the wire. */
export interface SimulatorOptions {
  /** OCI-P over TCP. A free port by default, unless another transport is asked for. */
  readonly tcp?: PortOption | undefined;
  /** OCI-P over TLS. Off by default. */
  readonly tls?: PortOption | undefined;
  /** SOAP over HTTP. Off by default. */
  readonly soap?: PortOption | undefined;
  /** SOAP over HTTPS. Off by default. */
  readonly https?: PortOption | undefined;
  /** Address to listen on; default `127.0.0.1`. */
  readonly host?: string | undefined;
  /** Port for reading and setting faults over HTTP, on 127.0.0.1 only. Off by default. */
  readonly control?: PortOption | undefined;
  /** Addresses and networks that may connect; default `*`, all. Others are closed at once. */
  readonly allowedAddresses?: readonly string[] | undefined;
  /** Addresses that may log in without a password and send messages without a session; default none. */
  readonly trustedAddresses?: readonly string[] | undefined;
  /** Certificate and key of the server, PEM; made up at the start by default. */
  readonly certificate?: { readonly cert: string; readonly key: string } | undefined;
  /** Encoding of the answers over TCP and TLS; default ISO-8859-1. */
  readonly encoding?: AnswerEncoding | undefined;
  /** Answer `LogoutRequest` also over TCP and TLS; by default the connection just closes. */
  readonly answerLogout?: boolean | undefined;
  /** Longest message in bytes; default 256 MiB. */
  readonly maxMessageBytes?: number | undefined;
  /** Connections that send nothing for so many milliseconds are closed; default never. */
  readonly idleMs?: number | undefined;
  /** SOAP sessions that are not used for so many milliseconds are forgotten; default 10 minutes. */
  readonly soapSessionMs?: number | undefined;
  /** What goes wrong from the start on. */
  readonly faults?: FaultSetting | undefined;
  /** How many events the log keeps; default 500. */
  readonly logSize?: number | undefined;
  readonly logger?: Logger | undefined;
  /** How long `stop()` lets messages finish, in milliseconds; default 1 s. */
  readonly drainMs?: number | undefined;
}

/** What the platform behind the wire is made of. */
export interface PlatformOptions {
  /** Name of the data it starts with. */
  readonly seed?: string | undefined;
  /** File that its state is kept in. */
  readonly state?: string | undefined;
  /** File with data to load at the start. */
  readonly load?: string | undefined;
  /** Directory with the schemas of a release. */
  readonly schemas?: string | undefined;
  /** Package with the commands of a release. */
  readonly commands?: string | undefined;
  /** Answer requests that it does not simulate with sample data. */
  readonly sample?: boolean | undefined;
  /** Release that it claims to be, such as `R25`. */
  readonly release?: string | undefined;
}

/** An account that people can log in with. */
export interface ShownAccount {
  readonly userId: string;
  readonly password: string;
  /** What kind of account it is. */
  readonly level: string;
}

/** What the platform behind the wire lets the control port do. */
export interface PlatformHooks {
  /** Back to the data it started with. */
  readonly reset?: (() => void | Promise<void>) | undefined;
  /** Its state, as JSON can write it. */
  readonly state?: (() => unknown) | undefined;
}

/**
 * How sessions end: the connection closes, or a `LogoutRequest` goes to the client before, or the
 * connection stays and the session is forgotten. Over SOAP sessions are forgotten in any case.
 */
export type KillMode = 'close' | 'logout' | 'forget';

/** A port to listen on; undefined for none. */
type Port = number | undefined;

/** The options with all defaults in place. */
export interface ReadOptions {
  readonly tcp: Port;
  readonly tls: Port;
  readonly soap: Port;
  readonly https: Port;
  readonly control: Port;
  readonly host: string;
  readonly soapSessionMs: number;
  readonly drainMs: number;
  readonly wire: {
    readonly allowedAddresses: readonly string[];
    readonly trustedAddresses: readonly string[];
    readonly encoding: AnswerEncoding;
    readonly answerLogout: boolean;
    readonly maxMessageBytes: number;
    readonly idleMs: number | undefined;
    readonly logSize: number | undefined;
    readonly logger: Logger | undefined;
  };
}

const encodings: readonly AnswerEncoding[] = ['ISO-8859-1', 'UTF-8', 'as-asked'];

/** @throws UsageError for options that make no sense */
export function readOptions(options: SimulatorOptions): ReadOptions {
  const { tls, soap, https, encoding = 'ISO-8859-1' } = options;
  const isOtherWanted = [tls, soap, https].some((o) => o !== undefined && o !== false);
  if (!encodings.includes(encoding)) {
    throw new UsageError(`The option encoding is none of ${encodings.join(', ')}.`);
  }
  return {
    tcp: port('tcp', options.tcp ?? !isOtherWanted),
    tls: port('tls', tls),
    soap: port('soap', soap),
    https: port('https', https),
    control: port('control', options.control),
    host: options.host ?? '127.0.0.1',
    soapSessionMs: amount('soapSessionMs', options.soapSessionMs) ?? 10 * 60_000,
    drainMs: amount('drainMs', options.drainMs) ?? 1_000,
    wire: {
      allowedAddresses: options.allowedAddresses ?? ['*'],
      trustedAddresses: options.trustedAddresses ?? [],
      encoding,
      answerLogout: options.answerLogout ?? false,
      maxMessageBytes:
        amount('maxMessageBytes', options.maxMessageBytes) ?? DEFAULT_MAX_MESSAGE_BYTES,
      idleMs: amount('idleMs', options.idleMs),
      logSize: amount('logSize', options.logSize),
      logger: options.logger,
    },
  };
}

function port(name: string, option: PortOption = false): Port {
  if (option === false) return undefined;
  if (option === true) return 0;
  if (Number.isInteger(option) && option >= 0 && option <= 65535) return option;
  throw new UsageError(`The option ${name} is no port. Expected a number from 0 to 65535.`);
}

function amount(name: string, value: number | undefined): number | undefined {
  if (value === undefined || (Number.isFinite(value) && value >= 0)) return value;
  throw new UsageError(`The option ${name} is no number from 0 on.`);
}
