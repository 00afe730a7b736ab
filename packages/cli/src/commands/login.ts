import { connectionFlags, outputFlags } from '../program/flags.js';
import type { CommandSpec } from '../program/spec.js';

export const loginCommand: CommandSpec = {
  words: 'login',
  summary: 'Check a password, and keep it in the keyring',
  description: [
    'Asks for the password of the profile, logs in with it, and keeps it in the keyring of the operating',
    'system if that worked. Where the settings name another place for the password, it is taken from',
    'there and only checked.',
    '',
    'In CI, OCIP_PASSWORD holds the password and goes before every other place. Mind that each process of',
    'the job can read its environment, and that some programs write theirs into logs.',
  ].join('\n'),
  flags: [...connectionFlags, ...outputFlags],
  examples: [
    { description: 'The current profile', line: 'ocip login' },
    {
      description: 'From a password manager',
      line: 'pass show broadworks/lab | ocip login --profile lab --password-stdin',
    },
  ],
  run: async (context, given) => {
    const [{ logIn }, { expiryNote }] = await Promise.all([
      import('../credentials/login.js'),
      import('../connection/account.js'),
    ]);
    const { account, isStored, place, lacksKeyring } = await logIn(context, given);
    const { terminal } = context;
    const { noteStyle: style } = terminal;
    if (lacksKeyring) {
      const { passwordAlternatives } = await import('../credentials/alternatives.js');
      terminal.note(
        `${style.yellow('Warning:')} the login works, but its password is kept nowhere.`,
      );
      terminal.note(place);
      for (const line of passwordAlternatives) terminal.note(`${style.dim('→')} ${line}`);
    }
    const expiry = expiryNote(account.passwordExpiresDays);
    if (expiry !== undefined) terminal.note(`${style.yellow('Warning:')} ${expiry}`);
    const where = isStored ? 'The password is in the keyring.' : `Nothing was stored: ${place}.`;
    const level = account.loginType === undefined ? '' : ` (${account.loginType})`;
    const text = `${account.username}${level} is logged in at ${account.endpoint}.\n`;
    if (!lacksKeyring) terminal.note(where);
    await context.show(
      { data: { ...account, isStored }, rows: [{ ...account, isStored }], text },
      given,
    );
  },
};
