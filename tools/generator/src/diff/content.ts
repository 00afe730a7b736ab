import type { TypeTable } from '../model/link.js';
import { keyOf, type ComplexTypeDef, type ParticleDef } from '../model/types.js';

/** All that a message of a type consists of: what it inherits, then its own. */
export function contentOf(type: ComplexTypeDef, types: TypeTable): readonly ParticleDef[] {
  if (type.derivation?.by !== 'extension') return type.particles;
  const base = types.get(keyOf(type.derivation.base));
  return base?.kind === 'complex' ? [...contentOf(base, types), ...type.particles] : type.particles;
}
