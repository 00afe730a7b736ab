import type { Check, CheckState } from '../connection/doctor/check.js';
import { connectionFlags, outputFlags } from '../program/flags.js';
import type { CommandSpec } from '../program/spec.js';
import type { Terminal } from '../terminal/terminal.js';

export const doctorCommand: CommandSpec = {
  words: 'doctor',
  summary: 'Find what stands in the way of a login, step by step',
  description: [
    'Looks at this machine, then goes the way to the platform step by step: settings, DNS, TCP, TLS and',
    'its certificate, login, release, latency. It goes on as far as it can, and says what to do about',
    'each thing that is wrong. Exit code 5 where the platform is not reached, 4 where the login fails,',
    '2 where the settings are wrong.',
  ].join('\n'),
  flags: [...connectionFlags, ...outputFlags],
  examples: [
    { description: 'The current profile', line: 'ocip doctor' },
    { description: 'For a program that watches', line: 'ocip doctor --profile lab -o json' },
  ],
  run: async (context, given) => {
    const { examine, exitCodeOf } = await import('../connection/doctor/doctor.js');
    const checks = await examine(context, given);
    const rows = checks.map(({ name, state, found, next, ms }) => ({
      check: name,
      state,
      found,
      next,
      ms,
    }));
    const { plainText } = await import('../output/plain.js');
    const text = checks.map((check) => lineOf(check, context.terminal, plainText)).join('');
    await context.show({ data: rows, rows, text }, given);
    return exitCodeOf(checks);
  },
};

const marks: Readonly<Record<CheckState, string>> = { ok: '✓', warn: '!', fail: '✗', skipped: '-' };

function lineOf(
  { name, state, found, next }: Check,
  { style }: Terminal,
  plain: (text: string) => string,
): string {
  const color = { ok: style.green, warn: style.yellow, fail: style.red, skipped: style.dim }[state];
  const line = `${color(marks[state])} ${name.padEnd(12)} ${plain(found)}\n`;
  return next === undefined
    ? line
    : `${line}  ${' '.repeat(12)} ${style.dim('→')} ${plain(next)}\n`;
}
