import { readFileSync } from 'node:fs';
import { decodeMessage, OCITable } from '@ocipkit/core';
import { XMLParser } from 'fast-xml-parser';
import { SaxesParser } from 'saxes';
import { resolve } from '../documents.js';
import { parserOptions } from '../generic-xml.js';
import { peakMb } from '../peak.js';

/*
 * Reads a table reply in one of several ways and prints what it took, as JSON.
 *
 * Arguments: the way, the file, how often it is read again.
 */

/** Each way returns the number of rows it has seen. */
const ways: Readonly<Record<string, (xml: string) => number>> = {
  nothing: () => 0,
  core(xml) {
    const [received] = decodeMessage(xml, { resolve }).commands;
    const table: unknown = Object.values(received?.command ?? {})[0];
    return table instanceof OCITable ? table.length : 0;
  },
  saxes(xml) {
    let rows = 0;
    let characters = 0;
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('text', (text) => (characters += text.length));
    parser.on('opentag', ({ name }) => (rows += name === 'row' ? 1 : 0));
    parser.write(xml).close();
    return characters > 0 ? rows : 0;
  },
  fxp(xml) {
    type Tree = readonly { readonly [name: string]: Tree }[];
    let level = new XMLParser(parserOptions).parse(xml) as Tree;
    for (const name of ['BroadsoftDocument', 'command', 'userTable']) {
      level = level.find((node) => node[name] !== undefined)?.[name] ?? [];
    }
    return level.filter((node) => node.row !== undefined).length;
  },
};

const [way = '', file = '', again = '0'] = process.argv.slice(2);
const read = ways[way];
if (read === undefined)
  throw new Error(`found '${way}', expected one of ${Object.keys(ways).join(', ')}`);
const xml = readFileSync(file, 'latin1');

function timed(work: (xml: string) => number): { ms: number; rows: number } {
  const start = performance.now();
  const rows = work(xml);
  return { ms: performance.now() - start, rows };
}

const first = timed(read);
const peak = peakMb();
const more = Array.from({ length: Number(again) }, () => timed(read).ms);
console.log(JSON.stringify({ rows: first.rows, firstMs: first.ms, peakMb: peak, moreMs: more }));
