import { keyOf, type ComplexTypeDef, type TypeDef } from './types.js';
import type { TypeTable } from './link.js';

/** What a complex type is for. `base` are the types of the protocol itself, which the runtime brings. */
export type Role = 'request' | 'response' | 'data' | 'base';

const REQUEST_BASE = 'C:OCIRequest';
const RESPONSE_BASE = 'C:OCIResponse';

/**
 * Classifies a type by what it derives from, however far up. A request must also be called one: two
 * list items of the call center service extend the request base as well, and are data.
 */
export function roleOf(type: ComplexTypeDef, types: TypeTable): Role {
  if (type.namespace === 'C') return 'base';
  if (derivesFrom(type, REQUEST_BASE, types))
    return type.name.includes('Request') ? 'request' : 'data';
  return derivesFrom(type, RESPONSE_BASE, types) && !type.abstract ? 'response' : 'data';
}

/** The name that the response of a request has. */
export function responseName(request: string): string {
  return request.replace('Request', 'Response');
}

/** The base type that a type's fields come from; undefined where the base is one of the protocol. */
export function dataBase(type: ComplexTypeDef, types: TypeTable): ComplexTypeDef | undefined {
  if (type.derivation?.by !== 'extension') return undefined;
  const base = types.get(keyOf(type.derivation.base));
  return base?.kind === 'complex' && base.namespace !== 'C' ? base : undefined;
}

function derivesFrom(type: ComplexTypeDef, key: string, types: TypeTable): boolean {
  let current: TypeDef | undefined = type;
  while (current?.kind === 'complex' && current.derivation !== undefined) {
    const base = keyOf(current.derivation.base);
    if (base === key) return true;
    current = types.get(base);
  }
  return false;
}

/** Finds the types that derive from a type. */
export class DerivedTypes {
  readonly #children = new Map<string, ComplexTypeDef[]>();

  constructor(types: TypeTable) {
    for (const type of types.values()) {
      if (type.kind !== 'complex' || type.derivation === undefined) continue;
      const base = keyOf(type.derivation.base);
      const children = this.#children.get(base);
      if (children === undefined) this.#children.set(base, [type]);
      else children.push(type);
    }
  }

  /** Types that name a type as their base. */
  direct(type: ComplexTypeDef): readonly ComplexTypeDef[] {
    return this.#children.get(keyOf(type)) ?? [];
  }

  /** Concrete types below a type, in the order of the release. */
  concrete(type: ComplexTypeDef): readonly ComplexTypeDef[] {
    return this.direct(type).flatMap((child) => [
      ...(child.abstract ? [] : [child]),
      ...this.concrete(child),
    ]);
  }
}
