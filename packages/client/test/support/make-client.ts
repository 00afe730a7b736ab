import { registry } from '@ocipkit/commands/registry';
import { Client } from '../../src/client.js';
import { silent } from '../../src/observe/logger.js';
import type { ClientOptions } from '../../src/options.js';
import type { Credentials } from '../../src/session/credentials.js';
import { SessionOpener } from '../../src/session/opener.js';
import { type FakePlatform, PASSWORD } from './fake-platform.js';

/** A client on a platform in memory. */
export function makeClient(
  platform: FakePlatform,
  options: ClientOptions = {},
  credentials: Credentials = { username: 'admin', password: PASSWORD },
): Client {
  const opener = new SessionOpener(
    platform,
    credentials,
    options.encoding ?? 'ISO-8859-1',
    options.logger ?? silent,
  );
  return new Client(opener, async () => Promise.resolve(registry), options);
}
