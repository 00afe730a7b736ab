import { parseArgs } from 'node:util';

export interface Options {
  /** Folder or zip of the release's XSD files. */
  readonly schemas: string;
  /** Random instances, and mutations, of each command. */
  readonly instances: number;
  readonly seed: number;
  /** Names of the commands to check; all by default. */
  readonly include: readonly string[];
  /** Have an independent validator judge every document. */
  readonly oracle: boolean;
  /** Print one JSON object. */
  readonly json: boolean;
}

export const usage = `Usage: npm run conformance -- [options]

Builds messages of every command of a release, writes them, reads them back, and has Xerces
(xsd-schema-validator, needs a JDK) judge them by the schemas of that release. Then it spoils them,
and checks that our validation and Xerces both refuse.

  --schemas PATH    folder or zip of XSD files (schemas/open)
  --instances N     random instances, and mutations, of each command (3)
  --seed S          a run with the same seed makes the same messages (1)
  --include GLOB    only commands whose names match; may be repeated
  --no-oracle       leave Xerces out; its checks count as skipped
  --json            print one JSON object; the counts go to the error output
  --help            show this

The last line is \`N passed, N failed, N skipped\`. Exit codes: 0 nothing failed, 1 something did,
2 wrong usage.
`;

/** The arguments make no sense. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Reads the command line; undefined if help is asked for.
 *
 * @param defaultSchemas taken where no schemas are named
 * @throws UsageError
 */
export function readOptions(
  parameters: readonly string[],
  defaultSchemas: string,
): Options | undefined {
  const values = parse(parameters);
  if (values.help === true) return undefined;
  return {
    schemas: values.schemas ?? defaultSchemas,
    instances: wholeNumber('--instances', values.instances, 3),
    seed: wholeNumber('--seed', values.seed, 1),
    include: values.include ?? [],
    oracle: values['no-oracle'] !== true,
    json: values.json === true,
  };
}

function parse(parameters: readonly string[]) {
  try {
    return parseArgs({
      args: [...parameters],
      options: {
        schemas: { type: 'string' },
        instances: { type: 'string' },
        seed: { type: 'string' },
        include: { type: 'string', multiple: true },
        'no-oracle': { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(option: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (!/^\d{1,9}$/.test(text)) {
    throw new UsageError(`${option}: found '${text}', expected a whole number`);
  }
  return Number(text);
}

/** A filter for names by patterns with `*` and `?`; lets everything through where there is none. */
export function nameFilter(globs: readonly string[]): (name: string) => boolean {
  if (globs.length === 0) return () => true;
  const patterns = globs.map((glob) => {
    const body = glob
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return new RegExp(`^${body}$`);
  });
  return (name) => patterns.some((pattern) => pattern.test(name));
}
