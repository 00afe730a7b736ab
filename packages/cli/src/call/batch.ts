import type { BatchOptions, Client, Settled } from '@ocipkit/client';
import { exitCodes, type ExitCode } from '../program/exit-codes.js';
import { CliError, failureOf } from '../program/failure.js';
import type { CommandInput } from './input.js';
import { prepare, type GivenFields, type Prepared, type PrepareOptions } from './prepare.js';
import { RequestProblem } from './request-name.js';
import { responseData } from './response-data.js';

/** What became of one request of a batch. */
export interface BatchEntry {
  /** Its place in the file, from 0. */
  readonly index: number;
  readonly request: string;
  readonly ok: boolean;
  readonly response?: Readonly<Record<string, unknown>>;
  readonly error?: {
    readonly code: string;
    /** The platform's error number, where it gave one. */
    readonly number?: number;
    readonly message: string;
    /** Whether the request reached the platform. */
    readonly outcome: string;
  };
}

/**
 * Makes and checks all requests of a file.
 *
 * @throws CliError with the problems of every request
 */
export async function prepareBatch(
  name: string | undefined,
  inputs: readonly CommandInput[],
  given: GivenFields,
  options: PrepareOptions,
): Promise<readonly Prepared[]> {
  if (inputs.length === 0) throw new CliError('The batch is empty.');
  const prepared: Prepared[] = [];
  const failed: string[] = [];
  let next: readonly string[] = [];
  for (const [i, input] of inputs.entries()) {
    try {
      prepared.push(await prepare(name, input, given, { ...options, ask: undefined }));
    } catch (error) {
      if (!(error instanceof RequestProblem)) throw error;
      failed.push(`[${String(i)}] ${error.message}`);
      if (next.length === 0) ({ next } = error);
    }
  }
  if (failed.length === 0) return prepared;
  const shown = failed.slice(0, SHOWN);
  const more = failed.length > SHOWN ? [`… and ${String(failed.length - SHOWN)} more`] : [];
  const count = `${String(failed.length)} of ${String(inputs.length)} requests can't be sent; nothing was sent.`;
  throw new CliError([count, ...shown, ...more].join('\n'), { next });
}

const SHOWN = 10;

/** A call of the client has one deadline for all, so it gets as many requests as that is meant for. */
const PART = 150;

export interface BatchRun {
  readonly client: Client;
  readonly options: BatchOptions;
  readonly showSecrets: boolean;
  readonly onProgress: (done: number, total: number) => void;
  readonly onSettled?: ((prepared: Prepared, settled: Settled) => void) | undefined;
}

/**
 * Sends requests in order. Where the platform can't be reached any more, those that are left are not
 * sent.
 */
export async function runBatch(
  prepared: readonly Prepared[],
  { client, options, showSecrets, onProgress, onSettled }: BatchRun,
): Promise<readonly BatchEntry[]> {
  const entries: BatchEntry[] = [];
  for (let from = 0; from < prepared.length; from += PART) {
    const part = prepared.slice(from, from + PART);
    onProgress(from, prepared.length);
    const requests = part.map(({ request }) => request);
    const results = (await client.batch(requests, options)) as readonly Settled[];
    results.forEach((settled, i) => {
      const one = part[i];
      if (one === undefined) return;
      onSettled?.(one, settled);
      entries.push(entryOf(one, settled, from + i, showSecrets));
    });
    const isLost = results.every((result) => !result.ok && result.error.code !== 'refused');
    if (isLost || options.signal?.aborted === true) break;
  }
  const left = prepared.slice(entries.length);
  return [...entries, ...left.map((one, i) => unsent(one, entries.length + i))];
}

function entryOf(
  { info }: Prepared,
  settled: Settled,
  index: number,
  showSecrets: boolean,
): BatchEntry {
  const request = info.name;
  if (settled.ok) {
    const response = responseData(settled.response, showSecrets);
    return { index, request, ok: true, response };
  }
  const { code, message, outcome } = settled.error;
  const number =
    'errorNumber' in settled.error ? (settled.error.errorNumber as number | undefined) : undefined;
  const error = { code, ...(number === undefined ? {} : { number }), message, outcome };
  return { index, request, ok: false, error };
}

function unsent({ info }: Prepared, index: number): BatchEntry {
  const error = { code: 'not-tried', message: 'It was not sent.', outcome: 'not-sent' };
  return { index, request: info.name, ok: false, error };
}

/** The exit code of a batch: 0 if all went well, 6 if some did, or what stood in the way of all. */
export function batchExitCode(entries: readonly BatchEntry[]): ExitCode {
  const failed = entries.filter(({ ok }) => !ok);
  const [first] = failed;
  if (first === undefined) return exitCodes.ok;
  if (failed.length < entries.length) return exitCodes.partial;
  if (failed.some(({ error }) => error?.code === 'refused')) return exitCodes.refused;
  return failureOf(Object.assign(new Error(first.error?.message), first.error)).exitCode;
}

/** The batch in rows: one for each request, with the fields of its response. */
export function batchRows(
  entries: readonly BatchEntry[],
): readonly Readonly<Record<string, unknown>>[] {
  return entries.map(({ index, request, ok, response, error }) => ({
    // They come first, and a field of the same name does not take their place.
    ...{ index, request, result: '', error: '', message: '' },
    ...response,
    ...{ index, request, result: ok ? 'ok' : (error?.code ?? '') },
    error: error?.number ?? '',
    message: error?.message ?? '',
  }));
}
