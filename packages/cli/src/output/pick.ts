import { CliError } from '../program/failure.js';

type Plain = Readonly<Record<string, unknown>>;

/** What `--query` and `--fields` leave of a result. */
export interface Picked {
  readonly data: unknown;
  /** The data is no longer what the command gave: it has no report. */
  readonly isPicked: boolean;
}

/**
 * @throws CliError for an expression that is none, or a field that no row has
 */
export async function pick(
  data: unknown,
  query: string | undefined,
  fields: readonly string[],
): Promise<Picked> {
  const queried = query === undefined ? data : await search(data, query);
  if (fields.length === 0) return { data: queried, isPicked: query !== undefined };
  if (!Array.isArray(queried)) return { data: pickFields([queried], fields)[0], isPicked: true };
  return { data: pickFields(queried, fields), isPicked: true };
}

async function search(data: unknown, expression: string): Promise<unknown> {
  const { search: run } = await import('@jmespath-community/jmespath');
  try {
    return run(data as Parameters<typeof run>[0], expression);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError(`--query is no JMESPath expression for this result: ${reason}`, {
      next: ['Try it on ocip … -o json first; names with a dot or blank stand in double quotes.'],
      cause: error,
    });
  }
}

function pickFields(rows: readonly unknown[], fields: readonly string[]): readonly Plain[] {
  const paths = fields.map((field) => [field, field.split('.')] as const);
  const missing = paths.find(([, path]) => rows.length > 0 && !rows.some((row) => has(row, path)));
  if (missing !== undefined) {
    const known = [...new Set(rows.flatMap((row) => (isObject(row) ? Object.keys(row) : [])))];
    throw new CliError(`The result has no field ${missing[0]}.`, {
      next: [`It has ${known.join(', ')}.`],
    });
  }
  return rows.map((row) =>
    Object.fromEntries(paths.map(([field, path]) => [field, at(row, path)])),
  );
}

/** Whether a path leads somewhere; a field that may be absent counts where its parent is there. */
function has(row: unknown, path: readonly string[]): boolean {
  let value = row;
  for (const name of path) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return false;
    value = value[name];
  }
  return true;
}

function at(row: unknown, path: readonly string[]): unknown {
  let value = row;
  for (const name of path) {
    if (!isObject(value)) return undefined;
    value = Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}

function isObject(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
