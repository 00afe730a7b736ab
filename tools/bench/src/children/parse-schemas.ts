import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';

/*
 * Makes a generic tree of every file it is given: the least that a program which reads them does.
 */

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
});
for (const file of process.argv.slice(2)) parser.parse(readFileSync(file, 'utf8'));
