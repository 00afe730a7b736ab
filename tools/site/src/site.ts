import { breakable, markup, type Child, type Html } from './html/html.js';
import type { Commands } from './release/commands.js';
import type { Reference } from './release/reference.js';
import { relativeUrl } from './urls.js';

/** An automation that sends a request. */
export interface AutomationUse {
  readonly title: string;
  /** Path of its guide inside the site. */
  readonly path: string;
}

/** All that pages are made from. */
export interface Site {
  readonly reference: Reference;
  readonly commands: Commands;
  /** Automations by the requests that they send. */
  readonly automations: ReadonlyMap<string, readonly AutomationUse[]>;
  /** Path of a type's page in the API reference, where that is part of the site. */
  readonly apiPath: (module: string, name: string) => string | undefined;
  /** The same for what is in the core package. */
  readonly corePath: (name: string) => string | undefined;
  /** Entries of the header, by the path of the page they lead to. */
  readonly sections: readonly Section[];
}

/** A part of the site that the header leads to. */
interface Section {
  readonly title: string;
  readonly path: string;
}

/** Links from one page. */
export class Links {
  readonly #site: Site;
  readonly #from: string;

  constructor(site: Site, from: string) {
    this.#site = site;
    this.#from = from;
  }

  /** To another page of the site. */
  to(path: string): string {
    return relativeUrl(this.#from, path);
  }

  /** The name of a type as a link to its page; the bare name if it has none. */
  type(name: string, anchor = ''): Html {
    const path = this.#site.reference.pathOf(name);
    if (path === undefined) return markup`<code>${name}</code>`;
    const hash = anchor === '' ? '' : `#${anchor}`;
    const mark = marks[this.#site.reference.entry(name)?.status ?? 'current'];
    return markup`<a class="type${mark}" href="${this.to(path)}${hash}">${breakable(name)}</a>`;
  }

  /** The name of a class of the core package, as a link where the API reference is there. */
  core(name: string): Html {
    const path = this.#site.corePath(name);
    if (path === undefined) return markup`<code>${name}</code>`;
    return markup`<a class="type" href="${this.to(path)}">${name}</a>`;
  }

  /** What a value of a simple type is in TypeScript; undefined for types with fields. */
  primitive(name: string): string | undefined {
    const value = this.#site.reference.page(name)?.value;
    return value === undefined ? undefined : (primitives[value.primitive] ?? 'string');
  }

  /** A text in which the names of types are links, and what stands in backticks is code. */
  prose(text: string): Child {
    if (!text.includes('`')) return this.#names(text);
    return text
      .split(/`([^`]+)`/)
      .map((piece, i) =>
        i % 2 === 0 ? this.#names(piece) : markup`<code>${this.#names(piece)}</code>`,
      );
  }

  #names(text: string): readonly (Html | string)[] {
    return text
      .split(/\b((?:[A-Z][a-z0-9]+[A-Z]|[A-Z]{2,}[a-z])[A-Za-z0-9]*|[A-Z][a-z]+\d+)\b/)
      .map((part, i) => (i % 2 === 1 && this.#site.reference.has(part) ? this.type(part) : part));
  }
}

/** Of the primitives that are no text. */
const primitives: Readonly<Record<string, string>> = {
  boolean: 'boolean',
  int: 'number',
  long: 'number',
  decimal: 'number',
  float: 'number',
  base64Binary: 'Uint8Array',
  marker: 'true',
};

const marks = { current: '', superseded: '', deprecated: ' old' } as const;
