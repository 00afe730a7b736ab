import type { Diagnostics, Position } from '../diagnostics.js';
import { keyOf, type TypeName } from '../model/types.js';
import type { Plan } from '../plan/plan.js';

/**
 * The names a module uses from elsewhere, collected while its types are written; the imports are
 * computed from them.
 */
export class ModuleNames {
  readonly #plan: Plan;
  readonly #path: string;
  readonly #runtime = new Set<string>();
  /** Names by the module they come from; true for those that are types only. */
  readonly #imports = new Map<string, Map<string, boolean>>();

  constructor(plan: Plan, path: string) {
    this.#plan = plan;
    this.#path = path;
  }

  /** A name of the runtime. */
  runtime(name: string): string {
    this.#runtime.add(name);
    return name;
  }

  /** A type of the release, whose name also means its descriptor or class. */
  type(type: TypeName): string {
    return this.#import(type, type.name, false);
  }

  /** The interface of a command's fields. */
  input(type: TypeName): string {
    return this.#import(type, inputName(type.name), true);
  }

  #import(type: TypeName, name: string, typeOnly: boolean): string {
    const home = this.#plan.moduleOf.get(keyOf(type));
    if (home !== undefined && home !== this.#path) {
      const names = this.#imports.get(home);
      if (names === undefined) this.#imports.set(home, new Map([[name, typeOnly]]));
      else names.set(name, typeOnly);
    }
    return name;
  }

  /** Imports by module path, without extension; the runtime has none. All sorted by name. */
  get imports(): readonly ModuleImport[] {
    const runtime = [...this.#runtime].map((name) => [name, typeOnlyNames.has(name)] as const);
    const types = [...this.#imports].sort(([a], [b]) => (a < b ? -1 : 1));
    return [
      ...(runtime.length === 0 ? [] : [{ path: undefined, names: sorted(runtime) }]),
      ...types.map(([path, names]) => ({ path, names: sorted([...names]) })),
    ];
  }
}

export interface ImportedName {
  readonly name: string;
  readonly typeOnly: boolean;
}

export interface ModuleImport {
  readonly path: string | undefined;
  readonly names: readonly ImportedName[];
}

function sorted(names: readonly (readonly [name: string, typeOnly: boolean])[]): ImportedName[] {
  return [...names]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, typeOnly]) => ({ name, typeOnly }));
}

/** The name of the interface that holds a command's fields. */
export function inputName(command: string): string {
  return `${command}Input`;
}

/** Names of the runtime that exist as types only, as generated code uses them. */
// prettier-ignore
const typeOnlyNames: ReadonlySet<string> = new Set([
  'ComplexType', 'EnumType', 'NoFields', 'RequestType', 'ResponseType', 'SimpleType',
  'SuccessResponse', 'OCITable',
]);

/** What generated modules import or use besides; no type may have one of these names. */
// prettier-ignore
const taken: ReadonlySet<string> = new Set([
  ...typeOnlyNames,
  'choice', 'complex', 'el', 'enumeration', 'request', 'response', 'simple', 'table',
  'NILLABLE', 'OPTIONAL', 'OR_SUCCESS', 'READ', 'SENSITIVE', 'OCIRequest', 'OCIDataResponse',
  'xsString', 'xsNormalizedString', 'xsToken', 'xsNMTOKEN', 'xsBoolean', 'xsInt', 'xsLong',
  'xsDecimal', 'xsFloat', 'xsDateTime', 'xsDate', 'xsBase64Binary', 'xsMarker', 'Infinity',
  'Uint8Array',
]);

/** Words that TypeScript does not take as the name of a type or a constant. */
// prettier-ignore
const words: ReadonlySet<string> = new Set([
  'any', 'await', 'bigint', 'boolean', 'break', 'case', 'catch', 'class', 'const', 'continue',
  'debugger', 'default', 'delete', 'do', 'else', 'enum', 'export', 'extends', 'false', 'finally',
  'for', 'function', 'if', 'implements', 'import', 'in', 'instanceof', 'interface', 'let', 'never',
  'new', 'null', 'number', 'object', 'package', 'private', 'protected', 'public', 'return', 'static',
  'string', 'super', 'switch', 'symbol', 'this', 'throw', 'true', 'try', 'type', 'typeof',
  'undefined', 'unknown', 'var', 'void', 'while', 'with', 'yield', 'arguments', 'eval',
]);

/** The names that all modules declare: the package's entries export them side by side. */
export class DeclaredNames {
  readonly #positions = new Map<string, Position>();
  readonly #diagnostics: Diagnostics;

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
  }

  /** Reports a name that cannot be declared. */
  add(name: string, position: Position): void {
    const other = this.#positions.get(name);
    this.#positions.set(name, position);
    const problem = taken.has(name)
      ? 'is a name that generated code uses'
      : words.has(name) || !isIdentifier(name)
        ? 'cannot be a name in TypeScript'
        : other === undefined
          ? undefined
          : `is the name of two things; the other comes from ${other.file}:${String(other.line)}`;
    if (problem !== undefined) {
      this.#diagnostics.add('name-collision', position, `${name} ${problem}.`);
    }
  }
}

/** A string literal in single quotes. */
export function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r')}'`;
}

/** A property key: plain where it is an identifier. */
export function propertyKey(name: string): string {
  return isIdentifier(name) ? name : quote(name);
}

function isIdentifier(name: string): boolean {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name);
}
