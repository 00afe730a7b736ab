import { structureOf, type OCIRequest, type RequestType } from '@ocipkit/core';
import { CliError } from '../program/failure.js';
import type { Terminal } from '../terminal/terminal.js';
import type { Prepared } from './prepare.js';

/** Whether a request takes something away that may be hard to bring back. */
function isDeletion({ info }: Pick<Prepared, 'info'>): boolean {
  return info.access === 'write' && /(?:Delete|Remove)(?![a-z])/.test(info.family);
}

/** What a person types to confirm. */
interface Confirmation {
  readonly question: string;
  readonly answer: string;
}

/**
 * Lets a person confirm that something is deleted.
 *
 * @returns false if the person does not
 * @throws CliError where nobody can be asked
 */
export async function confirmDeletions(
  prepared: readonly Prepared[],
  terminal: Terminal,
): Promise<boolean> {
  const deletions = prepared.filter(isDeletion);
  const [first] = deletions;
  if (first === undefined) return true;
  if (!terminal.isInTerminal || !terminal.isErrTerminal) {
    const what =
      deletions.length === 1
        ? `${first.info.name} deletes`
        : `${String(deletions.length)} of the requests delete`;
    throw new CliError(`${what}, and nobody can be asked. Nothing was sent.`, {
      next: ['Give --yes to go on without a question; --dry-run shows what would be sent.'],
    });
  }
  const { question, answer } =
    deletions.length === 1
      ? confirmationOf(first)
      : {
          question: `${String(deletions.length)} requests delete.`,
          answer: String(deletions.length),
        };
  terminal.note(question);
  const typed = await terminal.ask(`To go on, type ${terminal.noteStyle.bold(answer)}: `);
  return typed.trim() === answer.trim();
}

/**
 * What a deletion is about: its list, where it has one, or the last of its required fields. Several
 * entries are confirmed by their number.
 */
function confirmationOf({ request, type }: Pick<Prepared, 'request' | 'type'>): Confirmation {
  const targets = targetsOf(request, type);
  const chosen = targets.findLast(({ isList }) => isList) ?? targets.at(-1);
  if (chosen === undefined) return { question: `${type.name} deletes.`, answer: type.name };
  const shown = targets.map(({ name, text, count }) =>
    text === undefined ? `${String(count)} of ${name}` : `${name} ${text}`,
  );
  return {
    question: `${type.name} deletes: ${shown.join(', ')}.`,
    answer: chosen.text ?? String(chosen.count),
  };
}

interface Target {
  readonly name: string;
  readonly isList: boolean;
  readonly count: number;
  /** Of a single value. */
  readonly text: string | undefined;
}

function targetsOf(request: OCIRequest, type: RequestType): readonly Target[] {
  const fields = request as unknown as Readonly<Record<string, unknown>>;
  return [...structureOf(type).fields.values()].flatMap(({ element }) => {
    const { name, list: isList, min, sensitive } = element;
    const value = fields[name];
    if (sensitive || (min === 0 && !isList)) return [];
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    const [first] = values;
    if (first === undefined || first === null) return [];
    // A switch says how to delete, not what.
    if (typeof first === 'boolean') return [];
    const isId = values.length === 1 && (typeof first === 'string' || typeof first === 'number');
    return [{ name, isList, count: values.length, text: isId ? String(first) : undefined }];
  });
}
