import { isIPv4, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import { UsageError } from './usage-error.js';

/** `tls` and `tcp` carry messages as they are, `https` and `http` wrap them in SOAP. */
export type EndpointScheme = 'tls' | 'tcp' | 'https' | 'http';

/** Where a platform is reached. */
export interface Endpoint {
  readonly scheme: EndpointScheme;
  /** Name or address; IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** Only over HTTP: begins with a slash. */
  readonly path?: string;
  /** For messages and logs: `host:port`, over HTTP the whole URL. */
  readonly display: string;
}

const defaultPorts: Readonly<Record<EndpointScheme, number>> = {
  tls: 2209,
  tcp: 2208,
  https: 443,
  http: 80,
};

const DEFAULT_PATH = '/webservice/services/ProvisioningService';

const EXPECTED =
  'Expected tls://host[:port] (TLS, port 2209), tcp://host[:port] (not encrypted, port 2208), ' +
  'https://host[:port][/path] or http://host[:port][/path] (SOAP), or host[:port] alone, which means ' +
  'TLS; an IPv6 address with a port stands in brackets, as in [2001:db8::1]:2209.';

/**
 * Reads the address of a platform: `tls://`, `tcp://`, `https://` or `http://` with host and maybe
 * port, or these alone, which means TLS. IPv6 addresses may do without brackets where no port
 * follows. The path of a web service may end in `?wsdl`; without one it is the usual
 * `/webservice/services/ProvisioningService`.
 *
 * @throws UsageError saying which forms are known. It never repeats the text, since people put
 * passwords into URLs; user information is refused for the same reason.
 */
export function parseEndpoint(text: string): Endpoint {
  const { scheme, authority, rest } = splitUrl(text, 'tls', refuse);
  if (!isScheme(scheme)) return refuse(`'${scheme}' is no known transport.`);
  const { host, port = defaultPorts[scheme] } = parseAuthority(authority, refuse);
  const hostAndPort = formatHostAndPort(host, port);
  if (scheme === 'tls' || scheme === 'tcp') {
    if (rest !== '' && rest !== '/') refuse(`Nothing may follow host and port after ${scheme}://.`);
    return { scheme, host, port, display: hostAndPort };
  }
  const path = parsePath(rest);
  const shownPort = port === defaultPorts[scheme] ? bracketed(host) : hostAndPort;
  return { scheme, host, port, path, display: `${scheme}://${shownPort}${path}` };
}

/** `host:port`, with brackets around an IPv6 address. */
export function formatHostAndPort(host: string, port: number): string {
  return `${bracketed(host)}:${String(port)}`;
}

/** Parts of a URL, none of them looked into yet. */
interface UrlParts {
  readonly scheme: string;
  readonly authority: string;
  /** From the first slash, question mark or number sign after the authority on. */
  readonly rest: string;
}

/** Ends reading with a message that explains what is wrong. */
export type Refuse = (why: string) => never;

/** Takes a URL apart; a scheme may be missing. User information is refused. */
export function splitUrl(text: string, defaultScheme: string, refuse: Refuse): UrlParts {
  const trimmed = text.trim();
  // Anywhere: the password of tls://user:a/b@host has already left the authority.
  if (/@|%40/.test(trimmed)) {
    refuse('The address holds user information; names and passwords are options of their own.');
  }
  const [, scheme = defaultScheme, remainder = ''] =
    /^(?:([a-z][a-z\d+.-]*):\/\/)?(.*)$/is.exec(trimmed) ?? [];
  const end = remainder.search(/[/?#]/);
  return {
    scheme: scheme.toLowerCase(),
    authority: end < 0 ? remainder : remainder.slice(0, end),
    rest: end < 0 ? '' : remainder.slice(end),
  };
}

/** Reads `host`, `host:port`, `[address]`, `[address]:port` or a bare IPv6 address. */
export function parseAuthority(
  authority: string,
  refuse: Refuse,
): { readonly host: string; readonly port: number | undefined } {
  if (isIPv6(authority)) return { host: authority, port: undefined };
  const inBrackets = /^\[([^\]]*)\](?::(.*))?$/s.exec(authority);
  if (inBrackets !== null) {
    // In a URL the per cent sign of a zone is itself escaped (RFC 6874).
    const host = (inBrackets[1] ?? '').replace('%25', '%');
    if (!isIPv6(host)) refuse('What stands in brackets is no IPv6 address.');
    return { host, port: parsePort(inBrackets[2], refuse) };
  }
  const colon = authority.indexOf(':');
  if (colon !== authority.lastIndexOf(':')) {
    refuse('The address has several colons, but is no IPv6 address.');
  }
  if (colon < 0) return { host: parseHost(authority, refuse), port: undefined };
  return {
    host: parseHost(authority.slice(0, colon), refuse),
    port: parsePort(authority.slice(colon + 1), refuse),
  };
}

function refuse(why: string): never {
  throw new UsageError(`The address of the platform cannot be read. ${why} ${EXPECTED}`);
}

function isScheme(name: string): name is EndpointScheme {
  return Object.hasOwn(defaultPorts, name);
}

function parsePort(text: string | undefined, refuse: Refuse): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65535 ? port : refuse('The port is no number from 1 to 65535.');
}

function parseHost(text: string, refuse: Refuse): string {
  if (text === '') refuse('There is no host.');
  // Gives the empty string for what cannot be a name.
  const name = /[^\x21-\x7e]/.test(text) ? domainToASCII(text) : text.toLowerCase();
  const labels = name.replace(/\.$/, '').split('.');
  const isName =
    name.length <= 253 &&
    labels.every((label) => /^[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?$/.test(label));
  if (!isName) refuse('The host is neither a name nor an address.');
  // A resolver would take 127.1 or 10.0.0.300 for something nobody meant.
  if (/^[\d.]+$/.test(name) && !isIPv4(name)) refuse('The host is no complete IPv4 address.');
  return name;
}

function parsePath(rest: string): string {
  if (rest.includes('#')) refuse("The path may not hold '#'.");
  const path = rest.replace(/\?wsdl$/i, '');
  if (path.includes('?')) refuse('No query may follow the path but ?wsdl.');
  if (/[^\x21-\x7e]/.test(path)) refuse('The path holds blanks, or letters that are not escaped.');
  return path === '' || path === '/' ? DEFAULT_PATH : path;
}

function bracketed(host: string): string {
  return isIPv6(host) ? `[${host}]` : host;
}
