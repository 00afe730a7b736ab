import type { Context } from '../program/context.js';
import { HandOver } from '../program/hand-over.js';
import type { Given, Suggestions } from '../program/spec.js';
import { none, type Candidate, type Candidates } from './candidates.js';
import type { LiveIds } from './live-ids.js';

/** Gives the values that may stand somewhere. Never fails: what can't be found out is not suggested. */
export type Sources = (kind: Suggestions, typed: string, given: Given) => Promise<Candidates>;

/** Suggestions from the settings, the commands of the release, and the platform. */
export function createSources(context: Context, ids: LiveIds): Sources {
  return async (kind, typed, given) => {
    try {
      return await suggest(kind, typed, { given, context, ids });
    } catch (error) {
      if (error instanceof HandOver) throw error;
      return none;
    }
  };
}

interface Place {
  readonly given: Given;
  readonly context: Context;
  readonly ids: LiveIds;
}

async function suggest(
  kind: Suggestions,
  typed: string,
  { given, context, ids }: Place,
): Promise<Candidates> {
  switch (kind) {
    case 'file':
    case 'folder':
      return { list: [], paths: kind };
    case 'request':
      return { list: await requests(context, given) };
    case 'type':
      return { list: await types(context, given) };
    case 'profile': {
      const { profiles } = await context.settings(given);
      return { list: profiles.map((value) => ({ value })) };
    }
    case 'automation':
      return {
        list: [...(await context.automations(given))].map(({ name, description }) => ({
          value: name,
          description,
        })),
      };
    case 'setting': {
      const { settingNames } = await import('../settings/definitions.js');
      return { list: settingNames.map((value) => ({ value })) };
    }
    default:
      return { list: await ids.find(kind, typed, given, context.signal) };
  }
}

/** Live commands before deprecated ones, and families that have several variants. */
async function requests(context: Context, given: Given): Promise<readonly Candidate[]> {
  const live: Candidate[] = [];
  const deprecated: Candidate[] = [];
  for (const info of await context.commands(given)) {
    if (info.kind !== 'request') continue;
    if (!info.deprecated) live.push({ value: info.name });
    else {
      const { successor } = info;
      const note = successor === undefined ? 'deprecated' : `deprecated: ${successor}`;
      deprecated.push({ value: info.name, description: note });
    }
  }
  const names = new Set([...live, ...deprecated].map(({ value }) => value));
  const families = new Set<string>();
  for (const { kind, family } of await context.commands(given)) {
    if (kind === 'request' && !names.has(family)) families.add(family);
  }
  return [
    ...live,
    ...[...families].map((value) => ({ value, description: 'the newest of its family' })),
    ...deprecated,
  ];
}

async function types(context: Context, given: Given): Promise<readonly Candidate[]> {
  const { readIndex } = await import('../schema/reference.js');
  const index = await readIndex(await context.settings(given));
  return (index?.types ?? []).map(({ name, summary }) => ({ value: name, description: summary }));
}
