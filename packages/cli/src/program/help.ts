import { flagsOf } from './parse.js';
import type { ArgumentSpec, CommandSpec, FlagSpec } from './spec.js';
import { groups, type Leaf } from './tree.js';

/** Help of one command. */
export function commandHelp(spec: CommandSpec): string {
  const flags = flagsOf(spec);
  const sections = [
    spec.description ?? spec.summary,
    section('Usage', [usageOf(spec)]),
    section('Arguments', columns((spec.args ?? []).map((arg) => [arg.name, argumentText(arg)]))),
    ...flagGroups(flags).map(([group, members]) =>
      section(group, columns(members.map((flag) => [flagForm(flag), flagText(flag)]))),
    ),
    section(
      'Examples',
      (spec.examples ?? []).flatMap(({ description, line }) => [`# ${description}`, line, '']),
    ),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

/** Help of a group of commands, or of all of them. */
export function listHelp(words: string, members: readonly Leaf[]): string {
  const title = words === '' ? 'ocip: the command line for Cisco BroadWorks' : `ocip ${words}`;
  const lists = groups.map((group) => {
    const own = members.filter((leaf) => leaf.group === group);
    return section(
      words === '' ? group : 'Commands',
      columns(own.map((leaf) => [`ocip ${leaf.words}`, leaf.summary])),
    );
  });
  const usage = `ocip ${words === '' ? '' : `${words} `}<command> [flags]`;
  const end = 'ocip <command> --help tells more of a command.';
  return `${[title, section('Usage', [usage]), ...lists, end].filter((text) => text !== '').join('\n\n')}\n`;
}

export function usageOf({ words, args = [], takesRest, takesAll }: CommandSpec): string {
  const parts = args.map(({ name, isRequired, isList }) => {
    const dots = isList === true ? '…' : '';
    return isRequired ? `<${name}>${dots}` : `[${name}]${dots}`;
  });
  if (takesAll === true) return ['ocip', words, '[its own arguments and flags]'].join(' ');
  if (takesRest === true) parts.push('[--field value]…');
  return ['ocip', words, ...parts, '[flags]'].join(' ');
}

/** `-o, --output <text|json|…>`. */
function flagForm({ name, short, type, value, choices }: FlagSpec): string {
  const form = `${short === undefined ? '    ' : `-${short}, `}--${name}`;
  if (type === 'boolean') return form;
  const named = choices !== undefined && choices.length <= 6 ? choices.join('|') : undefined;
  return `${form} <${value ?? named ?? (type === 'integer' ? 'n' : 'value')}>`;
}

function flagText({ description, isRequired, choices, value, type }: FlagSpec): string {
  const isShown = choices !== undefined && (choices.length > 6 || value !== undefined);
  const values = isShown && value !== 'true|false' ? `; of ${choices.join(', ')}` : '';
  const several = type === 'texts' || type === 'choices' ? '; several with commas' : '';
  return `${description}${values}${several}${isRequired === true ? ' (required)' : ''}`;
}

function argumentText({ description, choices }: ArgumentSpec): string {
  return choices === undefined ? description : `${description}: ${choices.join(', ')}`;
}

function flagGroups(
  flags: readonly FlagSpec[],
): readonly (readonly [string, readonly FlagSpec[]])[] {
  const byGroup = new Map<string, FlagSpec[]>([
    ['Fields', []],
    ['Input', []],
    ['Flags', []],
  ]);
  for (const flag of flags) {
    const group = flag.group ?? 'Flags';
    const members = byGroup.get(group);
    if (members === undefined) byGroup.set(group, [flag]);
    else members.push(flag);
  }
  return [...byGroup].filter(([, members]) => members.length > 0);
}

function section(title: string, lines: readonly string[]): string {
  const text = lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n');
  return text.trim() === '' ? '' : `${title}:\n${text.trimEnd()}`;
}

const NAME_WIDTH = 34;
const TEXT_WIDTH = 64;

/** Two columns; a text that does not fit goes on in the next line. */
function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.min(NAME_WIDTH, Math.max(0, ...rows.map(([name]) => name.length))) + 2;
  return rows.flatMap(([name, text]) => {
    const [first = '', ...more] = wrapped(text);
    const indent = ' '.repeat(width);
    const rest = more.map((line) => indent + line);
    return name.length + 2 > width
      ? [name, indent + first, ...rest]
      : [name.padEnd(width) + first, ...rest];
  });
}

function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > TEXT_WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
