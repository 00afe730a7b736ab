import type { DNRange } from '@ocipkit/commands/number-assignment';
import type { DNValidationStatusMessage } from '@ocipkit/commands/numbers';
import { own, Refusal } from '../../engine/refusal.js';
import type { NumberRecord } from '../../platform/model.js';
import { expandRange, isNext, showRange } from '../../platform/numbers.js';
import type { Platform } from '../../platform/platform.js';

/*
 * What the requests about phone numbers have in common: numbers and ranges in, verdicts and joined
 * ranges out.
 */

export interface NamesNumbers {
  readonly phoneNumber?: readonly string[] | undefined;
  readonly dnRange?: readonly DNRange[] | undefined;
}

/**
 * Every number that a request names, once and in the form in which numbers are kept.
 *
 * @throws Refusal if one is no number, or a range has no proper ends
 */
export function requestedNumbers(platform: Platform, request: NamesNumbers): readonly string[] {
  const { phoneNumber = [], dnRange = [] } = request;
  const ranges = dnRange.flatMap(({ minPhoneNumber, maxPhoneNumber }) =>
    expandRange(platform.number(minPhoneNumber), platform.number(maxPhoneNumber)),
  );
  return [...new Set([...phoneNumber.map((number) => platform.number(number)), ...ranges])];
}

/** Rows with consecutive numbers that are alike, each run with the cell that shows it. */
export function joinRuns<T extends { readonly number: string }>(
  sorted: readonly T[],
  isAlike: (a: T, b: T) => boolean,
): readonly (T & { readonly phoneNumbers: string })[] {
  const runs: { first: T; last: T }[] = [];
  for (const row of sorted) {
    const run = runs.at(-1);
    if (run !== undefined && isAlike(run.last, row) && isNext(run.last.number, row.number)) {
      run.last = row;
    } else runs.push({ first: row, last: row });
  }
  return runs.map(({ first, last }) => ({
    ...first,
    phoneNumbers: showRange([first.number, last.number]),
  }));
}

type Verdict = Pick<DNValidationStatusMessage, 'status'> & { readonly reason: Refusal };

/** The verdict on each of the numbers that were asked about. */
export function validateNumbers(
  platform: Platform,
  asked: readonly string[],
  judge: (record: NumberRecord | undefined, number: string) => Verdict | undefined,
): readonly DNValidationStatusMessage[] {
  const met = new Set<string>();
  return asked.map((dn) => {
    let number: string;
    try {
      number = platform.number(dn);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return message(dn, { status: 'Invalid', reason: error });
    }
    if (met.has(number)) return message(dn, namedTwice(number));
    met.add(number);
    return message(dn, judge(platform.numbers.get(number), number));
  });
}

function message(dn: string, verdict: Verdict | undefined): DNValidationStatusMessage {
  if (verdict === undefined) return { dn, status: 'Available' };
  const { status, reason } = verdict;
  return {
    dn,
    status,
    messageCode: reason.code,
    summary: reason.message,
    summaryEnglish: reason.message,
  };
}

function namedTwice(number: string): Verdict {
  return {
    status: 'Duplicate In List',
    reason: new Refusal(own.exists, `Phone number is named twice: ${number}`),
  };
}
