/** Where the value of a setting comes from; an earlier one goes before a later one. */
export type Origin =
  | { readonly kind: 'flag'; readonly name: string }
  | { readonly kind: 'environment'; readonly name: string }
  /** `.ocip.json` in the folder of the call or one above it. */
  | { readonly kind: 'project'; readonly file: string }
  /** The user's own file; `profile` names the profile there that has the value. */
  | { readonly kind: 'user'; readonly file: string; readonly profile?: string | undefined }
  | { readonly kind: 'default' };

/** A value with its origin. */
export interface Setting<T> {
  readonly value: T;
  readonly origin: Origin;
}

/** Where a password comes from. The password itself is no setting. */
export type PasswordPlace =
  | { readonly kind: 'keyring' }
  /** A program that prints it, with its arguments. */
  | { readonly kind: 'command'; readonly command: readonly string[] }
  /** A file that only the user may read. */
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'environment'; readonly name: string }
  | { readonly kind: 'stdin' }
  | { readonly kind: 'prompt' };

export const loginKinds = ['signed', 'plain', 'trusted'] as const;
export type LoginKind = (typeof loginKinds)[number];

/** What can be set, with the type of each. Paths are absolute. */
export interface SettingValues {
  /** Name of the profile in use. */
  readonly profile: string;
  readonly url: string;
  readonly username: string;
  /** Chosen by the transport where it is absent. */
  readonly login: LoginKind;
  readonly password: PasswordPlace;
  /** File with the certificates of authorities to trust, in PEM. */
  readonly ca: string;
  /** Number of the platform's release, where it is not asked for. */
  readonly release: number;
  /** Folder or package of generated commands. */
  readonly commands: string;
  /** Seconds for one call. */
  readonly timeout: number;
  /** Sessions at most. */
  readonly sessions: number;
  readonly output: string;
  /** Modules with automations of one's own. */
  readonly automations: readonly string[];
}

export type SettingName = keyof SettingValues;

/** Settings that are always there: they have a default. */
type WithDefault = 'password' | 'timeout' | 'sessions' | 'output' | 'automations';

type Found = {
  readonly [K in WithDefault]: Setting<SettingValues[K]>;
} & {
  readonly [K in Exclude<SettingName, WithDefault>]?: Setting<SettingValues[K]>;
};

/** Everything that is set, for one command. Absent: neither set nor with a default. */
export interface Settings extends Found {
  /** The user's file, whether it exists or not. */
  readonly userFile: string;
  /** Names of the profiles in it. */
  readonly profiles: readonly string[];
  /** What the user should know of the files, such as that others may read them. */
  readonly warnings: readonly string[];
}
