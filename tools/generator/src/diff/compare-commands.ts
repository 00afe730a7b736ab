import type { RequestInfo } from '../model/release.js';
import { judged, MISSED_BY_NEWER, MISSED_BY_OLDER, NO_EFFECT, when } from './effect.js';
import type { Change } from './types.js';

/** How a request is answered, and whether it changes anything. */
export function commandChanges(
  older: RequestInfo | undefined,
  newer: RequestInfo | undefined,
): readonly Change[] {
  if (older === undefined || newer === undefined) return [];
  const changes: Change[] = [];
  const [before, after] = [answersOf(older), answersOf(newer)];
  const effect =
    when(!isWithin(after, before), MISSED_BY_OLDER) |
    when(!isWithin(before, after), MISSED_BY_NEWER);
  if (effect !== NO_EFFECT) {
    const texts = { before: before.join(' or '), after: after.join(' or ') };
    const change = { code: 'response-changed', path: '', ...texts } as const;
    changes.push(judged({ change, effect }, { sent: true, received: true }));
  }
  if (older.access !== newer.access) {
    changes.push({ code: 'access-changed', path: '', before: older.access, after: newer.access });
  }
  return changes;
}

function isWithin(names: readonly string[], others: readonly string[]): boolean {
  return names.every((name) => others.includes(name));
}

/** The types a request may be answered with, errors aside. */
export function answersOf({ response, mayReturnSuccess }: RequestInfo): readonly string[] {
  return [
    ...(response === undefined ? [] : [response]),
    ...(mayReturnSuccess ? ['SuccessResponse'] : []),
  ];
}
