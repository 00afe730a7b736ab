import { splitVersion } from '../model/versions.js';
import type { Level, Verb } from './types.js';

/** What the name of a command says. */
export interface CommandName {
  readonly level: Level;
  readonly verb: Verb;
  /** Words of the object after the level; the level's own where the command is about that. */
  readonly subject: string;
  /** What of the object it is about, such as `Registration` in `SystemGetRegistrationListRequest`. */
  readonly part: string;
}

/** Levels by the prefix of their commands' names. */
const levels: readonly (readonly [prefix: string, level: Level])[] = [
  ['System', 'system'],
  ['Reseller', 'reseller'],
  ['Enterprise', 'enterprise'],
  ['ServiceProvider', 'serviceProvider'],
  ['Group', 'group'],
  ['User', 'user'],
];

/** Words that say what happens to an object, where they stand for themselves in a name. */
const verbs: Readonly<Record<string, Verb>> = {
  Get: 'get',
  Add: 'add',
  Create: 'add',
  Modify: 'modify',
  Replace: 'modify',
  Delete: 'delete',
  Remove: 'delete',
};
/** Looked for where there is none of those. */
// prettier-ignore
const others: ReadonlySet<string> = new Set([
  'Activate', 'Apply', 'Assign', 'Authorize', 'Cancel', 'Check', 'Clear', 'Copy', 'Deactivate',
  'Disable', 'Download', 'Enable', 'Export', 'Force', 'Generate', 'Import', 'Is', 'Link', 'Lock',
  'Lookup', 'Move', 'Put', 'Reboot', 'Rebuild', 'Refresh', 'Regenerate', 'Release', 'Reload',
  'Reorder', 'Reset', 'Retry', 'Revoke', 'Send', 'Sort', 'Start', 'Stop', 'Terminate', 'Unassign',
  'Unauthorize', 'Unlink', 'Unlock', 'Upload', 'Usage', 'Validate', 'Verify',
]);

/** Words of a list in a name, which do not tell what it is a list of. */
const listWords: ReadonlySet<string> = new Set(['Instance', 'List', 'Paged', 'Sorted']);

/** Takes the name of a request or response apart. */
export function readCommandName(name: string): CommandName {
  const plain = splitVersion(name).family.replace(/(?:Request|Response)$/, '');
  const [prefix, level] = levels.find(([word]) => startsWithWord(plain, word)) ?? ['', 'other'];
  const words = wordsOf(plain.slice(prefix.length));
  const at = verbAt(words);
  const before = withoutList(at < 0 ? words : words.slice(0, at));
  const after = at < 0 ? [] : words.slice(at + 1);
  const inside = after.indexOf('In');
  const rest = (inside < 0 ? after : after.slice(0, inside)).filter((word) => !listWords.has(word));
  const subject = before.length > 0 ? before : level === 'other' ? rest : wordsOf(prefix);
  return {
    level,
    verb: verbOf(words[at], after),
    subject: subject.join(' '),
    part: before.length > 0 || level !== 'other' ? rest.join(' ') : '',
  };
}

/** Words of a name in mixed case; digits stay with an acronym before them. */
export function wordsOf(name: string): readonly string[] {
  return (
    name.match(
      /BroadWorks|BroadTouch|BroadCloud|CommPilot|WebEx|VoIP|[A-Z]+\d+(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g,
    ) ?? []
  );
}

function startsWithWord(name: string, word: string): boolean {
  return name.startsWith(word) && !/^[a-z]/.test(name.slice(word.length));
}

function withoutList(words: readonly string[]): readonly string[] {
  return words.length > 1 && words.at(-1) === 'List' ? words.slice(0, -1) : words;
}

function verbAt(words: readonly string[]): number {
  // `Add` is part of a thing's name in `VideoAddOn`.
  const main = words.findIndex(
    (word, i) => Object.hasOwn(verbs, word) && !(word === 'Add' && words[i + 1] === 'On'),
  );
  return main >= 0 ? main : words.findIndex((word) => others.has(word));
}

function verbOf(word: string | undefined, after: readonly string[]): Verb {
  const verb = word === undefined ? undefined : verbs[word];
  if (verb === 'get') return after.includes('List') || after.includes('Paged') ? 'list' : 'get';
  return verb ?? 'other';
}
