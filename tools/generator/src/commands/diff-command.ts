import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Command, Option } from 'commander';
import { describeDiagnostic, Diagnostics, GenerationError } from '../diagnostics.js';
import { diffReleases } from '../diff/compare.js';
import { renderMarkdown } from '../diff/render-markdown.js';
import { renderText } from '../diff/render-text.js';
import type { ReleaseDiff } from '../diff/types.js';
import { readRelease, type Release } from '../model/release.js';
import { builtInPatches } from '../patch/built-in.js';
import { readSource } from '../read/source.js';

interface DiffFlags {
  readonly markdown?: boolean;
  readonly json?: boolean;
  readonly out?: string;
  readonly entry?: string;
}

/** Compares two releases: exit code 1 if one of them can't be read, whether they differ or not. */
export function diffCommand(): Command {
  return new Command('diff')
    .description('Tells what changed between two releases.')
    .argument('<from>', 'folder or zip of the older release’s XSD files')
    .argument('<to>', 'folder or zip of the newer release’s XSD files')
    .addOption(new Option('--markdown', 'print a release note').conflicts('json'))
    .option('--json', 'print the result as one JSON object')
    .option('--entry <file>', 'the schema file to begin with, in both; found by itself by default')
    .option('--out <file>', 'write to a file; its folder is made if need be')
    .action((from: string, to: string, flags: DiffFlags) => {
      run(from, to, flags);
    });
}

function run(from: string, to: string, flags: DiffFlags): void {
  const older = read(from, flags);
  const newer = older === undefined ? undefined : read(to, flags);
  if (older === undefined || newer === undefined) {
    process.exitCode = 1;
    return;
  }
  const text = render(diffReleases(older, newer), flags);
  if (flags.out === undefined) process.stdout.write(text);
  else write(flags.out, text);
}

/** The release, or undefined once it has been said why it can't be read. */
function read(path: string, flags: DiffFlags): Release | undefined {
  const diagnostics = new Diagnostics();
  try {
    const options = { entry: flags.entry, patches: builtInPatches };
    const release = readRelease(readSource(path), options, diagnostics);
    for (const diagnostic of diagnostics.list.filter((d) => d.severity === 'warning')) {
      process.stderr.write(`${release.label}: ${describeDiagnostic(diagnostic)}\n`);
    }
    return release;
  } catch (error) {
    if (!(error instanceof GenerationError)) throw error;
    if (flags.json === true) {
      console.log(JSON.stringify({ release: path, diagnostics: error.diagnostics }));
    }
    process.stderr.write(`${error.message}\n'${path}' cannot be compared.\n`);
    return undefined;
  }
}

function render(diff: ReleaseDiff, { json, markdown }: DiffFlags): string {
  if (json === true) return `${JSON.stringify(diff)}\n`;
  return markdown === true ? renderMarkdown(diff) : renderText(diff);
}

function write(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`'${path}' cannot be written: ${reason}\n`);
    process.exitCode = 1;
  }
}
