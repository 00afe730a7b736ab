import { CallScope, type ScopeOptions } from '../../../src/call/scope.js';
import type { Channel, OutgoingText, Transport } from '../../../src/transport/transport.js';

export function document(content: string, encoding = 'ISO-8859-1'): string {
  return (
    `<?xml version="1.0" encoding="${encoding}"?>\n` +
    `<BroadsoftDocument protocol="OCI" xmlns="C">${content}</BroadsoftDocument>`
  );
}

export function message(content: string): OutgoingText {
  return { xml: document(content), encoding: 'ISO-8859-1' };
}

/** Sends one message within a scope of its own and gives the reply as text. */
export async function ask(
  channel: Channel,
  content: string,
  { timeoutMs = 5_000, signal }: Partial<ScopeOptions> = {},
): Promise<string> {
  using scope = new CallScope({ timeoutMs, signal });
  return asText(await channel.exchange(message(content), scope));
}

export async function open(
  transport: Transport,
  { timeoutMs = 5_000, signal }: Partial<ScopeOptions> = {},
): Promise<Channel> {
  using scope = new CallScope({ timeoutMs, signal });
  return await transport.open(scope);
}

export function asText(reply: Uint8Array | string): string {
  return typeof reply === 'string' ? reply : Buffer.from(reply).toString('latin1');
}

/** The error that a promise ends with. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => {
      throw new Error(`Expected an error, got ${String(value)}`);
    },
    (error: unknown) => error,
  );
}

interface SampleReply {
  readonly name: string;
  /** As it stands on the wire, without the line feed that follows. */
  readonly bytes: Buffer;
}

const command = (type: string, content: string): string =>
  `<command echo="" xsi:type="${type}" xmlns="" xmlns:c="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${content}</command>`;

/** Replies that are hard to tell the end of, or to read. Framing itself is tested where it is. */
export const replies = {
  umlauts: {
    name: 'ISO-8859-1',
    bytes: Buffer.from(document(command('X', '<lastName>Müller-Çelik</lastName>')), 'latin1'),
  },
  refusal: {
    name: 'a refusal whose detail quotes a whole message in CDATA',
    bytes: Buffer.from(
      document(
        command(
          'c:ErrorResponse',
          `<summary>[Error 6004] no</summary><summaryEnglish>[Error 6004] no</summaryEnglish>` +
            `<detail><![CDATA[in <BroadsoftDocument><x/></BroadsoftDocument> ]]]]></detail>`,
        ),
      ),
    ),
  },
  comments: {
    name: 'comments that hold the end tag',
    bytes: Buffer.from(
      document(`<!-- </BroadsoftDocument> - -->${command('c:SuccessResponse', '')}<!---->`),
    ),
  },
  utf8: {
    name: 'UTF-8',
    bytes: Buffer.from(document(command('X', '<lastName>Kovácsőű セールス</lastName>'), 'UTF-8')),
  },
} as const satisfies Readonly<Record<string, SampleReply>>;
