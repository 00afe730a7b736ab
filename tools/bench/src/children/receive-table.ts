import { once } from 'node:events';
import { connect as connectSocket } from 'node:net';
import { getHeapStatistics } from 'node:v8';
import { connect } from '@ocipkit/client';
import { UserGetListInGroupRequest } from '@ocipkit/commands/user';
import { encodeMessage } from '@ocipkit/core';
import { peakMb } from '../peak.js';

/*
 * Receives a table reply with the client, or its bytes alone, and prints what it took, as JSON.
 *
 * Arguments: `client` or `bytes`, the port of the platform.
 */

const request = new UserGetListInGroupRequest({ serviceProviderId: 'sp', GroupId: 'g' });

async function withClient(port: number): Promise<{ rows: number; bytes: number }> {
  await using client = await connect({
    url: `tcp://127.0.0.1:${String(port)}`,
    username: 'bench',
    password: 'bench',
  });
  const { userTable } = await client.send(request);
  return { rows: userTable.length, bytes: 0 };
}

async function bytesAlone(port: number): Promise<{ rows: number; bytes: number }> {
  const socket = connectSocket(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(encodeMessage({ identity: { sessionId: 's' }, commands: [request] }));
  const chunks: Buffer[] = [];
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    if (chunk.toString('latin1').trimEnd().endsWith('</BroadsoftDocument>')) break;
  }
  return { rows: 0, bytes: Buffer.concat(chunks).length };
}

const [way = '', port = '0'] = process.argv.slice(2);
const start = performance.now();
const result = await (way === 'client' ? withClient : bytesAlone)(Number(port));
const ms = performance.now() - start;
const heapMb = getHeapStatistics().total_heap_size / 1024 / 1024;
console.log(JSON.stringify({ ...result, ms, peakMb: peakMb(), heapMb }));
