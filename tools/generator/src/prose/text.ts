import type { DataMode } from './types.js';

/**
 * Lines of a documentation text without indentation, with single blanks and single empty lines, and
 * with plain quotes. The other readers rely on it: their patterns take linear time because white
 * space comes in short runs only.
 */
export function proseLines(doc: string): string[] {
  const lines: string[] = [];
  for (const raw of plainQuotes(doc).split(/\r\n|\r|\n/)) {
    const line = collapse(raw);
    if (line !== '' || lines.at(-1) !== '') lines.push(line);
  }
  if (lines[0] === '') lines.shift();
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Every run of white space as one blank, none at the ends. */
export function collapse(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

function plainQuotes(text: string): string {
  return text.replace(/[\u201c-\u201f]/g, '"').replace(/[\u2018-\u201b]/g, "'");
}

// Case matters: "the same as mode 2" is no data mode. Only `As` is met besides the names.
const MODE = '(AS|As|XS|HSS|AMS)';
const MODE_MENTION = new RegExp(
  String.raw`\b${MODE}(?:\s(?:and|or)\s(?:the\s)?${MODE})?(?:\s[Dd]ata$|(?:\s[Dd]ata)?\s?[Mm]ode)`,
);

/** The first mention of one or two modes in a text. */
export interface ModeMention {
  readonly modes: readonly DataMode[];
  /** Where the mention begins. */
  readonly index: number;
}

/** Finds the first data mode that a text mentions, as in "AS data mode" or "AS and XS mode". */
export function firstMode(text: string): ModeMention | undefined {
  const match = MODE_MENTION.exec(text);
  if (match === null) return undefined;
  const modes = match
    .slice(1)
    .filter((name) => (name as string | undefined) !== undefined)
    .map((name) => name.toUpperCase() as DataMode);
  return { modes, index: match.index };
}

/** Looks names up, exactly or else in another case if only one name fits. */
export class NameIndex {
  readonly #names: ReadonlySet<string>;
  readonly #byLowerCase = new Map<string, string[]>();

  constructor(names: Iterable<string>) {
    this.#names = new Set(names);
    for (const name of this.#names) {
      const lower = name.toLowerCase();
      this.#byLowerCase.set(lower, [...(this.#byLowerCase.get(lower) ?? []), name]);
    }
  }

  get size(): number {
    return this.#names.size;
  }

  find(name: string): string | undefined {
    if (this.#names.has(name)) return name;
    const alike = this.#byLowerCase.get(name.toLowerCase()) ?? [];
    return alike.length === 1 ? alike[0] : undefined;
  }
}

/** Where a sticky pattern's match at an index ends, if there is one. */
export function matchEnd(pattern: RegExp, text: string, index: number): number | undefined {
  pattern.lastIndex = index;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
