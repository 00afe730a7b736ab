import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { serveTcp } from './servers.js';

/** A proxy that leads everything to one port of this machine and remembers what it was asked. */
export interface TestProxy extends AsyncDisposable {
  readonly port: number;
  /** `host:port`, as the client named it. */
  readonly targets: readonly string[];
  /** `username:password`, as far as given. */
  readonly logins: readonly string[];
}

interface ProxySetup {
  readonly leadsTo: number;
  /** Accepted login; without one, none is asked for. */
  readonly login?: string;
  /** SOCKS reply code; 0 by default. */
  readonly reply?: number;
}

export async function serveSocks5({ leadsTo, login, reply = 0 }: ProxySetup): Promise<TestProxy> {
  const [targets, logins] = [[] as string[], [] as string[]];
  const server = await serveTcp((socket) => {
    void converse(socket, async (read) => {
      const [, methods = 0] = await read(2);
      await read(methods);
      socket.write(Buffer.of(5, login === undefined ? 0 : 2));
      if (login !== undefined) {
        const [, nameLength = 0] = await read(2);
        const name = await read(nameLength);
        const [passwordLength = 0] = await read(1);
        const given = `${name.toString()}:${(await read(passwordLength)).toString()}`;
        logins.push(given);
        socket.write(Buffer.of(1, given === login ? 0 : 1));
        if (given !== login) return;
      }
      const [, , , type] = await read(4);
      const host =
        type === 3
          ? (await read((await read(1))[0] ?? 0)).toString()
          : [...(await read(type === 1 ? 4 : 16))].join('.');
      targets.push(`${host}:${String((await read(2)).readUInt16BE())}`);
      socket.write(Buffer.of(5, reply, 0, 1, 0, 0, 0, 0, 0, 0));
      if (reply === 0) join(socket, leadsTo);
    });
  });
  return { ...server, targets, logins };
}

export async function serveSocks4({ leadsTo, reply = 0x5a }: ProxySetup): Promise<TestProxy> {
  const [targets, logins] = [[] as string[], [] as string[]];
  const server = await serveTcp((socket) => {
    void converse(socket, async (read) => {
      const head = await read(8);
      const text = async (): Promise<string> => {
        let all = '';
        for (;;) {
          const [byte = 0] = await read(1);
          if (byte === 0) return all;
          all += String.fromCharCode(byte);
        }
      };
      logins.push(await text());
      // 0.0.0.x stands for a name that follows (SOCKS 4a).
      const isNamed = head.readUInt32BE(4) < 256;
      const host = isNamed ? await text() : [...head.subarray(4)].join('.');
      targets.push(`${host}:${String(head.readUInt16BE(2))}`);
      socket.write(Buffer.of(0, reply, 0, 0, 0, 0, 0, 0));
      if (reply === 0x5a) join(socket, leadsTo);
    });
  });
  return { ...server, targets, logins };
}

interface HttpProxySetup extends ProxySetup {
  readonly status?: number;
  /** Sent right behind the answer. */
  readonly extra?: string;
}

export async function serveHttpProxy(setup: HttpProxySetup): Promise<TestProxy> {
  const { leadsTo, login, status = 200, extra = '' } = setup;
  const [targets, logins] = [[] as string[], [] as string[]];
  const sockets = new Set<Socket>();
  const server = createServer().on('connection', (socket: Socket) => {
    sockets.add(socket.on('error', () => undefined));
  });
  server.on('connect', ({ url = '', headers }, socket: Socket) => {
    targets.push(url);
    const basic = headers['proxy-authorization']?.replace('Basic ', '');
    const given = basic === undefined ? undefined : Buffer.from(basic, 'base64').toString();
    if (given !== undefined) logins.push(given);
    const shown = given === login ? status : 407;
    socket.write(`HTTP/1.1 ${String(shown)} Whatever\r\n\r\n${extra}`);
    if (shown === 200) join(socket, leadsTo);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    targets,
    logins,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function join(socket: Socket, port: number): void {
  const far = connect(port, '127.0.0.1');
  far.on('error', () => socket.destroy()).on('close', () => socket.destroy());
  socket.on('close', () => far.destroy());
  socket.pipe(far).pipe(socket);
}

/** Lets a conversation read exactly as many bytes as it needs; it ends when the socket does. */
async function converse(
  socket: Socket,
  talk: (read: (bytes: number) => Promise<Buffer>) => Promise<void>,
): Promise<void> {
  const read = async (bytes: number): Promise<Buffer> => {
    for (;;) {
      if (bytes === 0) return Buffer.alloc(0);
      const chunk = socket.read(bytes) as Buffer | null;
      if (chunk !== null) return chunk;
      await once(socket, 'readable');
    }
  };
  await talk(read).catch(() => socket.destroy());
}
