import type { Breaks, Change, ChangeCode } from './types.js';

/**
 * What a change does wherever it is met, before it is known whether its type is sent or received. A
 * set of the four flags below.
 */
export type Effect = number;

export const NO_EFFECT: Effect = 0;
/** A server of the newer release refuses something that the older one allows. */
export const REFUSED_BY_NEWER: Effect = 1;
/** A server of the older release refuses something that the newer one allows. */
export const REFUSED_BY_OLDER: Effect = 2;
/** A client of the older release relies on something that the newer one doesn't promise. */
export const MISSED_BY_OLDER: Effect = 4;
/** A client of the newer release relies on something that the older one doesn't promise. */
export const MISSED_BY_NEWER: Effect = 8;
export const EVERY_EFFECT: Effect =
  REFUSED_BY_NEWER | REFUSED_BY_OLDER | MISSED_BY_OLDER | MISSED_BY_NEWER;

/** The flag if the condition holds. */
export function when(condition: boolean, flag: Effect): Effect {
  return condition ? flag : NO_EFFECT;
}

/** The effect of the same change backwards, from the newer release to the older one. */
export function backwards(effect: Effect): Effect {
  return (
    when((effect & REFUSED_BY_NEWER) !== 0, REFUSED_BY_OLDER) |
    when((effect & REFUSED_BY_OLDER) !== 0, REFUSED_BY_NEWER) |
    when((effect & MISSED_BY_OLDER) !== 0, MISSED_BY_NEWER) |
    when((effect & MISSED_BY_NEWER) !== 0, MISSED_BY_OLDER)
  );
}

/** In which direction a type travels, seen from the client. */
export interface Use {
  readonly sent: boolean;
  readonly received: boolean;
}

function breaksOf(effect: Effect, { sent, received }: Use): Breaks | undefined {
  const relevant =
    when(sent, REFUSED_BY_NEWER | REFUSED_BY_OLDER) |
    when(received, MISSED_BY_OLDER | MISSED_BY_NEWER);
  const older = (effect & relevant & (REFUSED_BY_NEWER | MISSED_BY_OLDER)) !== 0;
  const newer = (effect & relevant & (REFUSED_BY_OLDER | MISSED_BY_NEWER)) !== 0;
  if (older && newer) return 'both';
  if (older) return 'older-client';
  return newer ? 'newer-client' : undefined;
}

/** A change whose use is not known yet. */
export interface Finding {
  readonly change: Change;
  readonly effect: Effect;
}

export function finding(
  code: ChangeCode,
  path: string,
  before: string | undefined,
  after: string | undefined,
  effect: Effect,
): Finding {
  const texts = {
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
  return { change: { code, path, ...texts }, effect };
}

export function effectOf(findings: readonly Finding[]): Effect {
  return findings.reduce((sum, { effect }) => sum | effect, NO_EFFECT);
}

/** The change, marked with whom it breaks where its type is used like this. */
export function judged({ change, effect }: Finding, use: Use): Change {
  const breaks = breaksOf(effect, use);
  return breaks === undefined ? change : { ...change, breaks };
}
