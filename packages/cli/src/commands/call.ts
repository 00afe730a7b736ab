import { connectionFlags, confirmationFlags, outputFlags } from '../program/flags.js';
import { booleanFlag, textArg, textFlag, textsFlag, type CommandSpec } from '../program/spec.js';

export const callCommand: CommandSpec = {
  words: 'call',
  summary: 'Send any request of the release',
  description: `Sends a request by its OCI name and shows the response.

Its fields are flags: --userId x, --address.city x, --sipAliasList.sipAlias[0] x. A list of
simple values repeats its flag; --x alone means true; a value that begins with two dashes stands
behind =, as in --x=--. Where several types may stand, --department.xsi:type names the one that
does. A flag of this command goes before a field of the same name; after -- all are fields.

A name without a version takes the newest variant of its family that the platform has.
ocip describe <Request> lists the fields.`,
  args: [
    {
      name: 'request',
      description: 'name of a request or of a family; may stand in the input instead',
      isRequired: false,
      suggestions: 'request',
    },
  ],
  flags: [
    {
      name: 'nil',
      type: 'texts',
      value: 'field',
      description: 'set a field to nil, which clears it; may be repeated',
      group: 'Fields',
    },
    {
      name: 'input',
      type: 'text',
      value: 'file',
      description: 'fields from a file with JSON or XML, - for stdin; flags go before them',
      suggestions: 'file',
      group: 'Fields',
    },
    {
      name: 'field-stdin',
      type: 'text',
      value: 'field',
      description: 'read the value of a field from stdin',
      group: 'Fields',
    },
    {
      name: 'field-env',
      type: 'texts',
      value: 'field=variable',
      description: 'take the value of a field from the environment; may be repeated',
      group: 'Fields',
    },
    {
      name: 'exact',
      type: 'boolean',
      description: 'take the name as it stands, not for that of a family',
      group: 'Fields',
    },
    {
      name: 'batch',
      type: 'text',
      value: 'file',
      description:
        'send all requests of a file: a JSON list, JSON objects line by line, or XML; - for stdin',
      suggestions: 'file',
    },
    {
      name: 'skeleton',
      type: 'boolean',
      description: 'show the input of the request, to fill in and give to --input; sends nothing',
    },
    {
      name: 'dry-run',
      type: 'boolean',
      description: 'show what would be sent, secrets masked; sends nothing',
    },
    {
      name: 'show-xml',
      type: 'boolean',
      description: 'show request and response as XML on stderr, secrets masked',
    },
    {
      name: 'show-secrets',
      type: 'boolean',
      description: 'do not mask the secrets of the response on stdout',
    },
    ...confirmationFlags,
    ...outputFlags,
    ...connectionFlags,
  ],
  examples: [
    {
      description: 'Read a user',
      line: 'ocip call UserGetRequest --userId alice@example.test',
    },
    {
      description: 'Change two fields of a user and clear a third',
      line: 'ocip call UserModifyRequest22 --userId alice@example.test --lastName Archer --address.city Berlin --nil title',
    },
    {
      description: 'See what an input looks like, fill it in, and send it',
      line: 'ocip call GroupAddRequest --skeleton > group.jsonc && ocip call --input group.jsonc',
    },
    {
      description: 'Send the same request for many users',
      line: 'ocip call UserGetRequest --batch users.ndjson -o csv',
    },
  ],
  takesRest: true,
  specialised: async (context, args) => {
    const name = args.find((arg) => !arg.startsWith('-'));
    if (name === undefined) return undefined;
    const { requestFlags } = await import('../completion/request-flags.js');
    const fields = await requestFlags(name, { args: {}, flags: {}, rest: [] }, context);
    if (fields.length === 0) return undefined;
    const own = (callCommand.flags ?? []).map((flag) =>
      flag.group === 'Fields' ? { ...flag, group: 'Input' } : flag,
    );
    return {
      ...callCommand,
      words: `call ${name}`,
      summary: `Send ${name}`,
      description: `Sends ${name}. Secret fields are no flags; ocip describe ${name} explains all fields.`,
      args: [],
      flags: [...fields, ...own],
      examples: [],
    };
  },
  run: async (context, given) => {
    const { runCall } = await import('../call/call.js');
    // Without a name the first flag of a field stands in its place.
    const first = textArg(given, 'request');
    const isFlag = first?.startsWith('-') === true;
    return runCall(
      {
        name: isFlag ? undefined : first,
        words: isFlag ? [first, ...given.rest] : given.rest,
        nil: textsFlag(given, 'nil'),
        input: textFlag(given, 'input'),
        stdin: textFlag(given, 'field-stdin'),
        env: textsFlag(given, 'field-env'),
        isExact: booleanFlag(given, 'exact'),
        batch: textFlag(given, 'batch'),
        isPasswordOnStdin: booleanFlag(given, 'password-stdin'),
        skeleton: booleanFlag(given, 'skeleton'),
        dryRun: booleanFlag(given, 'dry-run'),
        showXml: booleanFlag(given, 'show-xml'),
        showSecrets: booleanFlag(given, 'show-secrets'),
        isConfirmed: booleanFlag(given, 'yes'),
        isQuiet: booleanFlag(given, 'quiet'),
      },
      context,
      given,
    );
  },
};
