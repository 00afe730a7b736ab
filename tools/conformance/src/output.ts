import type { Options } from './options.js';
import type { Counts, Failure } from './report.js';
import { checks } from './report.js';
import type { Outcome } from './run.js';

/** Failures printed in full. */
const SHOWN = 20;

/** `N passed, N failed, N skipped` */
export function describeCounts({ passed, failed, skipped }: Counts): string {
  return `${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`;
}

/** What failed, with the messages of the first failures, and the counts of each check. */
export function describeFailures({ release, commands, report }: Outcome): string {
  const lines = report.failures.slice(0, SHOWN).flatMap(describeFailure);
  const hidden = report.total.failed - SHOWN;
  if (hidden > 0) lines.push(`… and ${String(hidden)} more failures; --json lists up to 1000`, '');
  lines.push(`${release}: ${String(commands)} commands`);
  for (const check of checks) {
    const counts = report.counts[check];
    if (counts.passed + counts.failed + counts.skipped === 0) continue;
    lines.push(`  ${check.padEnd(14)} ${describeCounts(counts)}`);
  }
  return `${lines.join('\n')}\n`;
}

function describeFailure({ type, variant, check, path, message, document }: Failure): string[] {
  const lines = [`FAILED ${check}: ${type} (${variant})`, `  at ${path}`, `  ${message}`];
  if (document !== undefined) lines.push(`  ${document.trim()}`);
  return [...lines, ''];
}

/** The outcome as `--json` prints it. */
export function toJson(outcome: Outcome, { schemas, instances, seed, include }: Options): object {
  const { release, commands, report, noOracle, ms } = outcome;
  return {
    release,
    schemas,
    instances,
    seed,
    include,
    commands,
    ...report.total,
    checks: report.counts,
    mutations: report.mutations,
    oracle: noOracle === undefined ? { used: true } : { used: false, reason: noOracle },
    failures: report.failures,
    ms,
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}
