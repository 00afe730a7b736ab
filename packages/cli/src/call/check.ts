import { validate, type OCIRequest, type Problem } from '@ocipkit/core';
import type { FlagProblem } from './field-flags.js';

/** What is wrong with a request, in the words of whoever typed it. */
export function problemsOf(
  request: OCIRequest,
  isFlag: (path: string) => boolean,
): readonly FieldProblem[] {
  return validate(request).map((problem) => {
    const path = fieldPath(problem.path, request.$type);
    return {
      path,
      isWarning: problem.severity === 'warning',
      isMissing: problem.code === 'missing',
      text: `${place(path, request.$type, isFlag)}: ${describe(problem, path)}`,
    };
  });
}

export interface FieldProblem {
  /** From the first field on; empty for the request itself. */
  readonly path: string;
  readonly isWarning: boolean;
  readonly isMissing: boolean;
  readonly text: string;
}

/** A line for a flag that can't be understood. */
export function flagLine({ path, text }: FlagProblem): string {
  return path === '' ? text : `--${path}: ${text}`;
}

function place(path: string, request: string, isFlag: (path: string) => boolean): string {
  if (path === '') return request;
  return isFlag(path) ? `--${path.replace(/\$type$/, 'xsi:type')}` : path;
}

function fieldPath(path: string, request: string): string {
  return path === request ? '' : path.slice(request.length + 1);
}

function describe(problem: Problem, path: string): string {
  const expected = problem.expected.replace('bytes (a Uint8Array)', 'base64');
  const found = problem.found === 'null' ? 'nil' : problem.found;
  const hint = hintOf(problem, path);
  return `found ${found}, expected ${expected}${hint === undefined ? '' : ` (${hint})`}`;
}

/** Hints of the library speak of values in a program. */
function hintOf({ code, hint }: Problem, path: string): string | undefined {
  if (hint === undefined || code === 'wrong-type') return undefined;
  if (hint.startsWith('to clear the field')) return `--nil ${path} clears it`;
  if (hint.startsWith('to remove all entries')) {
    return `--nil ${path.replace(/\.[^.]*$/, '')} removes all entries`;
  }
  return hint;
}
