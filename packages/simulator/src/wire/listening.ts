import type { AddressInfo, Server } from 'node:net';

/** Where a server listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
  /** For clients; names a local address where the server listens on all. */
  readonly url: string;
}

/** Begins to listen. Rejects with the error of the system, such as `EADDRINUSE`. */
export async function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
  scheme: string,
  path = '',
): Promise<Address> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port: actual } = server.address() as AddressInfo;
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  const name = reachable.includes(':') ? `[${reachable}]` : reachable;
  return { host, port: actual, url: `${scheme}://${name}:${String(actual)}${path}` };
}

/** Takes no new connections; resolves when all are closed. */
export async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
}
