import { commandChanges } from '../diff/compare-commands.js';
import { TypeComparison } from '../diff/compare-types.js';
import { describeChange } from '../diff/describe-change.js';
import type { Change } from '../diff/types.js';
import type { FactReader } from '../emit/facts.js';
import { codeSpan } from '../emit/limits.js';
import type { Release, RequestInfo } from '../model/release.js';
import type { TypeDef } from '../model/types.js';
import type { PageContext } from './context.js';
import { familyOf, type Families } from './families.js';
import type { TypePage } from './types.js';

/** Tells what distinguishes the members of a family. */
export class FamilyChanges {
  readonly #requests: Release['requests'];
  readonly #families: Families;
  readonly #facts: FactReader;
  readonly #types: TypeComparison;

  constructor({ release, families, facts }: PageContext) {
    this.#requests = release.requests;
    this.#families = families;
    this.#facts = facts;
    this.#types = new TypeComparison(release, release);
  }

  /** What is different from the member of the family before this one; none for the oldest. */
  of(type: TypeDef): TypePage['changes'] {
    const members = this.#families.of(type);
    const before = members[members.indexOf(type) - 1];
    if (before === undefined) return undefined;
    const changes = [
      ...this.#answers(before.name, type.name),
      ...this.#types.compare(before, type).map(({ change }) => change),
    ];
    const lines = [
      ...changes.map((change) => describeChange(change, codeSpan)),
      ...this.#columns(before, type),
    ];
    return { since: before.name, lines: lines.map(sentence) };
  }

  /** Headings stand in the prose, where a comparison of types does not look. */
  #columns(before: TypeDef, after: TypeDef): readonly string[] {
    if (before.kind === 'simple' || after.kind === 'simple') return [];
    const older = this.#facts.of(before).columns;
    return [...this.#facts.of(after).columns].flatMap(([table, columns]) => {
      const known = older.get(table)?.map(({ heading }) => heading);
      if (known === undefined) return [];
      const now = columns.map(({ heading }) => heading);
      const said = (what: string, list: readonly string[]): readonly string[] => {
        if (list.length === 0) return [];
        const noun = list.length === 1 ? 'column' : 'columns';
        return [`${codeSpan(table)}: ${noun} ${list.map(codeSpan).join(', ')} ${what}`];
      };
      return [
        ...said(
          'removed',
          known.filter((heading) => !now.includes(heading)),
        ),
        ...said(
          'added',
          now.filter((heading) => !known.includes(heading)),
        ),
      ];
    });
  }

  /** Responses differ in their versions as requests do; that alone is not worth telling. */
  #answers(before: string, after: string): readonly Change[] {
    const [older, newer] = [this.#requests.get(before), this.#requests.get(after)];
    const differ = commandChanges(withoutVersion(older), withoutVersion(newer)).length > 0;
    return differ ? commandChanges(older, newer) : [];
  }
}

function withoutVersion(request: RequestInfo | undefined): RequestInfo | undefined {
  if (request?.response === undefined) return request;
  return { ...request, response: familyOf(request.response, 'response') };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
