import { Command, Option } from 'commander';
import { describeDiagnostic, GenerationError, type Diagnostic } from '../diagnostics.js';
import type { GenerateResult, Stage } from '../generate.js';
import { loadPatches } from '../patch/load.js';
import type { WriteResult } from '../write/write-files.js';

interface GenerateFlags {
  readonly schemas: string;
  readonly out?: string;
  readonly reference?: string;
  readonly supplement?: string[];
  readonly package?: string;
  readonly label?: string;
  readonly entry?: string;
  readonly include?: string[];
  readonly patches?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly unreached?: boolean;
  readonly deprecated: boolean;
  readonly docs: boolean;
  readonly javascript?: boolean;
}

/** Generates a release: exit code 1 if it can't be generated. */
export function generateCommand(): Command {
  return new Command('generate')
    .description('Turns a release of the OCI-P schemas into typed commands.')
    .requiredOption('--schemas <path>', 'folder or zip of the release’s XSD files')
    .option('--out <folder>', 'where to write; nothing is written without it')
    .option('--reference <folder>', 'where to write what is to be read about the release, as JSON')
    .option('--package <name>', 'write a complete package of this name')
    .option('--label <name>', 'name of the release; the name of the folder by default')
    .option('--entry <file>', 'the schema file to begin with; found by itself by default')
    .option('--include <glob...>', 'only requests whose names match, with all they need')
    .option('--patches <file>', 'corrections to the release, as a JSON list')
    .option('--supplement <file...>', 'schema files that the delivery lacks')
    .option('--unreached', 'take in files that no include reaches')
    .option('--no-deprecated', 'leave deprecated commands out')
    .option('--no-docs', 'leave the documentation of the schemas out')
    .addOption(
      new Option(
        '--javascript',
        'write JavaScript that Node runs as it is, without types',
      ).conflicts('package'),
    )
    .option('--strict', 'treat every healed defect as an error')
    .option('--json', 'print the result as one JSON object')
    .action((flags: GenerateFlags) => run(flags));
}

async function run(flags: GenerateFlags): Promise<void> {
  // It brings the TypeScript compiler along, which the other commands need not wait for.
  const { generate } = await import('../generate.js');
  const progress = flags.json === true ? undefined : progressLine();
  try {
    const result = generate({
      ...flags,
      packageName: flags.package,
      prose: flags.docs,
      patches: flags.patches === undefined ? [] : loadPatches(flags.patches),
      onProgress: progress,
    });
    progress?.('write', 1, 1);
    if (flags.json === true) console.log(JSON.stringify(report(result)));
    else print(result, flags);
  } catch (error) {
    if (!(error instanceof GenerationError)) throw error;
    progress?.('write', 1, 1);
    if (flags.json === true) console.log(JSON.stringify({ diagnostics: error.diagnostics }));
    process.stderr.write(`${error.message}\nNothing was written.\n`);
    process.exitCode = 1;
  }
}

function report(result: GenerateResult): object {
  const { release, hash, counts, diagnostics, ms, written, writtenReference } = result;
  const peakRssMb = Math.round(process.resourceUsage().maxRSS / 1024);
  return { release, hash, counts, diagnostics, ms, peakRssMb, written, writtenReference };
}

function print(
  { release, counts, diagnostics, ms, written, writtenReference }: GenerateResult,
  flags: GenerateFlags,
): void {
  for (const diagnostic of diagnostics.filter((d) => d.severity !== 'info')) {
    process.stderr.write(`${describeDiagnostic(diagnostic)}\n`);
  }
  const remarks = summary(diagnostics.filter((d) => d.severity === 'info'));
  if (remarks !== '') process.stderr.write(`remarks: ${remarks} (--json lists them)\n`);
  const took = Object.values(ms).reduce((sum, n) => sum + n, 0);
  console.log(
    `${release}: ${String(counts.requests)} requests, ${String(counts.responses)} responses, ` +
      `${String(counts.types)} types and ${String(counts.enums)} enumerations from ` +
      `${String(counts.files)} files in ${(took / 1000).toFixed(1)} s`,
  );
  printWritten(flags.out, written);
  printWritten(flags.reference, writtenReference);
}

function printWritten(folder: string | undefined, result: WriteResult | undefined): void {
  if (folder === undefined || result === undefined) return;
  console.log(
    `${folder}: ${String(result.written)} files written, ` +
      `${String(result.unchanged)} unchanged, ${String(result.removed)} removed`,
  );
}

function summary(diagnostics: readonly Diagnostic[]): string {
  const counts = new Map<string, number>();
  for (const { code } of diagnostics) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => `${String(count)} ${code}`).join(', ');
}

/** A line on the terminal that is overwritten; nothing elsewhere. */
function progressLine(): ((stage: Stage, done: number, total: number) => void) | undefined {
  if (!process.stderr.isTTY) return undefined;
  return (stage, done, total) => {
    const text = stage === 'write' ? '' : `${stage} ${String(done)}/${String(total)}`;
    process.stderr.write(`\r\x1b[K${text}`);
  };
}
