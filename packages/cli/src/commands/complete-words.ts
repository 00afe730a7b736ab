import type { Client } from '@ocipkit/client';
import type { Candidates } from '../completion/candidates.js';
import type { CommandSpec } from '../program/spec.js';

/** Milliseconds that whoever pressed Tab waits at most. */
const PATIENCE = 3500;

/** What the scripts of {@link completionCommand} call. It never fails and never asks. */
export const completeWordsCommand: CommandSpec = {
  words: '__complete',
  summary: 'Tell how a command line may go on',
  takesAll: true,
  run: async (context, { rest }) => {
    const words = rest[0] === '--' ? rest.slice(1) : rest;
    const [{ complete }, { createSources }, { LiveIds }, { clientWithoutAsking }] =
      await Promise.all([
        import('../completion/complete.js'),
        import('../completion/sources.js'),
        import('../completion/live-ids.js'),
        import('../completion/quiet-client.js'),
      ]);
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(PATIENCE)]);
    const patient = { ...context, signal };
    let client: Promise<Client | undefined> | undefined;
    const ids = new LiveIds(async (given) => (client ??= clientWithoutAsking(patient, given)));
    try {
      const found = await complete(
        words.length === 0 ? [''] : words,
        patient,
        createSources(patient, ids),
      );
      await context.terminal.out(linesOf(found));
    } finally {
      await (await client)?.close();
    }
  },
};

function linesOf({ list, paths }: Candidates): string {
  const lines = list.map(({ value, description }) =>
    description === undefined ? value : `${value}\t${oneLine(description)}`,
  );
  return `${[...lines, `:${paths ?? 'none'}`].join('\n')}\n`;
}

function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- these would end the line or move the cursor
  return text.replace(/[\x00-\x1f\x7f-\x9f]+/g, ' ').slice(0, 80);
}
