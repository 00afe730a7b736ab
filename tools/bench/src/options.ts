import { parseArgs } from 'node:util';

export interface Options {
  /** Folder of the release's XSD files. */
  readonly schemas: string;
  /** Names of the benchmarks to run; all by default. */
  readonly only: readonly string[];
  /** Rounds of each benchmark; undefined for the number each has of its own. */
  readonly runs: number | undefined;
  /** Read a table of 50 MB as well. */
  readonly large: boolean;
  /** Print one JSON object. */
  readonly json: boolean;
}

/** The arguments make no sense. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What `--help` prints. */
export function usage(benchmarks: readonly string[]): string {
  return `Usage: npm run bench -- [options]

Measures the generator, the code it generates, the client, the simulator and the automations side by side
with what they are compared to, in alternating rounds, and prints ratios, medians and ranges.

  --schemas DIR   folder of XSD files to generate from (schemas/open)
  --only NAME     one of ${benchmarks.join(', ')}; may be repeated
  --runs N        rounds of each benchmark (each has a number of its own)
  --large         read a table of 50 MB too
  --json          print one JSON object
  --help          show this

A goal that is missed is shown and is no failure. Exit codes: 0 measured, 1 something could not be
measured, 2 wrong usage.
`;
}

/**
 * Reads the command line; undefined if help is asked for.
 *
 * @param benchmarks the names that `--only` may have
 * @param defaultSchemas taken where no schemas are named
 * @throws UsageError
 */
export function readOptions(
  parameters: readonly string[],
  benchmarks: readonly string[],
  defaultSchemas: string,
): Options | undefined {
  const values = parse(parameters);
  if (values.help === true) return undefined;
  const only = values.only ?? [];
  const unknown = only.find((name) => !benchmarks.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`--only: found '${unknown}', expected one of ${benchmarks.join(', ')}`);
  }
  return {
    schemas: values.schemas ?? defaultSchemas,
    only,
    runs: rounds(values.runs),
    large: values.large === true,
    json: values.json === true,
  };
}

function parse(parameters: readonly string[]) {
  try {
    return parseArgs({
      args: [...parameters],
      options: {
        schemas: { type: 'string' },
        only: { type: 'string', multiple: true },
        runs: { type: 'string' },
        large: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function rounds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,3}$/.test(text)) {
    throw new UsageError(`--runs: found '${text}', expected a whole number from 1 to 9999`);
  }
  return Number(text);
}
