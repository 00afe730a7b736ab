import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import type { Diagnostics } from '../diagnostics.js';
import { applyPatches, type Patch } from '../patch/patch.js';
import { mineResponseNames } from '../prose/response-named.js';
import type { Source } from '../read/source.js';
import { accessOf, type Access } from './access.js';
import { checkTypes } from './check.js';
import { findDeprecated, type Deprecation } from './deprecation.js';
import { link, type TypeTable } from './link.js';
import { elementsOf } from './particles.js';
import { DerivedTypes, responseName, roleOf, type Role } from './roles.js';
import { keyOf, type ComplexTypeDef } from './types.js';
import { walk, type WalkOptions } from './walk.js';

/** What is known of a request beyond its fields. */
export interface RequestInfo {
  readonly name: string;
  /** The data response; undefined where success carries no data. */
  readonly response: string | undefined;
  /** `SuccessResponse` is a legal answer. */
  readonly mayReturnSuccess: boolean;
  readonly access: Access;
}

/** A release of the schemas, read, checked and classified. */
export interface Release {
  /** Name of the release, such as `R25`. */
  readonly label: string;
  /** SHA-256 of the schemas read, line ends aside. */
  readonly hash: string;
  readonly entry: string;
  /** Paths of the files read, sorted. */
  readonly files: readonly string[];
  readonly types: TypeTable;
  readonly roles: ReadonlyMap<string, Role>;
  readonly requests: ReadonlyMap<string, RequestInfo>;
  readonly deprecated: ReadonlyMap<string, Deprecation>;
  /** Concrete forms by the type they may stand for, where elements are declared with that type. */
  readonly subtypes: ReadonlyMap<string, readonly ComplexTypeDef[]>;
  /** Fields marked or unmarked as secrets by a patch, as `Type.field`. */
  readonly secrets: ReadonlyMap<string, boolean>;
}

/** How a release is read. */
export interface ReleaseOptions extends WalkOptions {
  readonly label?: string | undefined;
  readonly patches?: readonly Patch[] | undefined;
}

/**
 * Reads a release.
 *
 * @throws GenerationError if it can't be read right
 */
export function readRelease(
  source: Source,
  options: ReleaseOptions,
  diagnostics: Diagnostics,
): Release {
  const files = walk(source, options, diagnostics);
  const patched = applyPatches(link(files, diagnostics), options.patches ?? [], diagnostics);
  const { types } = patched;
  checkTypes(types, diagnostics);
  diagnostics.stopIfBroken();
  const complex = [...types.values()].filter((t): t is ComplexTypeDef => t.kind === 'complex');
  const roles = new Map(complex.map((type) => [keyOf(type), roleOf(type, types)] as const));
  const requests = pairResponses(complex, roles, patched.answers, patched.access, diagnostics);
  const paths = [...files.reached, ...files.unreached]
    .map((f) => f.path)
    .filter((path) => source.files.has(path))
    .sort();
  return {
    label: options.label ?? basename(resolve(source.path)).replace(/\.zip$/i, ''),
    hash: hashOf(source, paths),
    entry: files.entry,
    files: paths,
    types,
    roles,
    requests,
    deprecated: findDeprecated(types, roles, diagnostics),
    subtypes: findSubtypes(complex, types),
    secrets: patched.secrets,
  };
}

/**
 * The response of a request has its name with the first `Request` replaced by `Response`. The prose
 * is not used: it is wrong too often.
 */
function pairResponses(
  complex: readonly ComplexTypeDef[],
  roles: ReadonlyMap<string, Role>,
  answers: ReadonlySet<string>,
  access: ReadonlyMap<string, Access>,
  diagnostics: Diagnostics,
): Map<string, RequestInfo> {
  const requests = new Map<string, RequestInfo>();
  const claimed = new Set<string>();
  for (const type of complex) {
    if (roles.get(keyOf(type)) !== 'request') continue;
    const name = responseName(type.name);
    const response = roles.get(name) === 'response' ? name : undefined;
    if (response !== undefined) claimed.add(response);
    requests.set(type.name, {
      name: type.name,
      response,
      mayReturnSuccess: response === undefined || answers.has(type.name),
      access: access.get(type.name) ?? accessOf(type.name),
    });
    const told = mineResponseNames(type.doc);
    const expected = response ?? 'SuccessResponse';
    if (told.length > 0 && !told.includes(expected)) {
      diagnostics.add(
        'response-prose',
        type.position,
        `${type.name} is answered by ${expected}; its documentation speaks of ${told.join(', ')}.`,
      );
    }
  }
  for (const type of complex) {
    if (roles.get(keyOf(type)) === 'response' && !claimed.has(type.name)) {
      diagnostics.add(
        'orphan-response',
        type.position,
        `${type.name} answers no request of the release.`,
      );
    }
  }
  return requests;
}

function findSubtypes(
  complex: readonly ComplexTypeDef[],
  types: TypeTable,
): Map<string, readonly ComplexTypeDef[]> {
  const used = new Set<string>();
  for (const { type } of complex.flatMap((owner) => elementsOf(owner.particles))) {
    if (type.kind === 'named') used.add(keyOf(type.type));
  }
  const derived = new DerivedTypes(types);
  const subtypes = new Map<string, readonly ComplexTypeDef[]>();
  for (const type of complex) {
    if (type.namespace === 'C' || !used.has(keyOf(type))) continue;
    const found = derived.concrete(type);
    if (found.length > 0) subtypes.set(keyOf(type), found);
  }
  return subtypes;
}

function hashOf(source: Source, paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    const text = Buffer.from(source.files.get(path) ?? []).toString('latin1');
    hash.update(`${path}\0${text.replace(/\r\n?/g, '\n')}\0`);
  }
  return hash.digest('hex');
}
