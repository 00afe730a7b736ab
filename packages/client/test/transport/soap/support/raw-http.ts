import type { Socket } from 'node:net';
import { parseEndpoint, type Endpoint } from '../../../../src/transport/endpoint.js';
import { serveTcp, type TestServer } from '../../support/servers.js';

/** A front end that HTTP libraries would not let us write; it speaks once a whole request is there. */
export async function serveRaw(
  onRequest: (socket: Socket, number: number) => void,
): Promise<TestServer & { readonly endpoint: Endpoint }> {
  let number = 0;
  const server = await serveTcp((socket) => {
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (!text.endsWith('</soapenv:Envelope>')) return;
      text = '';
      onRequest(socket, (number += 1));
    });
  });
  return { ...server, endpoint: parseEndpoint(`http://127.0.0.1:${String(server.port)}`) };
}

/** An HTTP message with its lengths right. */
export function httpReply(body: string, head = '200 OK'): string {
  return (
    `HTTP/1.1 ${head}\r\nContent-Type: text/xml\r\n` +
    `Content-Length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`
  );
}
