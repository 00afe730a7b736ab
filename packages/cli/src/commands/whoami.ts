import { connectionFlags, outputFlags } from '../program/flags.js';
import type { CommandSpec } from '../program/spec.js';

export const whoamiCommand: CommandSpec = {
  words: 'whoami',
  summary: 'Show the account in use, its level, and the platform',
  flags: [...connectionFlags, ...outputFlags],
  examples: [{ description: 'The current profile', line: 'ocip whoami' }],
  run: async (context, given) => {
    const [{ accountOfClient, expiryNote }, { findRelease }] = await Promise.all([
      import('../connection/account.js'),
      import('../connection/release.js'),
    ]);
    const client = await context.connect(given);
    const account = await accountOfClient(client, context, given);
    const { release, reason } = await findRelease(client);
    const { terminal } = context;
    if (reason !== undefined) terminal.note(`The release is not known. ${reason}`);
    const expiry = expiryNote(account.passwordExpiresDays);
    if (expiry !== undefined) terminal.note(`${terminal.noteStyle.yellow('Warning:')} ${expiry}`);
    const data = { ...account, release };
    await context.show({ data, rows: [data] }, given);
  },
};
