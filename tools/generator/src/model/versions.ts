/** A type's name taken apart: its family and the parts of its version. */
export interface VersionedName {
  /** The name without its version; a command's ends in `Request` or `Response`. */
  readonly family: string;
  readonly suffix: string;
  /** Sort key: release, pack, letter, revision. */
  readonly order: readonly number[];
}

/** The last of the words counts: some requests are about the response to something. */
const command = /^(.*(?:Request|Response))(.*)$/s;
/** Types that are no commands have versions of the same form, as in `Extension17`. */
const data = /^(.*?[A-Za-z])(\d+(?:[ms]p\d+)?[A-Z]?(?:V\d+)?)$/s;
const form = /^(\d+)(?:[ms]p(\d+))?([A-Z])?(?:V(\d+))?$/i;

/** Splits a name. `RI` is the newest, no suffix the oldest; other forms come just after that. */
export function splitVersion(name: string): VersionedName {
  const match = command.exec(name) ?? data.exec(name);
  const family = match?.[1] ?? name;
  const suffix = match?.[2] ?? '';
  if (suffix === '') return { family, suffix, order: [0] };
  if (suffix === 'RI') return { family, suffix, order: [Infinity] };
  const parts = form.exec(suffix);
  if (parts === null) return { family, suffix, order: [0.5] };
  const letter = parts[3] === undefined ? 0 : parts[3].toUpperCase().charCodeAt(0);
  const order = [Number(parts[1]), Number(parts[2] ?? 0), letter, Number(parts[4] ?? 1)];
  return { family, suffix, order };
}

/** From oldest to newest. */
export function byVersion(a: VersionedName, b: VersionedName): number {
  for (let i = 0; i < 4; i++) {
    const left = a.order[i] ?? 0;
    const right = b.order[i] ?? 0;
    if (left !== right) return left - right;
  }
  return a.suffix < b.suffix ? -1 : Number(a.suffix > b.suffix);
}
