import { expect } from 'vitest';
import { describeProblem, validate, type Problem } from '../../src/index.js';
import { ProbeRequest, SeatModifyRequest16 } from '../fixtures/commands.js';

/** The problems of a request with these fields and those it needs. */
export const modify = (fields: object): readonly Problem[] =>
  validate(new SeatModifyRequest16({ userId: 'a', ...fields }));

/** The problems of a request with a field of each primitive. */
export const probe = (fields: object): readonly Problem[] => validate(new ProbeRequest(fields));

/** The one problem, in words, without the name of the command. */
export function onlyProblem(problems: readonly Problem[]): string {
  expect(problems).toHaveLength(1);
  return describeProblem(problems[0]!).replace(/^\w+\./, '');
}
