import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Diagnostics, readRelease, readSource, type Source } from '@ocipkit/generator';
import { afterAll, describe, expect, it } from 'vitest';
import { healSchema, writeDriverSchema } from '../src/oracle/schema.js';
import { temporaryFolder } from './fixture/java.js';

const folder = temporaryFolder();
afterAll(folder.remove);

const miniature = readSource(fileURLToPath(new URL('fixture/release', import.meta.url)));
const paths = new Set(['Main.xsd', 'Services/One.xsd']);
const heal = (text: string): string => healSchema('Main.xsd', text, paths);

describe('the healing of a schema file', () => {
  it.each([
    ['<xs:element nillable="true "/>', '<xs:element nillable="true"/>'],
    ["<xs:element\n maxOccurs = ' unbounded'/>", "<xs:element\n maxOccurs='unbounded'/>"],
    [
      '<xs:include schemaLocation="Services\\One.xsd"/>',
      '<xs:include schemaLocation="Services/One.xsd"/>',
    ],
    [
      '<xs:include schemaLocation="services/one.xsd"/>',
      '<xs:include schemaLocation="Services/One.xsd"/>',
    ],
    [
      '<xs:include schemaLocation="Gone.xsd"/>',
      '<xs:include schemaLocation="conformance-empty.xsd"/>',
    ],
  ])('turns %s into %s', (text, healed) => {
    expect(heal(text)).toBe(healed);
  });

  it.each([
    '<xs:pattern value=" [ ]"/>',
    '<xs:enumeration value="Light Blue "/>',
    '<!-- <xs:element nillable="true "/> -->',
    '<?xml version="1.0" encoding="UTF-8" ?>',
    'name=" text "',
  ])('leaves %s alone', (text) => {
    expect(heal(text)).toBe(text);
  });

  it('finds files from the folder of the file that names them', () => {
    const text = '<xs:include schemaLocation="../main.xsd"/>';
    expect(healSchema('Services/One.xsd', text, paths)).toContain('"../Main.xsd"');
  });
});

describe('the driver schema', () => {
  const write = (source: Source, name: string): string => {
    const release = readRelease(source, {}, new Diagnostics());
    return writeDriverSchema(source, release, join(folder.path, name));
  };

  it('takes in the entry of the release and the file that defines messages', () => {
    const driver = write(miniature, 'whole');
    expect(readFileSync(driver, 'utf8')).toContain(
      '<xs:include schemaLocation="OCISchemaAS.xsd"/>',
    );
    expect(readFileSync(driver, 'utf8')).toContain('schemaLocation="OCISchemaBASE.xsd"');
    expect(readFileSync(join(dirname(driver), 'OCISchemaAS.xsd'), 'utf8')).toContain(
      'nillable="true"',
    );
  });

  it('brings a base of its own where the delivery has none', () => {
    const files = new Map([...miniature.files].filter(([path]) => path !== 'OCISchemaBASE.xsd'));
    const driver = write({ ...miniature, files }, 'without-base');
    const base = readFileSync(join(dirname(driver), 'OCISchemaBASE.xsd'), 'utf8');
    expect(base).toContain('BroadsoftDocument');
  });
});
