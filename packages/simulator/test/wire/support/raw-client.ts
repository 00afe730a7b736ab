import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { connect as connectTls } from 'node:tls';
import { PASSWORD } from './fake-engine.js';

/** How a connection ended. */
export type Ending = 'open' | 'end' | 'reset';

const END = '</BroadsoftDocument>';

/** Speaks bytes over a socket. */
export class RawClient implements Disposable {
  readonly socket: Socket;
  readonly #chunks: Buffer[] = [];
  ending: Ending = 'open';

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    socket.on('end', () => (this.ending = 'end'));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET') this.ending = 'reset';
    });
  }

  static async open({ host, port }: { host: string; port: number }): Promise<RawClient> {
    const socket = connect({ host, port, allowHalfOpen: true });
    const client = new RawClient(socket);
    await once(socket, 'connect');
    return client;
  }

  static async openTls({ port }: { port: number }, ca: string): Promise<RawClient> {
    const socket = connectTls({ host: 'localhost', port, ca });
    const client = new RawClient(socket);
    await once(socket, 'secureConnect');
    return client;
  }

  /** All bytes that came. */
  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  get chunkCount(): number {
    return this.#chunks.length;
  }

  write(bytes: string | Uint8Array): void {
    this.socket.write(bytes);
  }

  /** The next whole message, as ISO-8859-1; what came before it is forgotten. */
  async message(): Promise<string> {
    await until(() => this.bytes.includes(END) || this.ending !== 'open', this.socket);
    const text = this.bytes.toString('latin1');
    const end = text.indexOf(END);
    if (end < 0) throw new Error(`the connection ended (${this.ending}) after: ${text}`);
    const rest = this.bytes.subarray(end + END.length);
    this.#chunks.length = 0;
    if (rest.toString('latin1').trim() !== '') this.#chunks.push(rest);
    return text.slice(0, end + END.length);
  }

  async ask(message: string | Uint8Array): Promise<string> {
    this.write(message);
    return this.message();
  }

  /** Logs in the signed way, and gives the answer of the second step. */
  async logIn({ userId = 'admin', password = PASSWORD, sessionId = 's1' } = {}): Promise<string> {
    const challenge = await this.ask(
      document(command('AuthenticationRequest', `<userId>${userId}</userId>`), { sessionId }),
    );
    const nonce = /<nonce>(.*?)<\/nonce>/.exec(challenge)?.[1] ?? '';
    return this.ask(signedLogin(userId, password, nonce, sessionId));
  }

  async ended(): Promise<Ending> {
    await until(() => this.ending !== 'open' || this.socket.destroyed, this.socket);
    return this.ending;
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }
}

async function until(isTrue: () => boolean, socket: Socket): Promise<void> {
  while (!isTrue()) {
    await new Promise<void>((resolve) => {
      const events = ['data', 'end', 'error', 'close'] as const;
      const done = (): void => {
        for (const event of events) socket.off(event, done);
        resolve();
      };
      for (const event of events) socket.on(event, done);
    });
  }
}

export function signedLogin(
  userId: string,
  password: string,
  nonce: string,
  sessionId = 's1',
): string {
  const hash = createHash('sha1').update(password).digest('hex');
  const signed = createHash('md5').update(`${nonce}:${hash}`).digest('hex');
  return document(
    command(
      'LoginRequest14sp4',
      `<userId>${userId}</userId><signedPassword>${signed}</signedPassword>`,
    ),
    { sessionId },
  );
}

export function command(name: string, content = '', echo?: string): string {
  const attribute = echo === undefined ? '' : ` echo="${echo}"`;
  return `<command xmlns="" xsi:type="${name}"${attribute}>${content}</command>`;
}

/** A message as most clients write it. */
export function document(
  commands: string,
  {
    sessionId = 's1',
    encoding = 'ISO-8859-1',
    header = `<sessionId xmlns="">${sessionId}</sessionId>`,
  }: { sessionId?: string; encoding?: string; header?: string } = {},
): string {
  return (
    `<?xml version="1.0" encoding="${encoding}"?>\n` +
    `<BroadsoftDocument protocol="OCI" xmlns="C" ` +
    `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${header}${commands}</BroadsoftDocument>\n`
  );
}

/** A request that the fake platform answers with a success. */
export const REQUEST = command('VerifySessionIsValidRequest');
