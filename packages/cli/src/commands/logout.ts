import { connectionFlags, outputFlags } from '../program/flags.js';
import type { CommandSpec } from '../program/spec.js';

const names = ['profile', 'url', 'username'];

export const logoutCommand: CommandSpec = {
  words: 'logout',
  summary: 'Remove the password from the keyring',
  description: 'Removes the password of the profile from the keyring. The profile stays.',
  flags: [...connectionFlags.filter(({ name }) => names.includes(name)), ...outputFlags],
  examples: [{ description: 'The current profile', line: 'ocip logout' }],
  run: async (context, given) => {
    const [{ accountOf }, { accountAt }, { openKeyring }, { assertProfile }] = await Promise.all([
      import('../connection/open.js'),
      import('../connection/endpoint.js'),
      import('../credentials/keyring.js'),
      import('../settings/load.js'),
    ]);
    const settings = await context.settings(given);
    await assertProfile(settings);
    const { url, username } = accountOf(settings);
    const account = await accountAt(url, username);
    const isRemoved = await (await openKeyring(context.signal)).remove(account);
    const { terminal } = context;
    const place = settings.password.value;
    if (place.kind !== 'keyring') {
      const { describePasswordPlace } = await import('../settings/password-place.js');
      terminal.note(`What keeps the password stays: ${describePasswordPlace(place)}.`);
    }
    const text = isRemoved
      ? `The password of ${username} at ${account.endpoint} is gone from the keyring.\n`
      : `The keyring has no password of ${username} at ${account.endpoint}.\n`;
    const data = { ...account, isRemoved };
    await context.show({ data, rows: [data], text }, given);
  },
};
