import type { Random } from './random.js';

/** A pattern that uses more of the language than is known here. */
export class UnsupportedPatternError extends Error {
  override readonly name = 'UnsupportedPatternError';

  constructor(pattern: string, position: number) {
    super(`the pattern ${pattern} is not understood from position ${String(position)} on`);
  }
}

/** A parsed pattern. */
export type PatternNode =
  | { readonly kind: 'character'; readonly of: readonly string[] }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'alternatives'; readonly of: readonly PatternNode[] }
  | {
      readonly kind: 'repeat';
      readonly part: PatternNode;
      readonly min: number;
      readonly max: number;
    };

const printable = Array.from({ length: 95 }, (_, i) => String.fromCharCode(0x20 + i));
const digits = Array.from('0123456789');
const wordCharacters = printable.filter((c) => /[A-Za-z0-9]/.test(c));
const blanks = [' ', '\t', '\n', '\r'];
const escapes: Readonly<Record<string, readonly string[]>> = {
  d: digits,
  D: printable.filter((c) => !digits.includes(c)),
  w: wordCharacters,
  W: printable.filter((c) => !wordCharacters.includes(c)),
  s: blanks,
  S: printable.filter((c) => !blanks.includes(c)),
  n: ['\n'],
  r: ['\r'],
  t: ['\t'],
};

/**
 * Parses the part of XSD's pattern language that OCI-P schemas use: literals, classes with ranges,
 * `.`, groups, alternatives and quantifiers. In XSD `^` and `$` are characters as any other.
 *
 * @throws UnsupportedPatternError
 */
export function parsePattern(pattern: string): PatternNode {
  const parser = new PatternParser(pattern);
  return parser.parse();
}

/** A text that the pattern matches. Open-ended quantifiers stop after a few more than they need. */
export function textMatching(node: PatternNode, random: Random): string {
  switch (node.kind) {
    case 'character':
      return random.pick(node.of);
    case 'sequence':
      return node.parts.map((part) => textMatching(part, random)).join('');
    case 'alternatives':
      return textMatching(random.pick(node.of), random);
    case 'repeat': {
      const count = random.integer(node.min, Math.min(node.max, node.min + 8));
      return Array.from({ length: count }, () => textMatching(node.part, random)).join('');
    }
  }
}

class PatternParser {
  readonly #pattern: string;
  readonly #characters: readonly string[];
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
    this.#characters = Array.from(pattern);
  }

  parse(): PatternNode {
    const node = this.#alternatives();
    if (this.#at < this.#characters.length) throw this.#unsupported();
    return node;
  }

  #alternatives(): PatternNode {
    const of = [this.#sequence()];
    while (this.#take('|')) of.push(this.#sequence());
    const [only] = of;
    return of.length === 1 && only !== undefined ? only : { kind: 'alternatives', of };
  }

  #sequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (this.#at < this.#characters.length && !'|)'.includes(this.#peek())) {
      parts.push(this.#quantified(this.#atom()));
    }
    return { kind: 'sequence', parts };
  }

  #atom(): PatternNode {
    if (this.#take('(')) {
      if (this.#peek() === '?') throw this.#unsupported();
      const inner = this.#alternatives();
      if (!this.#take(')')) throw this.#unsupported();
      return inner;
    }
    if (this.#take('[')) return { kind: 'character', of: this.#class() };
    if (this.#take('.')) return { kind: 'character', of: printable };
    if ('*+?{}]'.includes(this.#peek())) throw this.#unsupported();
    return { kind: 'character', of: this.#single() };
  }

  #quantified(part: PatternNode): PatternNode {
    if (this.#take('*')) return { kind: 'repeat', part, min: 0, max: Infinity };
    if (this.#take('+')) return { kind: 'repeat', part, min: 1, max: Infinity };
    if (this.#take('?')) return { kind: 'repeat', part, min: 0, max: 1 };
    if (this.#peek() !== '{') return part;
    const rest = this.#characters.slice(this.#at).join('');
    const match = /^\{(\d+)(,?)(\d*)\}/.exec(rest);
    if (match === null) throw this.#unsupported();
    this.#at += match[0].length;
    const min = Number(match[1]);
    const open = match[3] === '' ? Infinity : Number(match[3]);
    return { kind: 'repeat', part, min, max: match[2] === '' ? min : open };
  }

  #class(): readonly string[] {
    const negated = this.#take('^');
    const members: string[] = [];
    while (!this.#take(']')) {
      if (this.#at >= this.#characters.length || this.#peek() === '[') throw this.#unsupported();
      const from = this.#single();
      const isRange =
        this.#peek() === '-' && ![']', undefined].includes(this.#characters[this.#at + 1]);
      if (!isRange) {
        members.push(...from);
        continue;
      }
      this.#at += 1;
      members.push(...range(from, this.#single()));
    }
    const of = negated ? printable.filter((c) => !members.includes(c)) : members;
    if (of.length === 0) throw this.#unsupported();
    return of;
  }

  /** One character, or the set an escape stands for. */
  #single(): readonly string[] {
    const character = this.#characters[this.#at];
    if (character === undefined) throw this.#unsupported();
    this.#at += 1;
    if (character !== '\\') return [character];
    const escaped = this.#characters[this.#at];
    if (escaped === undefined) throw this.#unsupported();
    this.#at += 1;
    const set = escapes[escaped];
    if (set !== undefined) return set;
    if (/[A-Za-z0-9]/.test(escaped)) throw this.#unsupported();
    return [escaped];
  }

  #peek(): string {
    return this.#characters[this.#at] ?? '';
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at += 1;
    return true;
  }

  #unsupported(): UnsupportedPatternError {
    return new UnsupportedPatternError(this.#pattern, this.#at);
  }
}

function range([first]: readonly string[], [last]: readonly string[]): string[] {
  const from = first?.codePointAt(0) ?? 0;
  const to = last?.codePointAt(0) ?? 0;
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) =>
    String.fromCodePoint(from + i),
  );
}
