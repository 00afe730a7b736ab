import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { readTree } from '@ocipkit/core';
import { parseEndpoint, type Endpoint } from '../../../../src/transport/endpoint.js';

/** A request as the front end got it. */
export interface SoapRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The OCI-P document, whichever form the request has. */
  readonly document: string;
}

export interface SoapServer extends AsyncDisposable {
  readonly port: number;
  readonly endpoint: Endpoint;
  readonly requests: readonly SoapRequest[];
  /** All that ever connected, in order. */
  readonly sockets: readonly Socket[];
}

type Handler = (response: ServerResponse, request: SoapRequest, number: number) => void;

/** A web front end on the loopback interface; `number` counts the requests from 1. */
export function serveSoap(handler: Handler, tls?: ServerOptions): Promise<SoapServer> {
  const server = tls === undefined ? createServer() : createTlsServer(tls);
  return listen(server, tls === undefined ? 'http' : 'https', handler);
}

async function listen(server: Server, scheme: string, handler: Handler): Promise<SoapServer> {
  const requests: SoapRequest[] = [];
  const sockets: Socket[] = [];
  server.on('connection', (socket: Socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
  });
  server.on('tlsClientError', () => undefined);
  server.on('request', (incoming: IncomingMessage, response: ServerResponse) => {
    response.on('error', () => undefined);
    void read(incoming).then((request) => {
      requests.push(request);
      handler(response, request, requests.length);
    }, ignoreCut);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    requests,
    sockets,
    endpoint: parseEndpoint(`${scheme}://127.0.0.1:${String(port)}`),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function read(incoming: IncomingMessage): Promise<SoapRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString('utf8');
  const { method = '', url = '', headers } = incoming;
  return { method, path: url, headers, body, document: documentIn(body) };
}

/** A client that went away in the middle is what some tests are about. */
function ignoreCut(error: unknown): void {
  if ((error as { code?: unknown }).code !== 'ECONNRESET') throw error;
}

function documentIn(body: string): string {
  const call = readTree(body).children.find((c) => c.name === 'Body')?.children[0];
  const argument = call?.children[0];
  if (call?.name !== 'processOCIMessage' || argument === undefined) {
    throw new Error(`No call of the service: ${body}`);
  }
  return argument.text;
}

const XML = { 'Content-Type': 'text/xml; charset=utf-8' };

/** Answers with a document, in the shape that servers were seen to use. */
export function reply(
  response: ServerResponse,
  document: string,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): void {
  response.writeHead(200, { ...XML, ...headers }).end(replyEnvelope(escape(document)));
}

/** @param payload as it is to stand in the element */
export function replyEnvelope(payload: string): string {
  return envelope(
    `<processOCIMessageResponse xmlns="">` +
      `<ns1:processOCIMessageReturn xmlns:ns1="urn:com:broadsoft:webservice">${payload}` +
      `</ns1:processOCIMessageReturn></processOCIMessageResponse>`,
  );
}

export function envelope(content: string): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope ` +
    `xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>${content}` +
    `</soapenv:Body></soapenv:Envelope>`
  );
}

export function faultEnvelope(text: string, detail: string): string {
  return envelope(
    `<soapenv:Fault><faultcode>soapenv:Server.generalException</faultcode>` +
      `<faultstring>${text}</faultstring><faultactor>ProvisioningService</faultactor>` +
      `<detail>${detail}</detail></soapenv:Fault>`,
  );
}

export const NOT_LOGGED_IN = faultEnvelope(
  'INVALID_REQUEST',
  '<string>Cannot process any request before user is logged in.</string>',
);

export function fault(response: ServerResponse, body: string, status = 500): void {
  response.writeHead(status, XML).end(body);
}

export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
