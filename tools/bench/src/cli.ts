#!/usr/bin/env node
import { statSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Benchmark } from './benchmark.js';
import { audit } from './benchmarks/audit.js';
import { bundle } from './benchmarks/bundle.js';
import { codec } from './benchmarks/codec.js';
import { commandLine } from './benchmarks/command-line.js';
import { digest } from './benchmarks/digest.js';
import { exchange } from './benchmarks/exchange.js';
import { generate } from './benchmarks/generate.js';
import { importing } from './benchmarks/import.js';
import { latency } from './benchmarks/latency.js';
import { receive } from './benchmarks/receive.js';
import { simulate } from './benchmarks/simulate.js';
import { start } from './benchmarks/start.js';
import { table } from './benchmarks/table.js';
import { typecheck } from './benchmarks/typecheck.js';
import { readOptions, usage, UsageError, type Options } from './options.js';
import { describeReport } from './output.js';
import type { Report } from './report.js';
import { Workshop } from './workshop.js';

const benchmarks: readonly Benchmark[] = [
  generate,
  typecheck,
  importing,
  bundle,
  codec,
  table,
  exchange,
  latency,
  receive,
  start,
  simulate,
  digest,
  audit,
  commandLine,
];
const names = benchmarks.map((benchmark) => benchmark.name);
const ownSchemas = fileURLToPath(new URL('../../../schemas/open', import.meta.url));

async function main(): Promise<number> {
  let options: Options | undefined;
  try {
    options = readOptions(process.argv.slice(2), names, ownSchemas);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${usage(names)}`);
    return 2;
  }
  if (options === undefined) {
    process.stdout.write(usage(names));
    return 0;
  }
  if (!statSync(options.schemas, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`--schemas: there is no folder '${options.schemas}'`);
  }
  await run(options);
  return 0;
}

async function run({ schemas, only, runs, large, json }: Options): Promise<void> {
  const workshop = new Workshop(schemas);
  // Also when the run is stopped: what was generated may be under someone's licence.
  process.once('exit', () => workshop.dispose());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const reports: Report[] = [];
  for (const { name, title, runs: usual, measure } of benchmarks) {
    if (only.length > 0 && !only.includes(name)) continue;
    process.stderr.write(`${name} …\n`);
    const report = { name, title, ...(await measure({ workshop, runs, large }, runs ?? usual)) };
    reports.push(report);
    if (!json) process.stdout.write(`${describeReport(report)}\n`);
  }
  if (!json) return;
  const { version, platform, arch } = process;
  const machine = { node: version, platform, arch, cpus: cpus().length };
  process.stdout.write(`${JSON.stringify({ schemas, machine, benchmarks: reports })}\n`);
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
