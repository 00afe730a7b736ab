import { EncodeError, OCIRequest, type RequestType, type XmlElement } from '@ocipkit/core';
import { complex, el, NILLABLE, request, xsString } from '@ocipkit/core/codegen';
import { unknownToSchema } from '../session/session.js';

/** A value of a command that no schema knows: texts, nil, nested elements, lists of them. */
export type RawValue =
  | string
  | number
  | boolean
  | null
  | RawFields
  | readonly (string | number | boolean | null | RawFields)[];

/** Fields in the order in which they are to be sent. */
export interface RawFields {
  readonly [name: string]: RawValue | undefined;
}

/** The answer to a command that no schema knows. */
export interface RawAnswer {
  /** Name of the answer on the wire. */
  readonly type: string;
  /** Texts, nested objects, lists where an element is repeated, null for nil. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly element: XmlElement;
}

/**
 * Makes a request of a name and fields. Order and content are the caller's: nothing is checked but
 * what XML itself rules out, and that when the request is written.
 */
export function rawRequest(name: string, fields: RawFields): OCIRequest {
  const entries = written(fields);
  const type: RequestType = request(name, () => {
    assertName(name, 'the command');
    return particlesOf(fields, name);
  });
  class RawRequest extends OCIRequest {
    static override readonly $ = type;
    readonly [unknownToSchema] = true;
  }
  return new RawRequest(entries);
}

type Particles = ReturnType<RequestType['particles']>;

/** A name without a prefix, by the rules of XML. */
const xmlName = /^[\p{L}_][\p{L}\p{N}\p{M}._\u00B7-]*$/u;

function assertName(name: string, path: string): void {
  if (!xmlName.test(name))
    throw new EncodeError(path, `'${name}' is no name of an element or type`);
}

/** @throws EncodeError if a name is none of XML */
function particlesOf(fields: RawFields, path: string): Particles {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      assertName(name, path);
      const list: readonly unknown[] = Array.isArray(value) ? value : [value];
      const nested = list.find((entry) => typeof entry === 'object' && entry !== null);
      const type =
        nested === undefined
          ? xsString
          : complex(name, () => particlesOf(merged(list), `${path}.${name}`));
      return el(name, type, NILLABLE, Array.isArray(value) ? { max: Infinity } : {});
    });
}

/** Fields of all entries of a list: entries may have different ones. */
function merged(list: readonly unknown[]): RawFields {
  return Object.assign({}, ...list.filter((e) => typeof e === 'object')) as RawFields;
}

/** Numbers and booleans as the text they are sent as. */
function written(fields: RawFields): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined)
      copy[name] = Array.isArray(value) ? value.map(writtenValue) : writtenValue(value);
  }
  return copy;
}

function writtenValue(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'object' && value !== null ? written(value as RawFields) : value;
}

/** An element's content as plain data. */
export function rawFields(element: XmlElement): Readonly<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  for (const child of element.children) {
    const value =
      child.nil === true ? null : child.children.length > 0 ? rawFields(child) : child.text;
    const known = Object.hasOwn(fields, child.name) ? fields[child.name] : undefined;
    if (known === undefined) {
      Object.defineProperty(fields, child.name, {
        value,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    } else if (Array.isArray(known)) known.push(value);
    else fields[child.name] = [known, value];
  }
  return fields;
}
