import type { Context } from '../program/context.js';
import { everyLeaf } from '../program/execute.js';
import { flagsOf } from '../program/parse.js';
import type { ArgumentSpec, CommandSpec, FlagSpec, FlagValue, Given } from '../program/spec.js';
import { findLeaf, type Leaf } from '../program/tree.js';
import { none, startingWith, type Candidate, type Candidates } from './candidates.js';
import { requestFlags } from './request-flags.js';
import type { Sources } from './sources.js';

/**
 * What may stand in the place of the last word.
 *
 * @param words all words after `ocip`; the last is what has been typed of the one to complete, or empty
 */
export async function complete(
  words: readonly string[],
  context: Context,
  sources: Sources,
): Promise<Candidates> {
  const before = words.slice(0, -1);
  const typed = words.at(-1) ?? '';
  const all = await everyLeaf(context);
  const found = findLeaf(before, all);
  if (found.leaf === undefined) {
    const isKnown = found.count === before.length;
    return isKnown ? nextWords(before, typed, all) : none;
  }
  // `group` is no command and `group audit` is one, but a command may have others below it.
  const below = found.count === before.length ? nextWords(before, typed, all).list : [];
  const spec = await found.leaf.load();
  const own = await completeIn(spec, before.slice(found.count), typed, { context, sources });
  return below.length === 0 ? own : { ...own, list: [...below, ...own.list] };
}

function nextWords(before: readonly string[], typed: string, all: readonly Leaf[]): Candidates {
  const prefix = before.length === 0 ? '' : `${before.join(' ')} `;
  const seen = new Map<string, Candidate>();
  for (const { words, summary } of all) {
    if (!words.startsWith(prefix)) continue;
    const [value = '', ...more] = words.slice(prefix.length).split(' ');
    const known = seen.get(value);
    const isGroup = more.length > 0 || known !== undefined;
    seen.set(value, isGroup ? { value } : { value, description: summary });
  }
  return { list: startingWith(typed, [...seen.values()]) };
}

interface Place {
  readonly context: Context;
  readonly sources: Sources;
}

async function completeIn(
  spec: CommandSpec,
  before: readonly string[],
  typed: string,
  { context, sources }: Place,
): Promise<Candidates> {
  if (spec.takesAll === true) return { list: [], paths: 'file' };
  const read = readWords(spec, before);
  const known = [...flagsOf(spec)];
  if (spec.takesRest === true) {
    const request = read.given.args[spec.args?.[0]?.name ?? ''];
    if (typeof request === 'string')
      known.unshift(...(await requestFlags(request, read.given, context)));
  }
  if (read.open !== undefined) {
    const flag = known.find(({ name }) => name === read.open);
    return flag === undefined ? none : valuesOf(flag, typed, read.given, sources);
  }
  if (typed.startsWith('-')) {
    const equals = typed.indexOf('=');
    const flag = known.find(({ name }) => `--${name}` === typed.slice(0, equals));
    if (equals > 0 && flag !== undefined) {
      const values = await valuesOf(flag, typed.slice(equals + 1), read.given, sources);
      return {
        ...values,
        list: values.list.map((c) => ({ ...c, value: `--${flag.name}=${c.value}` })),
      };
    }
    const given = new Set(read.names);
    const open = known.filter(({ name, type }) => type.endsWith('s') || !given.has(name));
    return {
      list: startingWith(
        typed,
        open.map(({ name, description }) => ({ value: `--${name}`, description })),
      ),
    };
  }
  const argument = argumentAt(spec, read.places);
  return argument === undefined ? none : valuesOf(argument, typed, read.given, sources);
}

function argumentAt({ args = [] }: CommandSpec, place: number): ArgumentSpec | undefined {
  const last = args.at(-1);
  return args[place] ?? (last?.isList === true ? last : undefined);
}

interface ReadWords {
  readonly given: Given;
  /** Names of the flags that were given. */
  readonly names: readonly string[];
  /** How many words stand in places. */
  readonly places: number;
  /** The flag whose value is being typed. */
  readonly open: string | undefined;
}

/** Reads the words before, however incomplete: nothing is refused. */
function readWords(spec: CommandSpec, before: readonly string[]): ReadWords {
  const byForm = new Map<string, FlagSpec>();
  for (const flag of flagsOf(spec)) {
    byForm.set(`--${flag.name}`, flag);
    if (flag.short !== undefined) byForm.set(`-${flag.short}`, flag);
  }
  const flags: Record<string, FlagValue> = {};
  const names: string[] = [];
  const places: string[] = [];
  let open: FlagSpec | { readonly name: string; readonly type: 'text' } | undefined;
  for (const word of before) {
    if (open !== undefined) {
      const values = word.split(',');
      flags[open.name] = open.type === 'texts' || open.type === 'choices' ? values : word;
      open = undefined;
      continue;
    }
    if (!word.startsWith('-') || word === '-' || word === '--') {
      if (word !== '--') places.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const form = equals < 0 ? word : word.slice(0, equals);
    // A flag that the command does not know is a field of its request.
    const flag = byForm.get(form) ?? { name: form.replace(/^-+/, ''), type: 'text' as const };
    names.push(flag.name);
    if (flag.type === 'boolean') flags[flag.name] = true;
    else if (equals < 0) open = flag;
    else flags[flag.name] = word.slice(equals + 1);
  }
  const args: Record<string, string | readonly string[] | undefined> = {};
  (spec.args ?? []).forEach(({ name, isList }, i) => {
    args[name] = isList === true ? places.slice(i) : places[i];
  });
  return { given: { args, flags, rest: [] }, names, places: places.length, open: open?.name };
}

async function valuesOf(
  {
    choices,
    suggestions,
    ...spec
  }: Pick<ArgumentSpec | FlagSpec, 'choices' | 'suggestions'> & {
    readonly type?: string;
  },
  typed: string,
  given: Given,
  sources: Sources,
): Promise<Candidates> {
  // Of a list separated by commas, the last entry is being typed.
  const isList = spec.type === 'texts' || spec.type === 'choices';
  const start = isList ? typed.lastIndexOf(',') + 1 : 0;
  const found =
    choices === undefined
      ? suggestions === undefined
        ? none
        : await sources(suggestions, typed.slice(start), given)
      : { list: choices.map((value) => ({ value })) };
  const list = startingWith(typed.slice(start), found.list);
  if (start === 0) return { ...found, list };
  return { list: list.map((c) => ({ ...c, value: typed.slice(0, start) + c.value })) };
}
