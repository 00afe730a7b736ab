import type { LookupFunction } from 'node:net';
import { onTestFinished } from 'vitest';
import { TcpTransport, type StreamOptions } from '../../../src/transport/tcp.js';
import type { Channel } from '../../../src/transport/transport.js';
import { open } from './messages.js';
import type { TestServer } from './servers.js';

/** A channel over plain TCP that ends with the test. */
export async function channelTo(server: TestServer, options?: StreamOptions): Promise<Channel> {
  const channel = await open(new TcpTransport(server.endpoint, options));
  onTestFinished(() => channel.destroy());
  return channel;
}

/** Resolves once the channel has told that it is closed. */
export function closed(channel: Channel): Promise<void> {
  return new Promise((resolve) => channel.onClose(resolve));
}

/** Resolves every name to the same addresses. */
export function lookupOf(...addresses: { address: string; family: number }[]): LookupFunction {
  return (_host, options, done) => {
    if (options.all === true) done(null, addresses);
    else done(null, addresses[0]!.address, addresses[0]!.family);
  };
}
