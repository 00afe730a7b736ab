#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { describeCounts, describeFailures, toJson } from './output.js';
import { readOptions, usage, UsageError, type Options } from './options.js';
import { runConformance } from './run.js';

const ownSchemas = fileURLToPath(new URL('../../../schemas/open', import.meta.url));

async function main(): Promise<number> {
  let options: Options | undefined;
  try {
    options = readOptions(process.argv.slice(2), ownSchemas);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${usage}`);
    return 2;
  }
  if (options === undefined) {
    process.stdout.write(usage);
    return 0;
  }
  const outcome = await runConformance({
    ...options,
    onProgress: (text) => process.stderr.write(`${text}\n`),
  });
  const { noOracle, report } = outcome;
  if (noOracle !== undefined) {
    process.stderr.write(`No oracle, its checks are skipped: ${noOracle}.\n`);
  }
  const counts = describeCounts(report.total);
  if (options.json) {
    process.stdout.write(`${JSON.stringify(toJson(outcome, options))}\n`);
    process.stderr.write(`${counts}\n`);
  } else {
    process.stdout.write(`${describeFailures(outcome)}${counts}\n`);
  }
  return report.total.failed > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  const said = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${said}\n`);
  // Whoever adds up the counts must see that this run is no success.
  const failed = { passed: 0, failed: 1, skipped: 0 };
  const isJson = process.argv.includes('--json');
  process.stdout.write(
    isJson ? `${JSON.stringify({ ...failed, error: said })}\n` : `${describeCounts(failed)}\n`,
  );
  process.exitCode = 1;
}
