import type { AutomationRegistry } from '@ocipkit/automations';
import type { CommandSpec } from './spec.js';

/** A command as it stands in lists; its spec is loaded when it is called. */
export interface Leaf {
  readonly words: string;
  readonly summary: string;
  /** Heading in the list of all commands. */
  readonly group: Group;
  readonly load: () => Promise<CommandSpec>;
}

export type Group = 'Everyday' | 'Commands' | 'Platforms' | 'Tools';
export const groups: readonly Group[] = ['Everyday', 'Commands', 'Platforms', 'Tools'];

/** The commands that are always there. Those of automations stand in {@link automationLeaves}. */
export const leaves: readonly Leaf[] = [
  {
    words: 'call',
    summary: 'Send any request of the release',
    group: 'Commands',
    load: async () => (await import('../commands/call.js')).callCommand,
  },
  {
    words: 'describe',
    summary: 'Explain a request, a type or a field',
    group: 'Commands',
    load: async () => (await import('../commands/describe.js')).describeCommand,
  },
  {
    words: 'search',
    summary: 'Find requests, types and fields by words',
    group: 'Commands',
    load: async () => (await import('../commands/search.js')).searchCommand,
  },
  {
    words: 'completion',
    summary: 'Print the script that completes ocip’s words in a shell',
    group: 'Tools',
    load: async () => (await import('../commands/completion.js')).completionCommand,
  },
  {
    words: 'generate',
    summary: 'Turn the schemas of a release into typed commands',
    group: 'Tools',
    load: async () => (await import('../commands/generate.js')).generateCommand,
  },
  {
    words: 'schema diff',
    summary: 'Compare two releases: what is new, gone, changed, and what it breaks',
    group: 'Tools',
    load: async () => (await import('../commands/schema-diff.js')).schemaDiffCommand,
  },
  {
    words: 'shell',
    summary: 'Type commands at a prompt that knows the platform’s ids',
    group: 'Commands',
    load: async () => (await import('../commands/shell.js')).shellCommand,
  },
  {
    words: 'sim start',
    summary: 'Start a simulated platform to try everything on',
    group: 'Tools',
    load: async () => (await import('../commands/sim-start.js')).simStartCommand,
  },
  {
    words: 'config show',
    summary: 'List every setting, and where it comes from',
    group: 'Platforms',
    load: async () => (await import('../commands/config-show.js')).configShowCommand,
  },
  {
    words: 'doctor',
    summary: 'Find what stands in the way of a login, step by step',
    group: 'Platforms',
    load: async () => (await import('../commands/doctor.js')).doctorCommand,
  },
  {
    words: 'login',
    summary: 'Check a password, and keep it in the keyring',
    group: 'Platforms',
    load: async () => (await import('../commands/login.js')).loginCommand,
  },
  {
    words: 'logout',
    summary: 'Remove the password from the keyring',
    group: 'Platforms',
    load: async () => (await import('../commands/logout.js')).logoutCommand,
  },
  {
    words: 'profile add',
    summary: 'Keep the address and the account of a platform under a name',
    group: 'Platforms',
    load: async () => (await import('../commands/profile-add.js')).profileAddCommand,
  },
  {
    words: 'profile list',
    summary: 'List the profiles',
    group: 'Platforms',
    load: async () => (await import('../commands/profile-list.js')).profileListCommand,
  },
  {
    words: 'profile remove',
    summary: 'Remove a profile, and its password from the keyring',
    group: 'Platforms',
    load: async () => (await import('../commands/profile-remove.js')).profileRemoveCommand,
  },
  {
    words: 'profile show',
    summary: 'Show a profile',
    group: 'Platforms',
    load: async () => (await import('../commands/profile-show.js')).profileShowCommand,
  },
  {
    words: 'profile use',
    summary: 'Make a profile the current one',
    group: 'Platforms',
    load: async () => (await import('../commands/profile-use.js')).profileUseCommand,
  },
  {
    words: 'whoami',
    summary: 'Show the account in use, its level, and the platform',
    group: 'Platforms',
    load: async () => (await import('../commands/whoami.js')).whoamiCommand,
  },
];

/** What programs call; it stands in no list. */
export const hiddenLeaves: readonly Leaf[] = [
  {
    words: '__complete',
    summary: 'Tell how a command line may go on',
    group: 'Tools',
    load: async () => (await import('../commands/complete-words.js')).completeWordsCommand,
  },
];

/** A command for each automation. */
export function automationLeaves(automations: AutomationRegistry): readonly Leaf[] {
  const sorted = [...automations].sort((a, b) => (a.command < b.command ? -1 : 1));
  return sorted.map((automation) => ({
    words: automation.command,
    summary: automation.description.replace(/\.$/, ''),
    group: 'Everyday',
    load: async () =>
      (await import('../automations/automation-command.js')).automationCommand(automation),
  }));
}

/** What the words at the beginning of a command line stand for. */
export interface Found {
  readonly leaf: Leaf | undefined;
  /** How many words name the leaf, or the group of commands. */
  readonly count: number;
  /** Where no leaf was found: those that begin with the words. */
  readonly below: readonly Leaf[];
}

/** Finds the command that the words before the first flag name; of several, the one with most words. */
export function findLeaf(args: readonly string[], among: readonly Leaf[]): Found {
  const flag = args.findIndex((arg) => arg.startsWith('-'));
  const words = flag < 0 ? args : args.slice(0, flag);
  for (let count = Math.min(words.length, 4); count > 0; count--) {
    const prefix = words.slice(0, count).join(' ');
    const leaf = among.find((other) => other.words === prefix);
    if (leaf !== undefined) return { leaf, count, below: [] };
    const below = among.filter((other) => other.words.startsWith(`${prefix} `));
    if (below.length > 0) return { leaf: undefined, count, below };
  }
  return { leaf: undefined, count: 0, below: [] };
}
