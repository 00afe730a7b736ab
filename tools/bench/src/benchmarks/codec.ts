import { isDeepStrictEqual } from 'node:util';
import { decodeMessage, encodeMessage } from '@ocipkit/core';
import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import type { Benchmark } from '../benchmark.js';
import { documents, resolve, type Document } from '../documents.js';
import { builderOptions, parserOptions } from '../generic-xml.js';
import { ratioAtLeast, row, type Row } from '../report.js';
import { alternate } from '../stats.js';

/** Milliseconds that a subject works in each round. */
const SLICE = 50;

/** Rounds that are run before any is counted. */
const WARM_UP = 3;

const parser = new XMLParser(parserOptions);
// eslint-disable-next-line @typescript-eslint/no-deprecated -- the parser's own counterpart
const builder = new XMLBuilder(builderOptions);

/** Typed encoding and decoding against the generic half of that work. */
export const codec: Benchmark = {
  name: 'codec',
  title: 'messages to bytes and back, core against a generic XML library',
  runs: 15,
  measure(_setting, runs) {
    const rows: Row[] = [];
    for (const document of documents) rows.push(...measureDocument(document, runs));
    return {
      notes: [
        'Ratios are of operations per second, to fast-xml-parser, which goes from bytes to a generic ' +
          'tree, or from that tree to bytes: no types, no choice of elements, no check.',
        'Core goes from typed commands to bytes, or from bytes to typed commands.',
      ],
      rows,
    };
  },
};

function measureDocument({ name, commands }: Document, runs: number): Row[] {
  const message = { identity: { sessionId: 'session-1234567890' }, commands };
  const bytes = encodeMessage(message);
  const tree = parse(bytes);
  assertSame(bytes, build(tree), name);
  const rates = alternate(runs + WARM_UP, {
    checked: () => rate(() => encodeMessage(message)),
    unchecked: () => rate(() => encodeMessage(message, { validate: false })),
    build: () => rate(() => build(tree)),
    decode: () => rate(() => decodeMessage(bytes, { resolve })),
    parse: () => rate(() => parse(bytes)),
  });
  const warm = (list: readonly number[]): number[] => list.slice(WARM_UP);
  const builds = warm(rates.build);
  const parses = warm(rates.parse);
  const goal = ratioAtLeast(1);
  const size = `${(bytes.length / 1000).toFixed(1)} kB`;
  return [
    row(`${name} (${size}): encode, checked`, '1/s', warm(rates.checked), { base: builds, goal }),
    row(`${name}: encode, unchecked`, '1/s', warm(rates.unchecked), { base: builds, goal }),
    row(`${name}: generic build`, '1/s', builds),
    row(`${name}: decode`, '1/s', warm(rates.decode), { base: parses, goal }),
    row(`${name}: generic parse`, '1/s', parses),
  ];
}

function parse(bytes: Uint8Array): unknown {
  return parser.parse(asBuffer(bytes).toString('latin1'));
}

function build(tree: unknown): Uint8Array {
  return Buffer.from(builder.build(tree), 'latin1');
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** What is compared has to come to the same. */
function assertSame(ours: Uint8Array, generic: Uint8Array, name: string): void {
  const [a, b] = [ours, generic].map((bytes) =>
    decodeMessage(bytes, { resolve }).commands.map(({ command, notices }) => ({
      fields: Object.entries(command ?? {}),
      notices,
    })),
  );
  if (!isDeepStrictEqual(a, b) || a?.some((c) => c.notices.length > 0) !== false) {
    throw new Error(`${name}: the two libraries do not write the same message`);
  }
}

/** How often the work can be done in a second. */
function rate(work: () => unknown): number {
  const start = performance.now();
  let count = 0;
  for (;;) {
    work();
    count += 1;
    const ms = performance.now() - start;
    if (ms >= SLICE) return (count / ms) * 1000;
  }
}
