import { createServer, type Socket } from 'node:net';
import { encodeMessage, SuccessResponse } from '@ocipkit/core';
import { userList, userRecord } from '../documents.js';

/*
 * A platform that does next to nothing: every message gets a reply that was made beforehand. It reads
 * a message as far as it has to in order to tell which.
 *
 * Arguments: what a reply holds beside the login: `success`, `record` or `table`; rows of the table;
 * milliseconds before each reply. Prints its port.
 */

const [content = 'success', rows = '0', delay = '0'] = process.argv.slice(2);
const delayMs = Number(delay);

const END = Buffer.from('</BroadsoftDocument>');

type Answer = Parameters<typeof encodeMessage>[0]['commands'][number];

const encoded = (commands: readonly Answer[]): Buffer =>
  Buffer.from(encodeMessage({ identity: { sessionId: '' }, commands }, { validate: false }));

/** Commands of the login; written out, since only the client knows their classes. */
const bare = (type: string, fields: string): Buffer =>
  Buffer.from(
    `<?xml version="1.0" encoding="ISO-8859-1"?>\n<BroadsoftDocument protocol="OCI" xmlns="C" ` +
      `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><command xmlns="" ` +
      `xsi:type="${type}">${fields}</command></BroadsoftDocument>\n`,
  );

const challenge = bare(
  'AuthenticationResponse',
  '<userId>a</userId><nonce>1700000000000</nonce><passwordAlgorithm>MD5</passwordAlgorithm>',
);
const account = bare(
  'LoginResponse14sp4',
  '<loginType>System</loginType><locale>en_US</locale><encoding>ISO-8859-1</encoding>' +
    '<isEnterprise>false</isEnterprise><userDomain>example.com</userDomain>',
);

function answer(): Answer {
  if (content === 'record') return userRecord;
  if (content === 'table') return userList(Number(rows));
  return new SuccessResponse();
}

/** Replies by the number of commands that they answer. */
const replies = new Map<number, Buffer>();

function replyTo(message: Buffer): Buffer {
  if (message.includes('"AuthenticationRequest"')) return challenge;
  if (message.includes('"LoginRequest14sp4"')) return account;
  let count = 0;
  for (let at = message.indexOf('<command '); at >= 0; at = message.indexOf('<command ', at + 9)) {
    count += 1;
  }
  let reply = replies.get(count);
  if (reply === undefined) {
    reply = encoded(Array.from({ length: count }, answer));
    replies.set(count, reply);
  }
  return reply;
}

// Made before anybody waits for it.
replyTo(Buffer.from('<command '));

const server = createServer((socket: Socket) => {
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  let pending: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    if (!pending.includes(END)) return;
    const reply = replyTo(pending);
    pending = Buffer.alloc(0);
    if (delayMs === 0) socket.write(reply);
    else setTimeout(() => socket.write(reply), delayMs);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' && address !== null ? address.port : 0);
});
