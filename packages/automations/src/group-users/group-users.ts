import { flag, text } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import { localProblem, problemAt, type Problem } from '../run/problem.js';
import type { Run } from '../run/run.js';
import { rootOf } from '../run/section.js';

const PAGES = 'UserGetListInGroupPagedSortedListRequest';
const LIST = 'UserGetListInGroupRequest';

/** Rows of a page, unless told otherwise. */
export const USERS_PER_PAGE = 1000;
/** What the platform has at most. */
export const MOST_USERS_PER_PAGE = 2000;

export interface ListedUser {
  readonly userId: string;
  /** The primary number is activated; null where the list does not tell, as for users without one. */
  readonly isNumberActivated: boolean | null;
}

interface ListedUsers {
  readonly users: readonly ListedUser[];
  /** The list is not whole, or has rows without an id. */
  readonly problems: readonly Problem[];
}

interface NamedGroup {
  readonly serviceProviderId: string;
  readonly groupId: string;
}

/**
 * The users of a group, by user id, a page at a time; in one answer where the platform has no pages. Who
 * comes or goes in the meantime may be missing, and nobody is there twice.
 *
 * @param path place of the list in the result
 * @throws AutomationError if the list can't be read; a page after the first that can't be is a problem
 */
export async function listGroupUsers(
  run: Run,
  { serviceProviderId, groupId }: NamedGroup,
  path: string,
  pageSize = USERS_PER_PAGE,
): Promise<ListedUsers> {
  const users = new Users(path, groupId);
  for (let start = 1; ; start += pageSize) {
    const outcome = await run.ask(
      PAGES,
      {
        serviceProviderId,
        groupId,
        responsePagingControl: { responseStartIndex: start, responsePageSize: pageSize },
      },
      { path, subject: groupId },
    );
    if (outcome.ok) {
      const rows = rowsOf(run, outcome.response, 'userTable', columns);
      const isNew = users.add(rows);
      if (start > 1) run.progress('the users of the group', users.count);
      if (rows.length < pageSize) return users.end();
      if (!isNew) return users.end(users.repeated());
    } else if (start > 1) {
      return users.end(problemAt(`${path}[${String(users.count)}…]`, outcome.problem));
    } else if (outcome.problem.kind === 'unsupported') break;
    else rootOf(outcome);
  }
  const list = await run.ask(
    LIST,
    { serviceProviderId, GroupId: groupId },
    { path, subject: groupId },
  );
  users.add(rowsOf(run, rootOf(list), 'userTable', columns));
  return users.end();
}

const columns = ['userId', 'phoneNumber', 'phoneNumberActivated'] as const;

interface Row {
  readonly userId?: string | undefined;
  readonly phoneNumber?: string | undefined;
  readonly phoneNumberActivated?: string | undefined;
}

class Users {
  readonly #path: string;
  readonly #groupId: string;
  readonly #users = new Map<string, ListedUser>();
  #unnamed = 0;

  constructor(path: string, groupId: string) {
    this.#path = path;
    this.#groupId = groupId;
  }

  get count(): number {
    return this.#users.size;
  }

  /** False if none of the rows was new. */
  add(rows: readonly Row[]): boolean {
    const before = this.#users.size;
    for (const row of rows) {
      const userId = text(row.userId);
      const key = userId?.toLowerCase();
      if (userId === undefined || key === undefined) this.#unnamed += 1;
      else if (!this.#users.has(key)) {
        const isActivated = flag(row.phoneNumberActivated) ?? null;
        const isNumberActivated = text(row.phoneNumber) === undefined ? null : isActivated;
        this.#users.set(key, { userId, isNumberActivated });
      }
    }
    return this.#users.size > before;
  }

  repeated(): Problem {
    const message = 'A page of the list has only users of the pages before it.';
    return this.#problem('inconsistent', PAGES, message);
  }

  end(...problems: readonly Problem[]): ListedUsers {
    const unnamed = `${String(this.#unnamed)} users of the list have no id.`;
    return {
      users: [...this.#users.values()],
      problems: [
        ...problems,
        ...(this.#unnamed === 0 ? [] : [this.#problem('transport', LIST, unnamed)]),
      ],
    };
  }

  #problem(kind: 'inconsistent' | 'transport', command: string, message: string): Problem {
    return localProblem(kind, message, { path: this.#path, command, subject: this.#groupId });
  }
}
