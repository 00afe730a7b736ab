import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { Release, Source } from '@ocipkit/generator';

/** Name of the element that holds a batch of documents. */
export const BATCH = 'batch';
const DRIVER = 'conformance-batch.xsd';
const EMPTY = 'conformance-empty.xsd';
const EMPTY_SCHEMA = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>\n';
const BASE = 'OCISchemaBASE.xsd';
/** Stands in for the base file of a delivery that lacks it. */
const ownBase = new URL('../../../../schemas/open/base.xsd', import.meta.url);

/**
 * Writes the schemas of a release to a folder in a form that Xerces reads, with a driver schema that
 * lets one file hold any number of documents. The files are healed as the generator heals them, and
 * by other code: blanks around attribute values go, and includes of files that were not delivered
 * lead to an empty one.
 *
 * @returns path of the driver schema
 */
export function writeDriverSchema(source: Source, release: Release, folder: string): string {
  const texts = new Map<string, string>();
  for (const path of release.files) {
    const bytes = source.files.get(path);
    if (bytes !== undefined) texts.set(path, Buffer.from(bytes).toString('latin1'));
  }
  let base = [...texts].find(([, text]) => definesMessage.test(text))?.[0];
  if (base === undefined) {
    base = BASE;
    texts.set(base, readFileSync(ownBase, 'latin1'));
  }
  const paths = new Set(texts.keys());
  for (const [path, text] of texts) write(join(folder, path), healSchema(path, text, paths));
  write(join(folder, EMPTY), EMPTY_SCHEMA);
  const driver = join(folder, DRIVER);
  write(driver, driverSchema(release.entry, base));
  return driver;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, 'latin1');
}

function driverSchema(entry: string, base: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:core="C" elementFormDefault="qualified">
  <xs:import namespace="C" schemaLocation="${base}"/>
  <xs:include schemaLocation="${entry}"/>
  <xs:element name="${BATCH}">
    <xs:complexType>
      <xs:sequence>
        <xs:element ref="core:BroadsoftDocument" maxOccurs="unbounded"/>
      </xs:sequence>
    </xs:complexType>
  </xs:element>
</xs:schema>
`;
}

const definesMessage = /<(?:\w+:)?element\b[^>]*\sname\s*=\s*["']\s*BroadsoftDocument\b/;
const markup = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<[A-Za-z][^<>]*>/g;
const attribute = /(\s)([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')/g;
const inclusion = /^<(?:\w+:)?(?:include|import)\b/;

/** Heals one file; `paths` are the files there are. The text is taken byte by byte as ISO-8859-1. */
export function healSchema(path: string, text: string, paths: ReadonlySet<string>): string {
  return text.replace(markup, (tag) => {
    if (tag.startsWith('<!') || tag.startsWith('<?')) return tag;
    const trimmed = tag.replace(attribute, (_all, space: string, name: string, quoted: string) => {
      const value = quoted.slice(1, -1);
      // The value of a facet is for its type to read: blanks may be part of it.
      const kept = name === 'value' || name.startsWith('xmlns') ? value : value.trim();
      return `${space}${name}=${quoted.charAt(0)}${kept}${quoted.charAt(0)}`;
    });
    return inclusion.test(trimmed) ? healInclusion(path, trimmed, paths) : trimmed;
  });
}

function healInclusion(path: string, tag: string, paths: ReadonlySet<string>): string {
  const location = /schemaLocation\s*=\s*["']([^"']*)["']/.exec(tag)?.[1];
  if (location === undefined) return tag;
  const target = posix.join(posix.dirname(path), location.replaceAll('\\', '/'));
  const found = paths.has(target)
    ? target
    : [...paths].find((p) => p.toLowerCase() === target.toLowerCase());
  return tag.replace(location, posix.relative(posix.dirname(path), found ?? EMPTY));
}
