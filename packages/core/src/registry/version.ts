/** The version in a command's name: what follows `Request` or `Response`. */
export interface CommandVersion {
  /** The suffix as written, such as `14sp4`, `22V5`, `RI`, or empty. */
  readonly suffix: string;
  /** Release number; 0 for the oldest form (no suffix), Infinity for `RI`. */
  readonly release: number;
  /** Number of the maintenance or service pack. */
  readonly pack: number;
  /** A letter after the pack, such as `A` in `14sp9A`. */
  readonly letter: string;
  /** The number after `V`; 1 where there is none. */
  readonly revision: number;
}

// The last of the two words counts: names such as `…ResponseStatusCodeAddListRequest` have both.
const named = /^(.*(?:Request|Response))(.*)$/s;
const form = /^(?:(\d+)(?:[ms]p(\d+))?([A-Z])?(?:V(\d+))?)?$/i;

/** Splits a command's name into its family, such as `UserGetRequest`, and its version. */
export function splitName(name: string): { family: string; version: CommandVersion } {
  const match = named.exec(name);
  const family = match?.[1] ?? name;
  const suffix = match?.[2] ?? '';
  if (suffix === 'RI') return { family, version: version(suffix, Infinity) };
  const parts = form.exec(suffix);
  // An unknown form sorts after the plain name and before every numbered one.
  if (parts === null) return { family, version: version(suffix, 0.5) };
  return {
    family,
    version: version(
      suffix,
      Number(parts[1] ?? 0),
      Number(parts[2] ?? 0),
      (parts[3] ?? '').toUpperCase(),
      Number(parts[4] ?? 1),
    ),
  };
}

function version(
  suffix: string,
  release: number,
  pack = 0,
  letter = '',
  revision = 1,
): CommandVersion {
  return { suffix, release, pack, letter, revision };
}

/** Orders versions from oldest to newest: by release, pack, letter, revision; `RI` is newest. */
export function compareVersions(a: CommandVersion, b: CommandVersion): number {
  if (a.release !== b.release) return a.release - b.release;
  if (a.pack !== b.pack) return a.pack - b.pack;
  if (a.letter !== b.letter) return a.letter < b.letter ? -1 : 1;
  if (a.revision !== b.revision) return a.revision - b.revision;
  return a.suffix < b.suffix ? -1 : Number(a.suffix > b.suffix);
}
