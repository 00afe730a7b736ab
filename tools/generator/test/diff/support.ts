import { diffReleases, type Change, type ChangedType, type ReleaseDiff } from '../../src/index.js';
import { read, type Files } from '../support/releases.js';

/** What changed between two releases given as the bodies of their only files, or as files. */
export function diff(older: string | Files, newer: string | Files): ReleaseDiff {
  return diffReleases(read(older, { label: 'Old' }).release, read(newer, { label: 'New' }).release);
}

/** The changes of one type; fails if any other type changed as well. */
export function changesOf(result: ReleaseDiff, name: string): readonly Change[] {
  const { requests, responses, types, enums, simpleTypes } = result;
  const changed: readonly ChangedType[] = [requests, responses, types, enums, simpleTypes].flatMap(
    (group) => group.changed,
  );
  const others = changed.filter((type) => type.name !== name).map((type) => type.name);
  if (others.length > 0) throw new Error(`${others.join(', ')} changed as well`);
  return changed[0]?.changes ?? [];
}

/** A choice of branches. */
export function choice(branches: readonly string[], attributes = ''): string {
  return `<xs:choice ${attributes}>${branches.join('')}</xs:choice>`;
}

export function sequence(...particles: readonly string[]): string {
  return `<xs:sequence>${particles.join('')}</xs:sequence>`;
}

export const OPTIONAL = 'minOccurs="0"';

/** Values of an enumeration. */
export function values(...list: readonly string[]): string {
  return list.map((value) => `<xs:enumeration value="${value}"/>`).join('');
}
