import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  Diagnostics,
  generate,
  GenerationError,
  readRelease,
  type Diagnostic,
  type DiagnosticCode,
  type GenerateOptions,
  type GenerateResult,
  type Release,
  type ReleaseOptions,
  type Source,
} from '../../src/index.js';

/** The folder of an invented release. */
export const kites: string = resolve(import.meta.dirname, '../fixtures/kites');

/** Schema files by their path. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

const NAMESPACES =
  'xmlns:core="C" xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"';

/** The text of a schema file. The body begins on line 2, so line numbers are easy to tell. */
export function schema(body: string): string {
  return `<xs:schema ${NAMESPACES}><xs:import namespace="C" schemaLocation="OCISchemaBASE.xsd"/>\n${body}\n</xs:schema>\n`;
}

/** A request with the given particles. */
export function request(name: string, particles = '', doc = ''): string {
  return command(name, 'core:OCIRequest', particles, doc);
}

/** A data response with the given particles. */
export function response(name: string, particles = '', doc = ''): string {
  return command(name, 'core:OCIDataResponse', particles, doc);
}

/** A type that extends another. */
export function command(name: string, base: string, particles = '', doc = ''): string {
  return (
    `<xs:complexType name="${name}">${documentation(doc)}<xs:complexContent><xs:extension base="${base}">` +
    `<xs:sequence>${particles}</xs:sequence></xs:extension></xs:complexContent></xs:complexType>`
  );
}

/** A type with the given particles and without a base. */
export function type(name: string, particles = '', doc = ''): string {
  return `<xs:complexType name="${name}">${documentation(doc)}<xs:sequence>${particles}</xs:sequence></xs:complexType>`;
}

/** An element, with further attributes as they are written. */
export function element(name: string, typeName = 'xs:token', attributes = ''): string {
  return `<xs:element name="${name}" type="${typeName}" ${attributes}/>`;
}

/** A restriction of a simple type by the given facets. */
export function simple(name: string, base: string, facets = ''): string {
  return `<xs:simpleType name="${name}"><xs:restriction base="${base}">${facets}</xs:restriction></xs:simpleType>`;
}

function documentation(doc: string): string {
  return doc === ''
    ? ''
    : `<xs:annotation><xs:documentation>${doc}</xs:documentation></xs:annotation>`;
}

const base: Files = Object.fromEntries(
  ['OCISchemaBASE.xsd', 'OCISchemaBaseDataTypes.xsd'].map((name) => [
    name,
    readFileSync(join(kites, name)),
  ]),
);

/**
 * A release in memory. A text stands for its only file; the base types are there unless a file says
 * otherwise, or `withoutBase` is set.
 */
export function sourceOf(content: string | Files, withoutBase = false): Source {
  const own: Files = typeof content === 'string' ? { 'OCISchemaAS.xsd': schema(content) } : content;
  const files = Object.entries({ ...(withoutBase ? {} : base), ...own }).map(
    ([path, text]) => [path, typeof text === 'string' ? Buffer.from(text) : text] as const,
  );
  return { files: new Map(files.sort(([a], [b]) => (a < b ? -1 : 1))), path: 'memory' };
}

export interface ReadResult {
  readonly release: Release;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a release that can be read. */
export function read(content: string | Files | Source, options: ReleaseOptions = {}): ReadResult {
  const source = isSource(content) ? content : sourceOf(content);
  const diagnostics = new Diagnostics();
  const release = readRelease(source, options, diagnostics);
  return { release, diagnostics: diagnostics.list };
}

/** Reads a release that can't be read, and gives what it is refused for. */
export function refusal(
  content: string | Files | Source,
  options: ReleaseOptions = {},
): readonly Diagnostic[] {
  return refused(() => read(content, options));
}

/** What an action is refused for. */
export function refused(action: () => unknown): readonly Diagnostic[] {
  try {
    action();
  } catch (error) {
    if (error instanceof GenerationError) {
      return error.diagnostics.filter((d) => d.severity === 'error');
    }
    throw error;
  }
  throw new Error('nothing was refused');
}

function isSource(content: string | Files | Source): content is Source {
  return typeof content === 'object' && content.files instanceof Map;
}

/** A folder of its own for a test, with the given files. */
export function folder(files: Files = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'ocip-generator-'));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  write(root, files);
  return root;
}

/** Writes files into a folder. */
export function write(root: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

/** Generates a release given as texts; nothing is written unless `out` is set. */
export function run(
  content: string | Files,
  options: Partial<GenerateOptions> = {},
): GenerateResult {
  const own: Files = typeof content === 'string' ? { 'OCISchemaAS.xsd': schema(content) } : content;
  return generate({ schemas: folder({ ...base, ...own }), label: 'test', ...options });
}

/** A generated file as text; fails if there is none. */
export function fileOf({ output }: GenerateResult, path: string): string {
  const text = output.get(path);
  if (text === undefined) {
    throw new Error(`${path} was not generated, only ${[...output.keys()].join(', ')}`);
  }
  return text;
}

/** Diagnostics of a code, as `file:line message`. */
export function told(diagnostics: readonly Diagnostic[], code: DiagnosticCode): string[] {
  return diagnostics
    .filter((d) => d.code === code)
    .map(({ file, line, message }) => `${file}:${String(line)} ${message}`);
}

/** Codes of all diagnostics but informations. */
export function grave(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.filter((d) => d.severity !== 'info').map((d) => d.code);
}
