import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffReleases, type ChangedType, type Release } from '../../src/index.js';
import { element, read, request, response } from '../support/releases.js';
import { messagesOf } from './messages.js';
import { choice, sequence } from './support.js';

/*
 * The rules look at one change at a time. Here every message that either release allows is written
 * out, and the diff must not call harmless what is not. It may well warn of too much: two changes
 * that make up for each other both count.
 */

interface Occurrence {
  readonly min: number;
  readonly max: number | 'unbounded';
}

const occurrence: fc.Arbitrary<Occurrence> = fc.constantFrom<Occurrence[]>(
  { min: 1, max: 1 },
  { min: 1, max: 1 },
  { min: 0, max: 1 },
  { min: 0, max: 2 },
  { min: 1, max: 'unbounded' },
);

const choiceOccurrence = fc.constantFrom<Occurrence[]>(
  { min: 1, max: 1 },
  { min: 1, max: 1 },
  { min: 0, max: 1 },
  { min: 1, max: 2 },
);

function next<T>(stream: fc.Stream<T>): T {
  return (stream.next() as IteratorYieldResult<T>).value;
}

const attributes = ({ min, max }: Occurrence): string =>
  `minOccurs="${String(min)}" maxOccurs="${String(max)}"`;

/** Content in which no name occurs twice: fields in some order, cut into particles. */
const content: fc.Arbitrary<string> = fc
  .record({
    names: fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e'], { minLength: 1 }),
    field: fc.infiniteStream(occurrence),
    choice: fc.infiniteStream(choiceOccurrence),
    sizes: fc.infiniteStream(
      fc.constantFrom<number[][]>([1], [1], [1], [1, 1], [2, 1], [1, 2], [1, 1, 1]),
    ),
  })
  .map((plan) => {
    const fields = plan.names.map((name) =>
      element(name, 'xs:token', attributes(next(plan.field))),
    );
    const particles: string[] = [];
    while (fields.length > 0) {
      const branches = next(plan.sizes)
        .map((size) => fields.splice(0, size))
        .filter((branch) => branch.length > 0)
        .map((branch) => (branch.length === 1 ? branch.join('') : sequence(...branch)));
      particles.push(
        branches.length === 1 ? branches.join('') : choice(branches, attributes(next(plan.choice))),
      );
    }
    return particles.join('');
  });

const releaseOf = (fields: string): Release =>
  read(request('KiteGetRequest', fields) + response('KiteGetResponse', fields)).release;

function messages({ types }: Release): readonly (readonly string[])[] {
  const type = types.get('KiteGetRequest');
  return type?.kind === 'complex' ? messagesOf(type.particles) : [];
}

/** Whether the changes of the only type of a group break the older and the newer client. */
function broken(changed: readonly ChangedType[]): { older: boolean; newer: boolean } {
  const all = changed.flatMap(({ changes }) => changes.map(({ breaks }) => breaks));
  const has = (client: string): boolean => all.some((b) => b === client || b === 'both');
  return { older: has('older-client'), newer: has('newer-client') };
}

/** Whether a server refuses some message of a client. */
function isRefused(client: Release, server: Release): boolean {
  const allowed = new Set(messages(server).map(String));
  return !messages(client).every((message) => allowed.has(String(message)));
}

/** Whether a client misses a field that it may rely on, or gets one too often. */
function isMissed(client: Release, server: Release): boolean {
  const [known, sent] = [messages(client), messages(server)];
  const count = (message: readonly string[], name: string): number =>
    message.filter((n) => n === name).length;
  return [...new Set(known.flat())].some((name) => {
    const counts = (list: readonly (readonly string[])[]): number[] =>
      list.map((message) => count(message, name));
    const isRequired = Math.min(...counts(known)) > 0;
    const isSingle = Math.max(...counts(known)) === 1;
    return (
      (isRequired && Math.min(...counts(sent)) === 0) || (isSingle && Math.max(...counts(sent)) > 1)
    );
  });
}

describe('the rule for breaks', () => {
  it('never calls a change harmless that is not', () => {
    fc.assert(
      fc.property(content, content, (before, after) => {
        const [older, newer] = [releaseOf(before), releaseOf(after)];
        const { requests, responses } = diffReleases(older, newer);
        const [sent, received] = [broken(requests.changed), broken(responses.changed)];
        if (isRefused(older, newer)) expect(sent.older, 'older client sends').toBe(true);
        if (isRefused(newer, older)) expect(sent.newer, 'newer client sends').toBe(true);
        if (isMissed(older, newer)) expect(received.older, 'older client reads').toBe(true);
        if (isMissed(newer, older)) expect(received.newer, 'newer client reads').toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
