import { connectionFlags, outputFlags } from '../program/flags.js';
import { booleanFlag, integerFlag, listArg, textsFlag, type CommandSpec } from '../program/spec.js';

const kinds = ['request', 'response', 'type', 'enumeration', 'simple'] as const;
const levels = [
  'system',
  'reseller',
  'enterprise',
  'serviceProvider',
  'group',
  'user',
  'other',
] as const;

const DEFAULT_LIMIT = 20;

export const searchCommand: CommandSpec = {
  words: 'search',
  summary: 'Find requests, types and fields by words',
  description: `Finds what has all of the words: in its name, its fields, the values of an enumeration, the
columns of a table, or its description. Best first, deprecated ones last. Common short forms are
known: clid finds callingLineId.

The exit code is 0 also where nothing is found.`,
  args: [
    {
      name: 'words',
      description: 'words, parts of words, or names',
      isRequired: true,
      isList: true,
    },
  ],
  flags: [
    {
      name: 'kind',
      type: 'choices',
      choices: kinds,
      value: 'kind,…',
      description: 'only these kinds',
    },
    {
      name: 'level',
      type: 'choices',
      choices: levels,
      value: 'level,…',
      description: 'only requests and responses of these levels',
    },
    {
      name: 'limit',
      type: 'integer',
      value: 'n',
      description: `so many at most, 0 for all; ${String(DEFAULT_LIMIT)} by default`,
    },
    ...outputFlags,
    ...connectionFlags.filter(({ name }) => name === 'profile' || name === 'commands'),
  ],
  examples: [
    { description: 'Requests about hunt groups', line: 'ocip search hunt group --kind request' },
    { description: 'Where a value occurs', line: 'ocip search "Call Forwarding No Answer"' },
  ],
  run: async (context, given) => {
    const [{ openPages }, { search }] = await Promise.all([
      import('../schema/pages.js'),
      import('../schema/search.js'),
    ]);
    const isQuiet = booleanFlag(given, 'quiet');
    const pages = await openPages(context, given, isQuiet);
    const found = search(await pages.all(), listArg(given, 'words'), {
      kinds: textsFlag(given, 'kind') as readonly (typeof kinds)[number][],
      levels: textsFlag(given, 'level') as readonly (typeof levels)[number][],
    });
    const limit = integerFlag(given, 'limit') ?? DEFAULT_LIMIT;
    const shown = limit > 0 ? found.slice(0, limit) : found;
    const { hitsText } = await import('../schema/hits-text.js');
    const data = shown.map((hit) => ({ ...hit, matched: hit.matched.join(', ') }));
    await context.show({ data, rows: data, text: hitsText(shown, context.terminal) }, given);
    if (isQuiet) return;
    const left = found.length - shown.length;
    if (found.length === 0) context.terminal.note('Nothing has all of these words.');
    if (left > 0) context.terminal.note(`${String(left)} more: --limit 0 shows all.`);
  },
};
