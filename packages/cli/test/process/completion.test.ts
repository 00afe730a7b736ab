import { execFileSync, spawn } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startSimulator, type StartedSimulator } from '@ocipkit/simulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Folder, program } from '../support/program.js';

const anna = 'anna.schmidt@grandharbour.test';

let simulator: StartedSimulator;
let folder: Folder;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 'demo' });
  folder = await Folder.at(simulator);
  const bin = join(folder.path, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'ocip'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  await chmod(join(bin, 'ocip'), 0o755);
  await writeFile(join(folder.path, 'user list.json'), '[]');
  await mkdir(join(folder.path, 'usage'));
});
afterAll(async () => {
  await folder[Symbol.asyncDispose]();
  await simulator.stop();
});

function has(shell: string): boolean {
  try {
    execFileSync(shell, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    console.log(`skipped: the completion of ${shell}, which is not installed`);
    return false;
  }
}

/** Runs a script in a shell that finds `ocip`. */
async function run(shell: string, args: readonly string[]): Promise<string> {
  const env = {
    ...folder.env,
    PATH: [join(folder.path, 'bin'), process.env.PATH].join(delimiter),
  };
  const child = spawn(shell, args, { cwd: folder.path, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(err).toBe('');
  return out;
}

const cases: readonly (readonly [words: readonly string[], suggested: readonly string[]])[] = [
  [['us'], ['user']],
  [['user', 'dig'], ['digest']],
  [['call', 'UserGetRequest23V'], ['UserGetRequest23V2']],
  [['user', 'digest', '--output', 'js'], ['json']],
  [['user', 'digest', 'anna'], [anna]],
  [['user', 'digest', 'anna.schmidt@gr'], [anna]],
  [['group', 'users', 'Grand-Harbour', 'Ber'], ['Berlin']],
  [['user', 'digest', '--html', 'usa'], ['usage']],
];

describe.runIf(has('bash'))('the script of bash', () => {
  /** What bash would offer: it splits words at `=`, `:` and `@` before it asks. */
  const offered = async (words: readonly string[], prelude = ''): Promise<readonly string[]> => {
    const parts = ['ocip', ...words].flatMap((word) =>
      word.split(/([=:@]+)/).filter((part) => part !== ''),
    );
    if (words.at(-1) === '') parts.push('');
    const script = `${prelude}
source <(ocip completion bash)
compopt() { :; }
COMP_LINE="$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
COMP_POINT=\${#COMP_LINE}
_ocip
printf '%s\\n' "\${COMPREPLY[@]}"`;
    const line = ['ocip', ...words].join(' ');
    const out = await run('bash', ['--norc', '--noprofile', '-c', script, 'bash', line, ...parts]);
    return out.split('\n').filter((line) => line !== '');
  };

  test.each(cases)('completes %j', async (words, suggested) => {
    const found = await offered(words);
    // After a mark at which bash splits, only what follows it is to be given.
    const typed = words.at(-1) ?? '';
    const start = Math.max(...['=', ':', '@'].map((mark) => typed.lastIndexOf(mark))) + 1;
    expect(found).toEqual(suggested.map((value) => value.slice(start)));
  });

  test('completes the value behind an equals sign', async () => {
    expect(await offered(['user', 'digest', '--output=js'])).toEqual(['json']);
  });

  test('quotes what a shell would take apart', async () => {
    expect(await offered(['call', 'X', '--input', 'user'])).toEqual(['user list.json']);
    expect(await offered(['alias', 'find', 'x', '--kinds', 'Voice'])).toEqual([
      'VoiceXML',
      'Voice\\ Portal',
    ]);
  });
});

describe.runIf(has('zsh'))('the script of zsh', () => {
  test.each(cases.slice(0, -1))('completes %j', async (words, suggested) => {
    const script = `
autoload -Uz compinit; compinit -D
source <(ocip completion zsh)
_describe() { local -a list; list=("\${(@P)2}"); print -rl -- "\${list[@]}" }
words=(ocip "$@"); CURRENT=$#words
_ocip`;
    const out = await run('zsh', ['-f', '-c', script, 'zsh', ...words]);
    const values = out.split('\n').filter((line) => line !== '');
    expect(values.map((line) => line.replace(/([^\\]):.*$/, '$1'))).toEqual(suggested);
  });
});

describe.runIf(has('fish'))('the script of fish', () => {
  test.each(cases)('completes %j', async (words, suggested) => {
    const line = ['ocip', ...words].join(' ');
    const script = `ocip completion fish | source; complete -C '${line}'`;
    const out = await run('fish', ['--no-config', '-c', script]);
    const values = out.split('\n').filter((found) => found !== '');
    expect(values.map((found) => (found.split('\t')[0] ?? '').replace(/\/$/, ''))).toEqual(
      suggested,
    );
  });
});

describe.runIf(has('pwsh'))('the script of PowerShell', () => {
  test.each(cases.slice(0, -1))('completes %j', async (words, suggested) => {
    const line = ['ocip', ...words].join(' ');
    const script = `ocip completion powershell | Out-String | Invoke-Expression
(TabExpansion2 '${line}' ${String(line.length)}).CompletionMatches | ForEach-Object { $_.ListItemText }`;
    const out = await run('pwsh', ['-NoProfile', '-NonInteractive', '-Command', script]);
    expect(out.split(/\r?\n/).filter((found) => found !== '')).toEqual(suggested);
  });
});
