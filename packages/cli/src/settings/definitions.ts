import { outputFormats } from '../program/flags.js';
import { kindOf, Mismatch, shown } from './mismatch.js';
import { readPasswordPlace } from './password-place.js';
import { folderOrPackage, moduleFrom, pathFrom } from './places.js';
import { loginKinds, type SettingName, type SettingValues } from './settings.js';

/** Where a setting may stand in the user's file: at the top, in profiles, or both. */
type UserPlace = 'top' | 'profile' | 'both';

/** What is known of one setting. */
export interface Definition<T> {
  /** What it is, for lists. */
  readonly description: string;
  readonly flag?: string | undefined;
  readonly environment: string;
  readonly inUserFile: UserPlace;
  /** Whether a project file may have it; a text says why not. */
  readonly inProject: true | string;
  readonly fallback?: T | undefined;
  /** What the flag stands for, where it has no value. */
  readonly flagValue?: T | undefined;
  /** What the environment variable stands for, where its text is nothing to be kept. */
  readonly environmentValue?: T | undefined;
  /** Reads the text of a flag or an environment variable into what {@link read} takes. */
  readonly fromText?: ((text: string) => unknown) | undefined;
  /** @param folder that relative paths start from */
  readonly read: (value: unknown, folder: string) => T | Mismatch;
}

type Definitions = { readonly [K in SettingName]: Definition<SettingValues[K]> };

const GOES_WITH_PASSWORD =
  'it decides where the password goes to, and a project file may come from somebody else';
const IS_CODE = 'it names code to run, and a project file may come from somebody else';

/** Every setting. */
export const definitions: Definitions = {
  profile: {
    description: 'profile in use',
    flag: 'profile',
    environment: 'OCIP_PROFILE',
    inUserFile: 'top',
    inProject: true,
    read: readProfileName,
  },
  url: {
    description: 'address of the platform',
    flag: 'url',
    environment: 'OCIP_URL',
    inUserFile: 'profile',
    inProject: GOES_WITH_PASSWORD,
    read: readAddress,
  },
  username: {
    description: 'account to log in with',
    flag: 'username',
    environment: 'OCIP_USERNAME',
    inUserFile: 'profile',
    inProject: GOES_WITH_PASSWORD,
    read: readText,
  },
  login: {
    description: 'way to log in',
    environment: 'OCIP_LOGIN',
    inUserFile: 'profile',
    inProject: GOES_WITH_PASSWORD,
    read: oneOf(loginKinds),
  },
  password: {
    description: 'where the password comes from',
    flag: 'password-stdin',
    environment: 'OCIP_PASSWORD',
    inUserFile: 'profile',
    inProject: 'neither secrets nor programs that tell them belong into a project file',
    fallback: { kind: 'keyring' },
    flagValue: { kind: 'stdin' },
    environmentValue: { kind: 'environment', name: 'OCIP_PASSWORD' },
    read: readPasswordPlace,
  },
  ca: {
    description: 'certificates of the authorities to trust',
    environment: 'OCIP_CA',
    inUserFile: 'profile',
    inProject: GOES_WITH_PASSWORD,
    read: (value, folder) => mapped(readText(value), (path) => pathFrom(folder, path)),
  },
  release: {
    description: "number of the platform's release",
    environment: 'OCIP_RELEASE',
    inUserFile: 'profile',
    inProject: true,
    fromText: numberOf,
    read: wholeNumber(1, 99),
  },
  commands: {
    description: 'commands of the release: a folder or a package',
    flag: 'commands',
    environment: 'OCIP_COMMANDS',
    inUserFile: 'both',
    inProject: IS_CODE,
    read: (value, folder) => mapped(readText(value), (name) => folderOrPackage(folder, name)),
  },
  timeout: {
    description: 'seconds for each call',
    flag: 'timeout',
    environment: 'OCIP_TIMEOUT',
    inUserFile: 'both',
    inProject: true,
    fallback: 30,
    fromText: numberOf,
    read: wholeNumber(1, 86_400),
  },
  sessions: {
    description: 'sessions at most',
    environment: 'OCIP_SESSIONS',
    inUserFile: 'both',
    inProject: true,
    fallback: 5,
    fromText: numberOf,
    read: wholeNumber(1, 100),
  },
  output: {
    description: 'form of results',
    flag: 'output',
    environment: 'OCIP_OUTPUT',
    inUserFile: 'top',
    inProject: true,
    fallback: 'text',
    read: oneOf(outputFormats),
  },
  automations: {
    description: 'modules with automations of your own',
    environment: 'OCIP_AUTOMATIONS',
    inUserFile: 'top',
    inProject: IS_CODE,
    fallback: [],
    fromText: (text) => text.split(',').filter((part) => part !== ''),
    read: readModules,
  },
};

export const settingNames = Object.keys(definitions) as readonly SettingName[];

/** Names of profiles go into file names and messages, and are typed often. */
export function readProfileName(value: unknown): string | Mismatch {
  if (typeof value === 'string' && /^[a-zA-Z\d][\w.-]{0,63}$/.test(value)) return value;
  return new Mismatch(
    shown(value),
    'a name of up to 64 letters, digits, dots, hyphens and underscores that begins with a letter or digit',
  );
}

function readText(value: unknown): string | Mismatch {
  if (typeof value === 'string' && value.trim() !== '') return value;
  return new Mismatch(value === '' ? 'an empty text' : kindOf(value), 'a text');
}

/** People put passwords into addresses; one with user information is refused, and not repeated. */
function readAddress(value: unknown): string | Mismatch {
  const text = readText(value);
  if (text instanceof Mismatch || !/@|%40/.test(text)) return text;
  return new Mismatch(
    'an address with user information',
    'an address alone, such as tls://as1.example.net',
  );
}

function readModules(value: unknown, folder: string): readonly string[] | Mismatch {
  const isList = Array.isArray(value) && value.every((item) => typeof item === 'string');
  if (!isList) return new Mismatch(kindOf(value), 'a list of texts');
  return (value as readonly string[]).map((name) => moduleFrom(folder, name));
}

function oneOf<T extends string>(choices: readonly T[]) {
  return (value: unknown): T | Mismatch =>
    choices.find((choice) => choice === value) ??
    new Mismatch(shown(value), `one of ${choices.join(', ')}`, choices);
}

function wholeNumber(min: number, max: number) {
  return (value: unknown): number | Mismatch =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? value
      : new Mismatch(shown(value), `a whole number from ${String(min)} to ${String(max)}`);
}

function numberOf(text: string): unknown {
  return /^-?\d{1,15}$/.test(text.trim()) ? Number(text) : text;
}

function mapped<T>(value: T | Mismatch, change: (value: T) => T): T | Mismatch {
  return value instanceof Mismatch ? value : change(value);
}
