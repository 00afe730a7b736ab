import { contactOf, detailsOf } from '../registrations/contact.js';
import type { RegistrationState } from '../registrations/types.js';
import { compact, sameId, text } from '../run/cells.js';
import type { ListedContact, RegistrationLine } from './types.js';

/** A row of any of the tables that are read. */
export type Row = Readonly<Record<string, string | undefined>>;

/** Puts rows of registrations together to lines; two lines of one device stay two. */
export class Lines {
  readonly #lines = new Map<
    string,
    { line: Omit<RegistrationLine, 'state' | 'contacts'>; contacts: Contact[] }
  >();
  readonly #users = new Set<string>();
  /** Users that have a row. */
  readonly #registered = new Set<string>();

  /** @param expired the rows that are over; undefined if nobody knows */
  constructor(rows: readonly Row[], expired: readonly Row[] | undefined) {
    const over = expired === undefined ? undefined : new Set(expired.map(keyOf));
    for (const row of rows) this.#add(row, stateOf(row, over));
  }

  /** Ids of the users that have a row, as the first row writes them. */
  get userIds(): readonly string[] {
    const ids = new Map(
      [...this.#lines.values()].map(({ line: { userId } }) => [fold(userId), userId]),
    );
    return [...ids.values()];
  }

  get serviceProviderIds(): readonly string[] {
    const ids = [...this.#lines.values()].flatMap(({ line }) => line.serviceProviderId ?? []);
    return [...new Set(ids)];
  }

  /** Adds a user who may have nothing registered. */
  addUser(row: Row, place: Pick<RegistrationLine, 'serviceProviderId' | 'groupId'>): void {
    const userId = row.userId ?? '';
    if (this.#users.has(fold(userId))) return;
    this.#users.add(fold(userId));
    const groupId = text(row.groupId) ?? place.groupId;
    const line = { userId, ...compact({ ...place, groupId }) };
    this.#lines.set(JSON.stringify([fold(userId)]), { line, contacts: [] });
  }

  /**
   * Adds what the registrations of one user tell beyond the list.
   *
   * @param isWhole the lines are not narrowed down: a row that fits none is one more
   */
  addDetails(userId: string, rows: readonly Row[], isWhole: boolean): void {
    for (const row of rows) {
      const known = [...this.#lines.values()]
        .filter(({ line }) => sameId(line.userId, userId) && line.linePort === text(row.linePort))
        .flatMap(({ contacts }) => contacts)
        .find(({ uri, contact }) => row.uri === contact || row.uri === uri);
      const more = detailsOf(row);
      if (known !== undefined) Object.assign(known, more);
      else if (isWhole) {
        const state = more.registrationActive === false ? 'none' : 'unknown';
        this.#add({ ...row, userId }, state);
      }
    }
  }

  /** The lines by user id and line/port, with the names of their users. */
  toList(users: readonly Row[]): readonly RegistrationLine[] {
    const names = new Map(users.map((row) => [fold(row.userId ?? ''), row]));
    return [...this.#lines.values()]
      .filter(({ line, contacts }) => contacts.length > 0 || !this.#hasContacts(line.userId))
      .map(({ line, contacts }): RegistrationLine => {
        const user = names.get(fold(line.userId));
        return {
          ...line,
          ...compact({
            lastName: text(user?.lastName),
            firstName: text(user?.firstName),
            extension: text(user?.extension),
          }),
          state: bestOf(contacts.map(({ state }) => state)),
          contacts: contacts.map((contact) => compact({ ...contact })),
        };
      })
      .sort(
        (a, b) =>
          compare(fold(a.userId), fold(b.userId)) || compare(a.linePort ?? '', b.linePort ?? ''),
      );
  }

  #hasContacts(userId: string): boolean {
    return this.#registered.has(fold(userId));
  }

  #add(row: Row, state: RegistrationState): Contact {
    const userId = row.userId ?? '';
    const { linePort, endpointType, deviceLevel, deviceName } = row;
    const key = JSON.stringify([
      ...[userId, deviceLevel, deviceName].map((id) => fold(id ?? '')),
      linePort,
      endpointType,
    ]);
    let entry = this.#lines.get(key);
    if (entry === undefined) {
      const line = {
        userId,
        ...compact({
          serviceProviderId: text(row.serviceProviderId),
          groupId: text(row.groupId),
          deviceLevel: text(deviceLevel),
          deviceName: text(deviceName),
          linePort: text(linePort),
          endpointType: text(endpointType),
        }),
      };
      this.#lines.set(key, (entry = { line, contacts: [] }));
    }
    this.#registered.add(fold(userId));
    const contact: Contact = {
      state,
      ...contactOf(row),
      ...compact({ contact: text(row.contact), pathHeader: text(row.pathHeader) }),
    };
    entry.contacts.push(contact);
    return contact;
  }
}

type Contact = { -readonly [K in keyof ListedContact]: ListedContact[K] };

/** What tells a row from others; one that was renewed between two reads is another one. */
function keyOf({ userId, linePort, uri, contact, expiration }: Row): string {
  return JSON.stringify([userId, linePort, uri, contact, expiration]);
}

function stateOf(row: Row, over: ReadonlySet<string> | undefined): RegistrationState {
  if (text(row.expiration) === undefined) return 'static';
  if (over === undefined) return 'unknown';
  return over.has(keyOf(row)) ? 'expired' : 'registered';
}

const ranks: readonly RegistrationState[] = ['registered', 'unknown', 'static', 'expired', 'none'];

function bestOf(states: readonly RegistrationState[]): RegistrationState {
  return ranks.find((state) => states.includes(state)) ?? 'none';
}

function fold(id: string): string {
  return id.toLowerCase();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
