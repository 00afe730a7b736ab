import type { Context } from '../program/context.js';
import { CliError } from '../program/failure.js';
import { outputFlags } from '../program/flags.js';
import {
  booleanFlag,
  integerFlag,
  textArg,
  textFlag,
  type CommandSpec,
  type Given,
} from '../program/spec.js';
import type { WrittenPasswordPlace } from '../settings/password-place.js';
import type { WrittenProfile } from '../settings/profiles.js';
import { loginKinds } from '../settings/settings.js';

const PASSWORD = 'Password';

export const profileAddCommand: CommandSpec = {
  words: 'profile add',
  summary: 'Keep the address and the account of a platform under a name',
  description: [
    'Keeps the address and the account of a platform under a name. On a terminal it asks for what is',
    'missing. The first profile becomes the current one. The password itself is never kept here: ocip',
    'login puts it into the keyring of the operating system, or a flag names another place.',
  ].join('\n'),
  args: [{ name: 'name', description: 'name of the profile', isRequired: true }],
  flags: [
    {
      name: 'url',
      type: 'text',
      value: 'address',
      description: 'tls://host[:port], tcp://host[:port], or https://host[:port][/path] for SOAP',
    },
    { name: 'username', type: 'text', value: 'id', description: 'account to log in with' },
    {
      name: 'login',
      type: 'choice',
      choices: loginKinds,
      description: 'way to log in; the transport decides by default',
    },
    {
      name: 'ca',
      type: 'text',
      value: 'file',
      description: 'certificates of the authorities to trust, in PEM',
      suggestions: 'file',
    },
    {
      name: 'release',
      type: 'integer',
      description: 'number of the release, such as 25; the platform is asked by default',
    },
    {
      name: 'commands',
      type: 'text',
      value: 'folder',
      description: 'commands of the release, as ocip generate --javascript wrote them',
      suggestions: 'folder',
    },
    { name: 'timeout', type: 'integer', value: 'seconds', description: 'time for each call' },
    { name: 'sessions', type: 'integer', description: 'sessions at most' },
    {
      name: 'keyring',
      type: 'boolean',
      description: 'in the keyring of the operating system; so by default',
      group: PASSWORD,
    },
    {
      name: 'password-command',
      type: 'text',
      value: 'command',
      description: 'a program that prints it, with arguments; no shell reads them',
      group: PASSWORD,
    },
    {
      name: 'password-file',
      type: 'text',
      value: 'file',
      description: 'in a file that nobody else may read',
      suggestions: 'file',
      group: PASSWORD,
    },
    {
      name: 'password-env',
      type: 'text',
      value: 'variable',
      description: 'in an environment variable; every process below the shell can read it',
      group: PASSWORD,
    },
    {
      name: 'password-prompt',
      type: 'boolean',
      description: 'ask for it each time',
      group: PASSWORD,
    },
    {
      name: 'force',
      type: 'boolean',
      description: 'change the profile where there is one already',
    },
    ...outputFlags,
  ],
  examples: [
    {
      description: 'A platform over TLS; then keep its password',
      line: 'ocip profile add lab --url tls://as1.example.net --username admin && ocip login',
    },
    {
      description: 'The password comes from a password manager',
      line: 'ocip profile add lab --url tls://as1.example.net --username admin --password-command "pass show broadworks/lab"',
    },
  ],
  run: async (context, given) => {
    const name = textArg(given, 'name') ?? '';
    const { addProfile, checkProfile, profileExists, showProfile } =
      await import('../settings/edit-profiles.js');
    const { readProfiles } = await import('../settings/profiles.js');
    const { all, path } = await readProfiles(context);
    const isChange = booleanFlag(given, 'force');
    const before = all.get(name);
    if (before !== undefined && !isChange) throw profileExists(name, path);
    const checked = checkProfile(name, await writtenProfile(given), context);
    const profile = await complete({ ...before, ...checked }, context);
    await checkReachable(profile);
    const profiles = await addProfile(context, name, profile, isChange);
    const shown = showProfile(name, profiles);
    for (const line of notes(name, profile, shown.current, context)) context.terminal.note(line);
    await context.show({ data: shown, rows: [{ ...shown }] }, given);
  },
};

