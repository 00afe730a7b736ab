import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';

/** A named type as far as its prose goes. */
export interface ReleaseType {
  readonly name: string;
  readonly simple: boolean;
  readonly doc: string;
  /** Elements, those of anonymous types included. */
  readonly fields: readonly string[];
  readonly required: readonly string[];
  readonly tables: readonly { readonly name: string; readonly doc: string }[];
}

type Xml = Readonly<Record<string, unknown>>;

/** The folder of a release, if it is among those at hand. */
export function releaseFolder(release: string): string | undefined {
  const { OCIPKIT_RELEASES: releases } = process.env;
  if (releases === undefined) return undefined;
  const folder = join(releases, release);
  return existsSync(folder) ? folder : undefined;
}

/** All named types in a folder. Knows no namespaces: in full releases `xs` is the schema's prefix. */
export function readTypes(folder: string): ReleaseType[] {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseAttributeValue: false,
    parseTagValue: false,
    trimValues: false,
  });
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.xsd'))
    .sort();
  return files.flatMap((file) => {
    const [schema] = children(parser.parse(readFileSync(join(folder, file))) as Xml, 'xs:schema');
    if (schema === undefined) return [];
    return [
      ...children(schema, 'xs:complexType').map((type) => readType(type, false)),
      ...children(schema, 'xs:simpleType').map((type) => readType(type, true)),
    ];
  });
}

function readType(type: Xml, simple: boolean): ReleaseType {
  const elements = elementsIn(type);
  return {
    name: attribute(type, 'name'),
    simple,
    doc: docOf(type),
    fields: elements.map((element) => attribute(element, 'name')),
    required: elements
      .filter((element) => attribute(element, 'minOccurs') !== '0')
      .map((element) => attribute(element, 'name')),
    tables: elements
      .filter((element) => attribute(element, 'type') === 'core:OCITable')
      .map((element) => ({ name: attribute(element, 'name'), doc: docOf(element) })),
  };
}

function elementsIn(node: Xml): Xml[] {
  return Object.keys(node).flatMap((key) =>
    children(node, key).flatMap((child) =>
      key === 'xs:element' ? [child, ...elementsIn(child)] : elementsIn(child),
    ),
  );
}

function docOf(node: Xml): string {
  return children(node, 'xs:annotation')
    .flatMap((annotation) => [annotation['xs:documentation']].flat())
    .map((doc) => (typeof doc === 'string' ? doc : ''))
    .join('\n\n');
}

function children(node: Xml, name: string): Xml[] {
  return [node[name]]
    .flat()
    .filter((child): child is Xml => typeof child === 'object' && child !== null);
}

function attribute(node: Xml, name: string): string {
  const value = node[`@${name}`];
  return typeof value === 'string' ? value.trim() : '';
}
