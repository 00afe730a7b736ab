import { connectionFlags, outputFlags } from '../program/flags.js';
import { booleanFlag, integerFlag, textArg, type CommandSpec } from '../program/spec.js';

/** Which release it is about; nothing is asked of the platform. */
const releaseFlags = connectionFlags.filter(
  ({ name }) => name === 'profile' || name === 'commands',
);

export const describeCommand: CommandSpec = {
  words: 'describe',
  summary: 'Explain a request, a type or a field',
  description: `Explains what the schema says of a request, a response, a type or a field: meaning, limits,
values, choices, status, and where it is used. Nothing is asked of the platform.

A field is named by its path, as in UserModifyRequest22.address.city; the name of a field alone
lists the types that have it.`,
  args: [
    {
      name: 'name',
      description: 'a request, response, type, family or field',
      isRequired: true,
      suggestions: 'type',
    },
  ],
  flags: [
    {
      name: 'depth',
      type: 'integer',
      value: 'levels',
      description: 'levels of fields to show; 1 by default',
    },
    ...outputFlags,
    ...releaseFlags,
  ],
  examples: [
    { description: 'A request and its response', line: 'ocip describe UserGetRequest23V2' },
    { description: 'One field', line: 'ocip describe UserModifyRequest22.department' },
    { description: 'Every type with a field', line: 'ocip describe serviceUserId' },
  ],
  run: async (context, given) => {
    const [{ openPages }, { describe }] = await Promise.all([
      import('../schema/pages.js'),
      import('../schema/describe.js'),
    ]);
    const isQuiet = booleanFlag(given, 'quiet');
    const pages = await openPages(context, given, isQuiet);
    const { shown, note } = await describe(textArg(given, 'name') ?? '', pages, {
      depth: Math.max(1, integerFlag(given, 'depth') ?? 1),
      terminal: context.terminal,
    });
    if (note !== undefined && !isQuiet) context.terminal.note(note);
    await context.show(shown, given);
  },
};
