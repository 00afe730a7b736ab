import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Batch } from '../src/oracle/batch.js';
import { messagesByDocument, parseMessages } from '../src/oracle/messages.js';
import { temporaryFolder } from './fixture/java.js';

const folder = temporaryFolder();
afterAll(folder.remove);

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const documents = [
  '<?xml version="1.0" encoding="ISO-8859-1"?>\n<a>é</a>\n',
  '<b>\nof\nthree lines</b>',
  '<c/>\n',
];

function batchOf(name: string, texts: readonly string[] = documents): Batch {
  const batch = new Batch(join(folder.path, name));
  for (const text of texts) batch.add(latin1(text));
  batch.close();
  return batch;
}

describe('a batch of documents', () => {
  it('holds them under one root, in the bytes they are sent in, without their declarations', () => {
    const batch = batchOf('whole.xml');
    expect(readFileSync(batch.path, 'latin1').split('\n')).toEqual([
      '<?xml version="1.0" encoding="ISO-8859-1"?>',
      '<batch>',
      '<a>é</a>',
      '<b>',
      'of',
      'three lines</b>',
      '<c/>',
      '</batch>',
      '',
    ]);
  });

  it('finds a document by any of its lines, and none by the lines around', () => {
    const batch = batchOf('lines.xml');
    const found = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((line) => batch.documentAt(line));
    expect(found).toEqual([undefined, undefined, 0, 1, 1, 1, 2, undefined, undefined]);
  });

  it('finds each of many documents', () => {
    const many = Array.from({ length: 1000 }, (_, i) => `<d>${'\n'.repeat(i % 4)}</d>`);
    const batch = batchOf('many.xml', many);
    const lines = readFileSync(batch.path, 'latin1').split('\n');
    let document = -1;
    lines.slice(2, -2).forEach((line, i) => {
      if (line.startsWith('<d>')) document += 1;
      expect(batch.documentAt(i + 3)).toBe(document);
    });
    expect(document).toBe(999);
  });

  it('gives a document back', () => {
    const batch = batchOf('back.xml');
    const texts = [0, 1, 2].map((i) => Buffer.from(batch.document(i)).toString('latin1'));
    expect(texts).toEqual(['<a>é</a>\n', '<b>\nof\nthree lines</b>\n', '<c/>\n']);
  });

  it('makes a batch of what is left', () => {
    const rest = batchOf('first.xml').from(1, join(folder.path, 'rest.xml'));
    expect(rest.size).toBe(2);
    expect(readFileSync(rest.path, 'latin1')).toContain(
      '<batch>\n<b>\nof\nthree lines</b>\n<c/>\n</batch>',
    );
  });

  it('takes nothing in once it is closed', () => {
    const batch = batchOf('closed.xml', []);
    expect(() => batch.document(0)).not.toThrow();
    expect(() => {
      batch.add(latin1(`<x>${'x'.repeat(2 << 20)}</x>`));
    }).toThrow(/closed/);
  });
});

describe('what the validator says', () => {
  const output =
    'Picked up JAVA_TOOL_OPTIONS: -Xmx1g\n' +
    "[error] cvc-a: Value 'x\ny (2:1)' is bad. (4:12)\n" +
    '[error] cvc-b: also (6:3)\n' +
    '[warning] odd (7:1)\n' +
    '[fatal] no such file\n';

  it('is taken apart, a message of several lines included', () => {
    expect(parseMessages(output)).toEqual([
      { severity: 'error', text: "cvc-a: Value 'x\ny (2:1)' is bad.", line: 4 },
      { severity: 'error', text: 'cvc-b: also', line: 6 },
      { severity: 'warning', text: 'odd', line: 7 },
      { severity: 'fatal', text: 'no such file', line: undefined },
    ]);
  });

  it('is assigned to its documents', () => {
    const batch = batchOf('assigned.xml');
    const messages = parseMessages(output).filter((m) => m.line !== undefined);
    expect(messagesByDocument(messages, batch)).toEqual(
      new Map([
        [1, ["cvc-a: Value 'x\ny (2:1)' is bad.", 'cvc-b: also']],
        [2, ['odd']],
      ]),
    );
  });

  it('is an error of the run where it is about no document', () => {
    const batch = batchOf('none.xml');
    expect(() => messagesByDocument(parseMessages(output), batch)).toThrow(/no such file/);
    const outside = parseMessages('[error] cvc-elt.1: no declaration (2:8)\n');
    expect(() => messagesByDocument(outside, batch)).toThrow(/no declaration/);
  });
});
