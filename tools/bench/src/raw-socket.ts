import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const END = '</BroadsoftDocument>\n';

/** A bare socket that sends bytes made beforehand, and looks at nothing but the end of the replies. */
export class RawSocket implements Disposable {
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  static async open(port: number): Promise<RawSocket> {
    const socket = connect(port, '127.0.0.1').setNoDelay(true);
    await once(socket, 'connect');
    return new RawSocket(socket);
  }

  /**
   * Sends a message and gives its reply.
   *
   * @throws Error if the connection ends before
   */
  async ask(message: Uint8Array): Promise<string> {
    const socket = this.#socket;
    let reply = '';
    return new Promise<string>((resolve, reject) => {
      const settle = (act: () => void): void => {
        socket.off('data', onData).off('error', onEnd).off('close', onEnd);
        act();
      };
      const onData = (chunk: Buffer): void => {
        reply += chunk.toString('latin1');
        if (reply.endsWith(END)) settle(() => resolve(reply));
      };
      const onEnd = (): void =>
        settle(() => reject(new Error('the connection ended without a reply')));
      socket.on('data', onData).on('error', onEnd).on('close', onEnd);
      socket.write(message);
    });
  }

  /**
   * Sends a message again and again, each time when the whole reply is there, until a point in time by
   * `performance.now()`; how often.
   *
   * @param replyBytes length of every reply
   * @throws Error if the connection ends before
   */
  async repeat(message: Uint8Array, replyBytes: number, until: number): Promise<number> {
    const socket = this.#socket;
    let count = 0;
    let missing = replyBytes;
    return new Promise<number>((resolve, reject) => {
      const onData = (chunk: Buffer): void => {
        missing -= chunk.length;
        if (missing > 0) return;
        count += 1;
        missing = replyBytes;
        if (performance.now() < until) {
          socket.write(message);
          return;
        }
        socket.off('data', onData).off('close', onEnd);
        resolve(count);
      };
      const onEnd = (): void => reject(new Error('the connection ended without a reply'));
      socket.on('data', onData).on('close', onEnd);
      socket.write(message);
    });
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }
}
