import { invalid, Refusal, seen } from '../engine/refusal.js';
import { sameId } from './id-map.js';
import type { Group, ServiceProvider } from './model.js';
import type { Platform } from './platform.js';

/*
 * Rules for the ids, aliases and extensions that users and service instances are given.
 */

/**
 * The full form of a new id.
 *
 * @throws Refusal 4015 if its domain is not one of the group's or service provider's
 */
export function newUserId(
  platform: Platform,
  id: string,
  owner: Pick<Group | ServiceProvider, 'defaultDomain' | 'domains'>,
): string {
  const full = platform.fullId(id, owner.defaultDomain);
  const domain = full.slice(full.indexOf('@') + 1);
  const known = [owner.defaultDomain, ...owner.domains];
  if (!known.some((d) => sameId(d, domain))) {
    throw new Refusal(seen.invalidAddress, `Invalid address: ${full}`, `no domain '${domain}'`);
  }
  return full;
}

/** @throws Refusal if the platform has no such language or time zone */
export function checkLanguageAndZone(
  { system }: Platform,
  { language, timeZone }: { language?: string | undefined; timeZone?: string | undefined },
): void {
  if (language !== undefined && !system.languages.some((l) => l.language === language)) {
    throw invalid(`Language not found: ${language}`);
  }
  if (timeZone !== undefined && !system.timeZones.some((z) => z.name === timeZone)) {
    throw invalid(`Time zone not found: ${timeZone}`);
  }
}

/** @throws Refusal if there are more than three, or one has an unknown domain */
export function checkAliases(platform: Platform, aliases: readonly string[]): void {
  if (aliases.length > 3) throw invalid('At most three aliases are possible');
  for (const alias of aliases) {
    const domain = alias.slice(alias.lastIndexOf('@') + 1);
    if (!alias.includes('@') || !platform.system.domains.some((d) => sameId(d, domain))) {
      throw new Refusal(seen.invalidAddress, `Invalid address: ${alias}`);
    }
  }
}

/**
 * The extension asked for, or the last digits of the number.
 *
 * @throws Refusal 4909 if it is shorter or longer than the group allows
 */
export function extensionOf(
  group: Group,
  extension: string | undefined,
  phoneNumber: string | undefined,
): { extension?: string } {
  const { min, max, default: length } = group.extensionLength;
  if (extension === undefined) {
    return phoneNumber === undefined ? {} : { extension: phoneNumber.slice(-length) };
  }
  if (extension.length < min || extension.length > max) {
    throw new Refusal(
      seen.invalidExtension,
      `Invalid extension: ${extension}`,
      `the group's extensions have ${String(min)} to ${String(max)} digits`,
    );
  }
  return { extension };
}
