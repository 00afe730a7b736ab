import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A bare socket that sends the same bytes again and again, and waits for as many as come back. */
export class PingPong implements Disposable {
  readonly #socket: Socket;
  readonly #request: Uint8Array;
  readonly #replyBytes: number;

  private constructor(socket: Socket, request: Uint8Array, replyBytes: number) {
    this.#socket = socket;
    this.#request = request;
    this.#replyBytes = replyBytes;
  }

  static async open(port: number, request: Uint8Array, end: string): Promise<PingPong> {
    const socket = connect(port, '127.0.0.1').setNoDelay(true);
    await once(socket, 'connect');
    socket.write(request);
    let replyBytes = 0;
    // The first reply tells how long they are.
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.on('data', function onData(chunk: Buffer) {
        replyBytes += chunk.length;
        if (!chunk.toString('latin1').endsWith(end)) return;
        socket.off('data', onData);
        resolve();
      });
    });
    return new PingPong(socket, request, replyBytes);
  }

  /** Round trips, one after the other, for so many milliseconds; how many. */
  async run(ms: number): Promise<number> {
    const socket = this.#socket;
    const start = performance.now();
    let count = 0;
    let missing = this.#replyBytes;
    await new Promise<void>((resolve) => {
      const onData = (chunk: Buffer): void => {
        missing -= chunk.length;
        if (missing > 0) return;
        count += 1;
        missing = this.#replyBytes;
        if (performance.now() - start >= ms) {
          socket.off('data', onData);
          resolve();
        } else socket.write(this.#request);
      };
      socket.on('data', onData);
      socket.write(this.#request);
    });
    return count;
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }
}
