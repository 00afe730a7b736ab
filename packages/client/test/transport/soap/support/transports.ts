import type { ConnectOptions } from '../../../../src/transport/dial.js';
import type { Endpoint } from '../../../../src/transport/endpoint.js';
import { SoapTransport, type SoapOptions } from '../../../../src/transport/soap/soap.js';
import { dialTcp } from '../../../../src/transport/tcp.js';
import { dialTls, type TlsOptions } from '../../../../src/transport/tls.js';
import type { Channel } from '../../../../src/transport/transport.js';
import { open } from '../../support/messages.js';

export function soapTransport(
  { endpoint }: { readonly endpoint: Endpoint },
  options: SoapOptions & ConnectOptions & TlsOptions = {},
): SoapTransport {
  const dial =
    endpoint.scheme === 'https' ? dialTls(endpoint, options) : dialTcp(endpoint, options);
  return new SoapTransport(endpoint, dial, options);
}

/** The first channel of a transport of its own. */
export function soapChannel(
  server: { readonly endpoint: Endpoint },
  options: Parameters<typeof soapTransport>[1] = {},
): Promise<Channel> {
  return open(soapTransport(server, options));
}
