import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const probe = new URL('peak.js', import.meta.url).href;

/** What one run of a program took. */
export interface ProcessSample {
  /** From its start to its end. */
  readonly ms: number;
  readonly stdout: string;
}

/**
 * Runs a program to its end.
 *
 * @throws Error with its output, if it can't be started or doesn't end with 0
 */
export function runProgram(
  program: string,
  parameters: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): ProcessSample {
  const start = performance.now();
  const result = spawnSync(program, parameters, {
    env,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  const ms = performance.now() - start;
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) {
    throw new Error(`${program} ${parameters.join(' ')} failed:\n${result.stdout}${result.stderr}`);
  }
  return { ms, stdout: result.stdout };
}

/** What one run of Node took. */
export interface NodeSample extends ProcessSample {
  /** Peak resident memory. */
  readonly peakMb: number;
}

/** Runs Node, and sees its peak memory as well. */
export function runNode(parameters: readonly string[]): NodeSample {
  const folder = mkdtempSync(join(tmpdir(), 'ocipkit-peak-'));
  try {
    const file = join(folder, 'peak');
    const env = { ...process.env, PEAK_FILE: file };
    const sample = runProgram(process.execPath, ['--import', probe, ...parameters], env);
    return { ...sample, peakMb: Number(readFileSync(file, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The times of samples, in order. */
export const timesOf = (samples: readonly { readonly ms: number }[]): number[] =>
  samples.map(({ ms }) => ms);

/** The peaks of samples, in order. */
export const peaksOf = (samples: readonly { readonly peakMb: number }[]): number[] =>
  samples.map(({ peakMb }) => peakMb);
