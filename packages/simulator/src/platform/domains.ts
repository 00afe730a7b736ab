import { notFound, Refusal, seen } from '../engine/refusal.js';
import { sameId } from './id-map.js';

/** @throws Refusal if the domain is not one of those */
export function requireDomain(domains: readonly string[], domain: string): void {
  if (!domains.some((d) => sameId(d, domain))) throw notFound('Domain', domain);
}

/**
 * The domains with others added.
 *
 * @param available those that may be added
 * @throws Refusal if one is not available; 4267 if it is there already
 */
export function withDomains(
  domains: readonly string[],
  added: readonly string[],
  available: readonly string[],
): string[] {
  const all = [...domains];
  for (const domain of added) {
    requireDomain(available, domain);
    if (all.some((d) => sameId(d, domain))) {
      throw new Refusal(seen.domainAssigned, `Domain already assigned: ${domain}`);
    }
    all.push(domain);
  }
  return all;
}
