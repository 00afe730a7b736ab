import type { Client } from '@ocipkit/client';
import type { CommandRegistry } from '@ocipkit/core/registry';
import type { AutomationRegistry } from '@ocipkit/automations';
import type { Settings } from '../settings/settings.js';
import type { Terminal } from '../terminal/terminal.js';
import type { Shown } from '../output/shown.js';
import type { Given } from './spec.js';

/** What a command has of the world around it. */
export interface Context {
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder the program was called in. */
  readonly cwd: string;
  /** Aborted by Ctrl-C; a second one ends the process at once. */
  readonly signal: AbortSignal;
  readonly version: string;
  /** Sends Ctrl-C to a listener in place of {@link signal}; gives the function that ends this. */
  readonly takeInterrupts: (listener: () => void) => () => void;
  /** Every setting, with where it comes from. Read once. */
  readonly settings: (given: Given) => Promise<Settings>;
  /** The commands of the release that the profile names; the bundled ones by default. */
  readonly commands: (given: Given) => Promise<CommandRegistry>;
  /** The automations, with those of the modules that the settings name. */
  readonly automations: (given: Given) => Promise<AutomationRegistry>;
  /** A client for the profile that was chosen; closed when the command ends. Connects with its first call. */
  readonly connect: (given: Given) => Promise<Client>;
  /** Shows a result on stdout in the form that the output flags ask for. */
  readonly show: (shown: Shown, given: Given) => Promise<void>;
}
