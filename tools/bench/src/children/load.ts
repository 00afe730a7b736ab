import { readFileSync } from 'node:fs';
import { processorMs } from '../processor-time.js';
import { RawSocket } from '../raw-socket.js';

/*
 * Puts load on a server over several connections, each with one message under way, and prints what came
 * of it, as JSON.
 *
 * Arguments: the port and the process id of the server, how many connections, milliseconds, the file of
 * the message, and that of the login, if there is one.
 */

const [port, pid, connections, ms, file = '', loginFile] = process.argv.slice(2);
const message = readFileSync(file);

const sockets: RawSocket[] = [];
let replyBytes = 0;
for (let i = 0; i < Number(connections); i++) {
  const socket = await RawSocket.open(Number(port));
  sockets.push(socket);
  if (loginFile !== undefined) await socket.ask(readFileSync(loginFile));
  replyBytes = (await socket.ask(message)).length;
}
const before = processorMs(Number(pid));
const start = performance.now();
const counts = await Promise.all(
  sockets.map(async (socket) => socket.repeat(message, replyBytes, start + Number(ms))),
);
const took = performance.now() - start;
const after = processorMs(Number(pid));
const serverMs = before === undefined || after === undefined ? undefined : after - before;
const count = counts.reduce((sum, n) => sum + n, 0);
console.log(JSON.stringify({ count, ms: took, serverMs, replyBytes }));
for (const socket of sockets) socket[Symbol.dispose]();
