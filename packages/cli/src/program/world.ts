import type { Client } from '@ocipkit/client';
import type { CommandRegistry } from '@ocipkit/core/registry';
import type { AutomationRegistry } from '@ocipkit/automations';
import type { Settings } from '../settings/settings.js';
import type { Terminal } from '../terminal/terminal.js';
import type { Context } from './context.js';
import { handOverIf } from './hand-over.js';
import type { Given } from './spec.js';

/** The process as commands see it. */
export interface World {
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly signal: AbortSignal;
  readonly version: string;
  /**
   * Sends Ctrl-C to a listener in place of {@link signal}, for a command that goes on after it; gives the
   * function that ends this.
   */
  readonly takeInterrupts: (listener: () => void) => () => void;
}

/** What a context has of the one around it, as the lines of a shell do. */
export interface Shared {
  /** Flags of the command around, where a line does not give its own. */
  readonly flags: Given['flags'];
  /** The client of the command around, where the line means the same; undefined where it means another. */
  readonly connect: (given: Given) => Promise<Client | undefined>;
}

export type OpenContext = Context & { readonly close: () => Promise<void> };

/** A context that loads each of its parts when it is first asked for. */
export function createContext(world: World, shared?: Shared): OpenContext {
  const clients: Client[] = [];
  // For each command line: what lists the commands asks without any flags, before they are known.
  const settings = new WeakMap<Given, Promise<Settings>>();
  const commands = new WeakMap<Given, Promise<CommandRegistry>>();
  let automations: Promise<AutomationRegistry> | undefined;
  const context: OpenContext = {
    ...world,
    settings: async (given: Given) =>
      once(settings, given, async () => {
        const { loadSettings } = await import('../settings/load.js');
        const found = await loadSettings(world, withDefaults(given, shared?.flags));
        handOverIf(found.commands !== undefined || found.automations.value.length > 0);
        return found;
      }),
    commands: async (given: Given) =>
      once(commands, given, async () => {
        const { loadCommands } = await import('../connection/commands.js');
        return loadCommands(await context.settings(given));
      }),
    automations: async (given: Given) =>
      (automations ??= import('../automations/load.js').then(async ({ loadAutomations }) =>
        loadAutomations(await context.settings(given)),
      )),
    connect: async (given: Given) => {
      const known = await shared?.connect(given);
      if (known !== undefined) return known;
      const { openClient } = await import('../connection/open.js');
      const client = await openClient(context, withDefaults(given, shared?.flags));
      clients.push(client);
      return client;
    },
    show: async (shown, given) => {
      const { show } = await import('../output/show.js');
      await show(shown, given, context);
    },
    close: async () => {
      await Promise.all(clients.map(async (client) => client.close()));
    },
  };
  return context;
}

function withDefaults(given: Given, defaults: Given['flags'] | undefined): Given {
  if (defaults === undefined) return given;
  const own = Object.entries(given.flags).filter(([, value]) => value !== undefined);
  return { ...given, flags: { ...defaults, ...Object.fromEntries(own) } };
}

async function once<T>(
  known: WeakMap<Given, Promise<T>>,
  given: Given,
  load: () => Promise<T>,
): Promise<T> {
  let value = known.get(given);
  if (value === undefined) known.set(given, (value = load()));
  return value;
}
