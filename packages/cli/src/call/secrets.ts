import { CliError } from '../program/failure.js';
import type { Terminal } from '../terminal/terminal.js';

/** Where the texts of fields come from that are no flags. */
export interface FieldSources {
  /** Path of the field that stdin holds the text of. */
  readonly stdin: string | undefined;
  /** `path=VARIABLE`. */
  readonly env: readonly string[];
}

/**
 * Reads the texts of fields from stdin and from the environment.
 *
 * @throws CliError if a variable is not set, or an entry is no `path=VARIABLE`
 */
export async function readFieldSources(
  { stdin, env }: FieldSources,
  world: {
    readonly terminal: Pick<Terminal, 'readInput'>;
    readonly env: Readonly<Record<string, string | undefined>>;
  },
): Promise<readonly (readonly [path: string, text: string])[]> {
  const texts = env.map((entry) => {
    const at = entry.indexOf('=');
    const path = entry.slice(0, at);
    const variable = entry.slice(at + 1);
    if (at < 1 || !/^\w+$/.test(variable)) {
      // What stands there may be the secret itself.
      throw new CliError('--field-env takes a field and the name of a variable: field=VARIABLE.');
    }
    const text = world.env[variable];
    if (text === undefined) {
      throw new CliError(`The variable ${variable}, meant for ${path}, is not set.`);
    }
    return [path, text] as const;
  });
  if (stdin === undefined) return texts;
  const text = (await world.terminal.readInput()).replace(/\r?\n$/, '');
  return [...texts, [stdin, text]];
}

/** What to do instead of giving a secret by a flag. */
export function secretAdvice(path: string): readonly string[] {
  return [
    `Give it by --field-stdin ${path}, --field-env ${path}=VARIABLE or --input, or give --${path} without a value to be asked for it.`,
  ];
}
