import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { PingPong } from '../src/ping-pong.js';
import { startPlatform } from '../dist/platform.js';

const END = '</BroadsoftDocument>';
const message = (...types: readonly string[]): string =>
  `<BroadsoftDocument>${types.map((t) => `<command xsi:type="${t}"/>`).join('')}${END}\n`;

async function ask(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(text);
  let reply = '';
  while (!reply.includes(END)) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    reply += chunk.toString('latin1');
  }
  socket.destroy();
  return reply;
}

describe('the platform of the benchmarks', () => {
  it('answers each command of a message, and ends with its scope', async () => {
    let port: number;
    {
      await using platform = await startPlatform({ content: 'record' });
      port = platform.port;
      const reply = await ask(port, message('A', 'B', 'C'));

      expect(reply.match(/xsi:type="UserGetResponse23V2"/g)).toHaveLength(3);
      expect(await ask(port, message('AuthenticationRequest'))).toContain('<nonce>');
    }
    await expect(ask(port, message('A'))).rejects.toThrow('ECONNREFUSED');
  });
});

describe('a bare socket', () => {
  it('counts each round trip once, however the replies are split', async () => {
    let asked = 0;
    const server = createServer((socket) => {
      socket.on('data', () => {
        asked += 1;
        socket.write('<BroadsoftDocument>');
        setImmediate(() => socket.write(`${END}\n`));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    {
      using socket = await PingPong.open(port, Buffer.from(message('A')), `${END}\n`);
      const before = asked;

      expect(await socket.run(20)).toBe(asked - before);
      expect(asked).toBeGreaterThan(before);
    }
    server.close();
    await once(server, 'close');
  });
});
