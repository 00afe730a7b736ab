import { createHash } from 'node:crypto';
import diagnostics from 'node:diagnostics_channel';
import { inspect } from 'node:util';
import { escapeText } from '@ocipkit/core';
import type { Logger } from '../../src/observe/logger.js';
import type { Tracer } from '../../src/observe/tracing.js';
import { hashPassword, signPassword } from '../../src/session/credentials.js';

/** The nonce of every signed login in these tests. */
export const NONCE = '1700000000000';

/**
 * Keeps everything that a client and its errors let out: log lines, channels, spans, warnings, what
 * goes to stdout and stderr, and every way to print what it is shown.
 */
export class Watch implements Disposable {
  readonly #lines: string[] = [];
  readonly #undo: (() => void)[] = [];
  /** Log lines, events and spans seen so far. */
  events = 0;

  readonly logger: Logger = {
    debug: (fields, message) => this.#event([fields, message]),
    info: (fields, message) => this.#event([fields, message]),
    warn: (fields, message) => this.#event([fields, message]),
    error: (fields, message) => this.#event([fields, message]),
  };

  readonly tracer: Tracer = {
    startSpan: (name, options) => {
      this.#event([name, options]);
      return {
        setAttributes: (attributes) => this.#event(attributes),
        setStatus: (status) => this.#event(status),
        end: () => undefined,
      };
    },
  };

  constructor() {
    const onMessage = (event: unknown): void => this.#event(event);
    for (const name of ['connect', 'exchange', 'retry']) {
      const channel = `ocipkit:client:${name}`;
      diagnostics.subscribe(channel, onMessage);
      this.#undo.push(() => diagnostics.unsubscribe(channel, onMessage));
    }
    const onWarning = (warning: Error): void => this.see(warning);
    process.on('warning', onWarning);
    this.#undo.push(() => process.off('warning', onWarning));
    for (const stream of [process.stdout, process.stderr]) {
      const write = stream.write.bind(stream);
      stream.write = (chunk: string | Uint8Array, ...rest: never[]) => {
        this.#lines.push(String(chunk));
        return write(chunk, ...rest);
      };
      this.#undo.push(() => (stream.write = write));
    }
  }

  #event(event: unknown): void {
    this.events += 1;
    this.see(event);
  }

  /** Prints a thing in every way there is. */
  see(thing: unknown): void {
    this.#lines.push(...printed(thing, new Set()));
  }

  /** Keeps a text that was printed elsewhere. */
  note(text: string): void {
    this.#lines.push(text);
  }

  /** All of it, one text. */
  get text(): string {
    return this.#lines.join('\n');
  }

  [Symbol.dispose](): void {
    for (const undo of this.#undo.splice(0)) undo();
  }
}

function printed(thing: unknown, seen: Set<unknown>): string[] {
  if (seen.has(thing)) return [];
  seen.add(thing);
  const lines = [
    String(thing),
    String(asJson(thing)),
    inspect(thing, { depth: 12, showHidden: true, maxStringLength: null, maxArrayLength: null }),
  ];
  if (thing instanceof Error) lines.push(thing.name, thing.message, thing.stack ?? '');
  if (thing instanceof Error || Array.isArray(thing)) {
    for (const key of Reflect.ownKeys(thing)) {
      lines.push(...printed((thing as unknown as Record<PropertyKey, unknown>)[key], seen));
    }
  }
  return lines;
}

function asJson(thing: unknown): string | undefined {
  const path: unknown[] = [];
  // Of undefined there is none, whatever the type says.
  const text = JSON.stringify(thing, function (this: unknown, _key, value) {
    while (path.length > 0 && path.at(-1) !== this) path.pop();
    if (path.includes(value)) return '[circular]';
    if (typeof value === 'object' && value !== null) path.push(value);
    return typeof value === 'bigint' ? String(value) : (value as unknown);
  });
  return text;
}

/** Every form in which a secret could be told, by what the form is called. */
function formsOf(secret: string): ReadonlyMap<string, string> {
  const utf8 = Buffer.from(secret, 'utf8');
  const hash = hashPassword(secret);
  const forms: [string, string][] = [
    ['as it is', secret],
    ['escaped for XML', escapeText(secret)],
    ['escaped twice', escapeText(escapeText(secret))],
    ['with references for characters beyond ISO-8859-1', asReferences(escapeText(secret))],
    ['UTF-8 read as ISO-8859-1', utf8.toString('latin1')],
    ['escaped for a URL', encodeURIComponent(secret)],
    ['in JSON', JSON.stringify(secret).slice(1, -1)],
    ['as inspect shows it', inspect(secret).slice(1, -1)],
    ['base64', utf8.toString('base64')],
    ['base64url', utf8.toString('base64url')],
    ['base64 of a basic login', Buffer.from(`scout:${secret}`).toString('base64')],
    ['hex', utf8.toString('hex')],
    ['SHA-1', hash],
    ['SHA-1 in upper case', hash.toUpperCase()],
    ['SHA-1 of ISO-8859-1', createHash('sha1').update(secret, 'latin1').digest('hex')],
    ['signed', signPassword(hash, NONCE)],
    ['signed, given as a hash', signPassword(secret, NONCE)],
  ];
  // The beginning alone is too much as well, whatever follows it.
  forms.push(['its beginning', secret.slice(0, 6)], ['its end', secret.slice(-6)]);
  return new Map(forms);
}

function asReferences(text: string): string {
  return Array.from(text, (c) => {
    const code = c.codePointAt(0) ?? 0;
    return code > 0xff ? `&#x${code.toString(16).toUpperCase()};` : c;
  }).join('');
}

/** The forms of a secret that occur in a text. */
export function leaksOf(secret: string, text: string): string[] {
  return Array.from(formsOf(secret))
    .filter(([, form]) => text.includes(form))
    .map(([name]) => name);
}
