/** A text that is no JSON, with the place where it stops being any. Nothing of the text is quoted. */
export class JsonTextError extends Error {
  override readonly name = 'JsonTextError';

  constructor(
    readonly line: number,
    readonly column: number,
    expected: string,
  ) {
    super(`line ${String(line)}, column ${String(column)}: expected ${expected}`);
  }
}

/**
 * Reads JSON that may have comments (line or block) and commas before a closing bracket.
 *
 * @throws JsonTextError
 */
export function readJsonText(text: string): unknown {
  try {
    // Nearly always it is plain JSON.
    return JSON.parse(text) as unknown;
  } catch {
    const reader = new Reader(text);
    return reader.document();
  }
}

const blank = /(?:[\s\uFEFF]+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const literal = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// eslint-disable-next-line no-control-regex -- JSON rules them out in a text
const quoted = /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const MAX_DEPTH = 100;

class Reader {
  #at = 0;

  constructor(readonly text: string) {}

  document(): unknown {
    const value = this.#value(0);
    this.#skip();
    if (this.#at < this.text.length) throw this.#expected('the end of the text');
    return value;
  }

  #value(depth: number): unknown {
    if (depth > MAX_DEPTH) throw this.#expected(`at most ${String(MAX_DEPTH)} levels`);
    this.#skip();
    switch (this.text[this.#at]) {
      case '{':
        return this.#object(depth);
      case '[':
        return this.#list(depth);
      case '"':
        return this.#string();
      default: {
        const found = this.#match(literal);
        if (found === undefined) throw this.#expected('a value');
        return JSON.parse(found) as unknown;
      }
    }
  }

  #object(depth: number): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    this.#at += 1;
    while (!this.#takes('}')) {
      const name = this.#string();
      if (!this.#takes(':')) throw this.#expected(`':' after a name`);
      const value = this.#value(depth + 1);
      Object.defineProperty(result, name, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
      if (!this.#takes(',') && this.text[this.#at] !== '}') throw this.#expected(`',' or '}'`);
    }
    return result;
  }

  #list(depth: number): unknown[] {
    const result: unknown[] = [];
    this.#at += 1;
    while (!this.#takes(']')) {
      result.push(this.#value(depth + 1));
      if (!this.#takes(',') && this.text[this.#at] !== ']') throw this.#expected(`',' or ']'`);
    }
    return result;
  }

  #string(): string {
    const found = this.#match(quoted);
    if (found === undefined) throw this.#expected('a text in double quotes');
    return JSON.parse(found) as string;
  }

  /** Steps over a character, if it is the next one. */
  #takes(character: string): boolean {
    this.#skip();
    if (this.text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #skip(): void {
    this.#match(blank);
  }

  #match(form: RegExp): string | undefined {
    form.lastIndex = this.#at;
    const [found] = form.exec(this.text) ?? [];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #expected(what: string): JsonTextError {
    const before = this.text.slice(0, this.#at).split('\n');
    return new JsonTextError(before.length, (before.at(-1) ?? '').length + 1, what);
  }
}
