/** A JSON text, with the line of each value. */
export interface LocatedJson {
  readonly value: unknown;
  /** Line that a value stands in, counted from 1; undefined if there is no such value. */
  readonly lineOf: (path: readonly string[]) => number | undefined;
}

/** The text is no JSON. It quotes none of the text, which may hold what is nobody's business. */
export class JsonTextError extends Error {
  override readonly name = 'JsonTextError';
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/**
 * Reads JSON as `JSON.parse` does, and knows the line of everything. An object that has a key twice is
 * refused, since one of the two would be lost.
 *
 * @throws JsonTextError
 */
export function readJson(text: string): LocatedJson {
  const reader = new Reader(text.replace(/^\ufeff/, ''));
  const value = reader.document();
  return { value, lineOf: (path) => reader.lines.get(keyOf(path)) };
}

const MAX_DEPTH = 100;

class Reader {
  readonly lines = new Map<string, number>();
  readonly #text: string;
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  document(): unknown {
    const value = this.#value([]);
    this.#blanks();
    if (this.#at < this.#text.length) this.#fail('expected nothing after the end of the value');
    return value;
  }

  #value(path: readonly string[]): unknown {
    this.#blanks();
    this.lines.set(keyOf(path), this.#line);
    if (path.length > MAX_DEPTH) this.#fail('the values are nested too deep');
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object(path);
      case '[':
        return this.#list(path);
      default:
        return this.#plain();
    }
  }

  #object(path: readonly string[]): object {
    const entries = new Map<string, unknown>();
    this.#take('{');
    if (this.#takes('}')) return {};
    do {
      this.#blanks();
      const key = this.#match(STRING);
      if (key === undefined) this.#fail('expected a key in double quotes');
      const name = this.#read(key) as string;
      if (entries.has(name)) this.#fail('this key stands twice in the same object');
      this.#take(':');
      entries.set(name, this.#value([...path, name]));
    } while (this.#takes(','));
    this.#take('}');
    return Object.fromEntries(entries);
  }

  #list(path: readonly string[]): readonly unknown[] {
    const items: unknown[] = [];
    this.#take('[');
    if (this.#takes(']')) return items;
    do items.push(this.#value([...path, String(items.length)]));
    while (this.#takes(','));
    this.#take(']');
    return items;
  }

  #plain(): unknown {
    const token = this.#match(STRING) ?? this.#match(NUMBER) ?? this.#match(WORD);
    if (token === undefined) this.#fail('expected a value');
    return this.#read(token);
  }

  #read(token: string): unknown {
    try {
      return JSON.parse(token);
    } catch {
      return this.#fail(
        'expected a text without line breaks, other control characters and unknown escapes',
      );
    }
  }

  #take(mark: string): void {
    if (!this.#takes(mark)) this.#fail(`expected ${mark}`);
  }

  #takes(mark: string): boolean {
    this.#blanks();
    if (this.#text[this.#at] !== mark) return false;
    this.#at += 1;
    return true;
  }

  #blanks(): void {
    for (; ; this.#at += 1) {
      const mark = this.#text[this.#at];
      if (mark === '\n') this.#line += 1;
      else if (mark !== ' ' && mark !== '\t' && mark !== '\r') return;
    }
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [token] = pattern.exec(this.#text) ?? [];
    this.#at += token?.length ?? 0;
    return token;
  }

  #fail(expected: string): never {
    throw new JsonTextError(expected, this.#line);
  }
}

/** With what no text may hold, such as a line break: that is found when it is read. */
const STRING = /"(?:[^"\\]|\\.)*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /(?:true|false|null)\b/y;

function keyOf(path: readonly string[]): string {
  return JSON.stringify(path);
}
