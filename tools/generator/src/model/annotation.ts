import type { Diagnostics } from '../diagnostics.js';
import type { XmlNode } from '../read/xml.js';
import { enter, schemaName, type Scope } from './scope.js';

/** What stands in an element's annotation. */
export interface Annotation {
  /** Line ends are LF; indentation is as written. */
  readonly doc: string;
  readonly appinfo: ReadonlyMap<string, string>;
}

/** Flags that some deliveries carry in `appinfo`. */
const knownFlags = new Set([
  'asDataModeSupported',
  'xsDataModeSupported',
  'hssDataModeSupported',
  'amsDataModeSupported',
]);

/** Reads the documentation and the known flags of an element. */
export function readAnnotation(node: XmlNode, scope: Scope, diagnostics: Diagnostics): Annotation {
  const docs: string[] = [];
  const appinfo = new Map<string, string>();
  for (const annotation of node.children) {
    const inner = enter(scope, annotation);
    if (schemaName(annotation, inner) !== 'annotation') continue;
    for (const child of annotation.children) {
      const name = schemaName(child, enter(inner, child));
      if (name === 'documentation') docs.push(textOf(child));
      else if (name === 'appinfo') readFlags(child, appinfo, diagnostics);
    }
  }
  return { doc: docs.join('\n\n').replace(/\r\n?/g, '\n'), appinfo };
}

function readFlags(node: XmlNode, flags: Map<string, string>, diagnostics: Diagnostics): void {
  const ignored: string[] = [];
  for (const child of node.children) {
    const name = child.name.replace(/^.*:/, '');
    if (knownFlags.has(name)) flags.set(name, child.text.trim());
    else ignored.push(name);
  }
  const rest = ignored.length === 0 ? '' : `; ignored ${ignored.join(', ')}`;
  diagnostics.add(
    'appinfo',
    node.position,
    `Read ${String(flags.size)} flags from appinfo${rest}.`,
  );
}

/** Text of an element and of what it holds; a few deliveries mark up their documentation. */
function textOf(node: XmlNode): string {
  return node.text + node.children.map(textOf).join('');
}
