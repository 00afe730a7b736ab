import type { Plan } from '../plan/plan.js';
import { keyOf, type TypeName } from '../model/types.js';

/**
 * The names a module uses from elsewhere, collected while its types are written; the imports are
 * computed from them.
 */
export class ModuleNames {
  readonly #plan: Plan;
  readonly #path: string;
  readonly #runtime = new Set<string>();
  readonly #types = new Map<string, Set<string>>();

  constructor(plan: Plan, path: string) {
    this.#plan = plan;
    this.#path = path;
  }

  /** A name of the runtime. */
  runtime(name: string): string {
    this.#runtime.add(name);
    return name;
  }

  /** A type of the release. */
  type(type: TypeName): string {
    const home = this.#plan.moduleOf.get(keyOf(type));
    if (home !== undefined && home !== this.#path) {
      const names = this.#types.get(home);
      if (names === undefined) this.#types.set(home, new Set([type.name]));
      else names.add(type.name);
    }
    return type.name;
  }

  /** Names of the runtime, sorted. */
  get runtimeImports(): readonly string[] {
    return [...this.#runtime].sort();
  }

  /** Names by module path, both sorted. */
  get typeImports(): readonly (readonly [path: string, names: readonly string[]])[] {
    return [...this.#types]
      .map(([path, names]) => [path, [...names].sort()] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

/** Names of the runtime that exist as types only. */
export const typeOnlyNames: ReadonlySet<string> = new Set([
  'ComplexType',
  'EnumType',
  'NoFields',
  'RequestType',
  'ResponseType',
  'SimpleType',
  'SuccessResponse',
  'OCITable',
  'TableRow',
]);

/** A string literal in single quotes. */
export function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r')}'`;
}

/** A property key: plain where it is an identifier. */
export function propertyKey(name: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? name : quote(name);
}
