import { createServer } from 'node:net';
import { MessageFramer } from '@ocipkit/core';

/*
 * A server that finds the ends of messages as the simulator does, and answers each with so many bytes
 * that were made beforehand. It reads nothing, and nobody logs in.
 *
 * Argument: bytes of an answer. Prints its port and its process id.
 */

const HEAD = '<BroadsoftDocument>';
const END = '</BroadsoftDocument>\n';

const [size = '0'] = process.argv.slice(2);
const padding = 'x'.repeat(Math.max(0, Number(size) - HEAD.length - END.length));
const reply = Buffer.from(`${HEAD}${padding}${END}`);

const server = createServer((socket) => {
  const framer = new MessageFramer(undefined, { anyEndTag: true });
  socket.setNoDelay(true).setKeepAlive(true, 60_000);
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    for (const message of framer.push(chunk)) if (message.length > 0) socket.write(reply);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  console.log(JSON.stringify({ port, pid: process.pid }));
});
