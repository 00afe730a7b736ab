import type { OCICommand } from '../base/command.js';
import { ErrorResponse, SuccessResponse } from '../base/responses.js';
import { ContentDecoder } from '../codec/decode.js';
import type { Notice } from '../codec/notice.js';
import type { CommandClass } from '../descriptor/types.js';
import { MalformedMessageError } from '../errors.js';
import { decodeBytes, type MessageEncoding } from '../xml/encoding.js';
import {
  checkLength,
  readXml,
  type ElementAttributes,
  type ReadLimits,
  type XmlHandler,
} from '../xml/reader.js';
import { readTree, type XmlElement } from '../xml/tree.js';
import { HeaderElement } from './header.js';
import { identityNames, type Identity } from './identity.js';
import type { CommandResolver } from './resolver.js';

/** One command of a message that was received. */
export interface ReceivedCommand {
  /** Local name of its `xsi:type`. */
  readonly type: string;
  /** The typed command; undefined if the resolver does not know the type: see `raw`. */
  readonly command: OCICommand<string, object> | undefined;
  readonly echo: string | undefined;
  readonly requestLocale: string | undefined;
  /** What did not fit the schema; the rest of the command is there. */
  readonly notices: readonly Notice[];
  /** The command as received, element by element; read again on each call. */
  readonly raw: () => XmlElement;
}

/** A message as it was received. */
export interface IncomingMessage {
  readonly protocol: string;
  /** Undefined where the sender left it out. */
  readonly identity: Identity | undefined;
  readonly trackingId: string | undefined;
  readonly commands: readonly ReceivedCommand[];
}

/** How a message is read. */
export interface DecodeOptions {
  readonly resolve: CommandResolver;
  readonly limits?: ReadLimits | undefined;
  /** Taken where bytes have neither a byte order mark nor a declaration; default ISO-8859-1. */
  readonly fallbackEncoding?: MessageEncoding | undefined;
}

/**
 * Reads a message. Strict about being OCI-P, lenient about the content of its commands.
 *
 * @throws MalformedMessageError if it is not well-formed, truncated, has a DOCTYPE, exceeds a limit,
 * or is not a BroadsoftDocument with typed commands
 */
export function decodeMessage(
  message: Uint8Array | string,
  options: DecodeOptions,
): IncomingMessage {
  if (typeof message !== 'string') checkLength(message.byteLength, 'bytes', options.limits);
  const text =
    typeof message === 'string' ? message : decodeBytes(message, options.fallbackEncoding);
  // Some senders leave blanks or a byte order mark before the declaration, where XML allows neither.
  const xml = text.trimStart();
  const { resolve, limits } = options;
  return readXml(xml, () => new MessageHandler(resolve, xml, limits), limits).message();
}

/** Takes a document apart: the root, the header, and the commands it hands on. */
class MessageHandler implements XmlHandler {
  readonly #resolve: CommandResolver;
  readonly #xml: string;
  readonly #limits: ReadLimits | undefined;
  readonly #commands: ReceivedCommand[] = [];
  readonly #headers: HeaderElement[] = [];
  #protocol = '';
  #depth = 0;
  #content: ContentDecoder | undefined;
  #openHeader: HeaderElement | undefined;

  constructor(resolve: CommandResolver, xml: string, limits: ReadLimits | undefined) {
    this.#resolve = resolve;
    this.#xml = xml;
    this.#limits = limits;
  }

  open(name: string, attributes: ElementAttributes): void {
    this.#depth += 1;
    if (this.#depth === 1) this.#openRoot(name, attributes);
    else if (this.#depth > 2) {
      if (this.#openHeader !== undefined) this.#openHeader.open(name);
      else this.#content?.open(name, attributes);
    } else if (name === 'command') this.#openCommand(attributes);
    else {
      this.#openHeader = new HeaderElement(name);
      this.#headers.push(this.#openHeader);
    }
  }

  text(text: string): void {
    if (this.#openHeader !== undefined) this.#openHeader.text(text);
    else this.#content?.text(text);
  }

  close(): void {
    this.#depth -= 1;
    if (this.#depth > 1) {
      if (this.#openHeader !== undefined) this.#openHeader.close();
      else this.#content?.close();
    } else if (this.#depth === 1) {
      this.#content?.finish();
      this.#content = undefined;
      this.#openHeader = undefined;
    }
  }

  message(): IncomingMessage {
    if (this.#commands.length === 0) {
      throw new MalformedMessageError('not-oci', 'The message has no command.');
    }
    return {
      protocol: this.#protocol,
      identity: this.#identity(),
      trackingId: this.#headers.find((h) => h.name === 'trackingId')?.token,
      commands: this.#commands,
    };
  }

  #openRoot(name: string, { plain }: ElementAttributes): void {
    if (name !== 'BroadsoftDocument') {
      throw new MalformedMessageError(
        'not-oci',
        `Found <${name}> where an OCI-P message begins with <BroadsoftDocument>.` +
          (/^html$/i.test(name) ? ' This is a web page: check host, port and path.' : ''),
      );
    }
    this.#protocol = plain.get('protocol') ?? '';
  }

  #openCommand({ type, plain }: ElementAttributes): void {
    if (type === undefined) {
      throw new MalformedMessageError(
        'not-oci',
        `Command ${String(this.#commands.length + 1)} of the message has no xsi:type.`,
      );
    }
    const known = builtin(type) ?? this.#resolve(type);
    let command: OCICommand<string, object> | undefined;
    if (known !== undefined) {
      // Without its constructor: what was received is taken as it is.
      command = Object.create(known.prototype as object) as OCICommand<string, object>;
      this.#content = new ContentDecoder(known.$, command);
      this.#content.attributes(plain);
    }
    const index = this.#commands.length;
    const xml = this.#xml;
    const limits = this.#limits;
    this.#commands.push({
      type,
      command,
      echo: plain.get('echo'),
      requestLocale: plain.get('requestLocale'),
      notices: this.#content?.notices ?? [],
      raw: () => rawCommand(xml, index, limits),
    });
  }

  #identity(): Identity | undefined {
    for (const element of this.#headers) {
      const name = identityNames.find((n) => n === element.name);
      if (name !== undefined) return element.asIdentity(name);
    }
    return undefined;
  }
}

function builtin(type: string): CommandClass | undefined {
  if (type === 'SuccessResponse') return SuccessResponse;
  return type === 'ErrorResponse' ? ErrorResponse : undefined;
}

function rawCommand(xml: string, index: number, limits: ReadLimits | undefined): XmlElement {
  const root = readTree(xml, limits);
  const command = root.children.filter((c) => c.name === 'command')[index];
  return command ?? root;
}