async function writtenProfile(given: Given): Promise<WrittenProfile> {
  return {
    url: textFlag(given, 'url'),
    username: textFlag(given, 'username'),
    login: loginKinds.find((kind) => kind === textFlag(given, 'login')),
    password: await passwordPlace(given),
    ca: textFlag(given, 'ca'),
    release: integerFlag(given, 'release'),
    commands: textFlag(given, 'commands'),
    timeout: integerFlag(given, 'timeout'),
    sessions: integerFlag(given, 'sessions'),
  };
}

/** @throws CliError where several are named, or one can't be read */
async function passwordPlace(given: Given): Promise<WrittenPasswordPlace | undefined> {
  const command = textFlag(given, 'password-command');
  const file = textFlag(given, 'password-file');
  const environment = textFlag(given, 'password-env');
  const places: WrittenPasswordPlace[] = [];
  if (booleanFlag(given, 'keyring')) places.push('keyring');
  if (booleanFlag(given, 'password-prompt')) places.push('prompt');
  if (command !== undefined) {
    const { splitCommand } = await import('../credentials/split-command.js');
    places.push({ command: splitCommand(command) });
  }
  if (file !== undefined) places.push({ file });
  if (environment !== undefined) {
    const { isVariableName } = await import('../settings/password-place.js');
    // What is no name may well be the password.
    if (!isVariableName(environment)) {
      throw new CliError('--password-env: expected the name of a variable, such as OCI_PASSWORD.');
    }
    places.push({ environment });
  }
  if (places.length > 1) throw new CliError('The password has one place; several are named.');
  return places[0];
}

/** Asks for what a profile can't do without. */
async function complete(profile: WrittenProfile, { terminal }: Context): Promise<WrittenProfile> {
  const missing = [
    ...(profile.url === undefined ? ['--url'] : []),
    ...(profile.username === undefined ? ['--username'] : []),
  ];
  if (missing.length > 0 && (!terminal.isInTerminal || !terminal.isErrTerminal)) {
    throw new CliError(`${missing.join(' and ')} is missing, and nobody can be asked.`, {
      next: ['ocip profile add lab --url tls://as1.example.net --username admin'],
    });
  }
  const ask = async (question: string): Promise<string> => {
    const answer = (await terminal.ask(`${question}: `)).trim();
    if (answer === '') throw new CliError(`Nothing was given for: ${question}.`);
    return answer;
  };
  return {
    ...profile,
    url: profile.url ?? (await ask('Address of the platform, such as tls://as1.example.net')),
    username: profile.username ?? (await ask('Account to log in with')),
  };
}

/** What can be found wrong before anything is sent: the address, and files that are not there. */
async function checkReachable({ url, ca, commands }: WrittenProfile): Promise<void> {
  const origin = { kind: 'flag', name: 'profile add' } as const;
  if (url !== undefined) await (await import('../connection/endpoint.js')).endpointOf(url);
  if (ca !== undefined) {
    const { readCertificates } = await import('../connection/certificates.js');
    await readCertificates({ value: ca, origin });
  }
  if (commands !== undefined) {
    const { findRegistry } = await import('../connection/commands.js');
    findRegistry({ value: commands, origin });
  }
}

function notes(
  name: string,
  { url = '', password, login }: WrittenProfile,
  isCurrent: boolean,
  { terminal }: Context,
): readonly string[] {
  const { noteStyle: style } = terminal;
  const isPlain = /^\s*(?:tcp|http):/i.test(url);
  const isKept = password !== undefined && password !== 'keyring';
  return [
    ...(isPlain
      ? [
          `${style.yellow('Warning:')} this address is not encrypted; whoever is on the way reads and changes what is sent.`,
        ]
      : []),
    ...(isCurrent ? [] : [`${style.dim('→')} ocip profile use ${name} makes it the current one.`]),
    ...(isKept || login === 'trusted'
      ? []
      : [
          `${style.dim('→')} ocip login${isCurrent ? '' : ` --profile ${name}`} keeps its password in the keyring.`,
        ]),
  ];
}
