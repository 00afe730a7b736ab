import { sameId } from './id-map.js';
import type { Settings } from './model.js';

/*
 * Settings name other users in fields called `userId` or `userIds`, or with a name that ends so, such
 * as `hostUserId`. By that the platform finds them when a user gets another id or is deleted.
 */

type Fields = Record<string, unknown>;

/** Gives a user who is named in settings another id. */
export function renameInSettings(settings: Settings, from: string, to: string): void {
  replaceReferences(settings, (id) => (sameId(id, from) ? to : id));
}

/**
 * Takes users out of settings: their ids out of lists of ids, objects with their `userId` out of lists
 * of objects, and any other field with such an id.
 */
export function removeFromSettings(settings: Settings, isGone: (id: string) => boolean): void {
  replaceReferences(settings, (id) => (isGone(id) ? undefined : id));
}

type Replace = (id: string) => string | undefined;

function replaceReferences(fields: Fields, replace: Replace): void {
  for (const [name, value] of Object.entries(fields)) {
    const next = /(?:^u|U)serIds?$/.test(name) ? ofIds(value, replace) : inside(value, replace);
    if (next === undefined) Reflect.deleteProperty(fields, name);
    else if (next !== value) fields[name] = next;
  }
}

function ofIds(value: unknown, replace: Replace): unknown {
  if (typeof value === 'string') return replace(value);
  if (!Array.isArray(value)) return value;
  return value.map((id) => replace(String(id))).filter((id) => id !== undefined);
}

function inside(value: unknown, replace: Replace): unknown {
  if (Array.isArray(value)) {
    return value.filter((item) => {
      if (!isFields(item)) return true;
      const named = 'userId' in item;
      replaceReferences(item, replace);
      return named === 'userId' in item;
    });
  }
  if (isFields(value)) replaceReferences(value, replace);
  return value;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
