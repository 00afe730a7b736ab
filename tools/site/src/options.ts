import { parseArgs } from 'node:util';

export interface SiteOptions {
  /** Folder the site is written to. */
  readonly out: string;
  /** Schemas of the release to document; those that the commands package was made from by default. */
  readonly schemas: string | undefined;
  /** Schemas of an older release, to tell what is new. */
  readonly since: string | undefined;
  /** Whether the API reference is part of it. */
  readonly api: boolean;
  /** Serve what was built in place of building. */
  readonly serve: boolean;
  readonly port: number;
}

/** What is wrong with the arguments. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `Usage: npm run docs -- [options]

  --out <folder>       where to write; docs-site by default
  --schemas <path>     document this release; OCIPKIT_SCHEMAS, or the commands of this repository
  --since <path>       tell what is new since the release of these schemas
  --no-api             leave the API reference out
  --serve              serve what was built
  --port <number>      port to serve on; 4173 by default, 0 for a free one
`;

/** @throws UsageError if an argument is unknown or lacks its value */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): SiteOptions | undefined {
  const values = parse(args);
  if (values.help === true) return undefined;
  const port = Number(values.port ?? '4173');
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new UsageError(`--port: found '${values.port ?? ''}', expected 0 to 65535`);
  }
  const { OCIPKIT_SCHEMAS: named } = environment;
  return {
    out: values.out ?? 'docs-site',
    schemas: values.schemas ?? (named === '' ? undefined : named),
    since: values.since,
    api: values['no-api'] !== true,
    serve: values.serve === true,
    port,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        out: { type: 'string' },
        schemas: { type: 'string' },
        since: { type: 'string' },
        'no-api': { type: 'boolean' },
        serve: { type: 'boolean' },
        port: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
