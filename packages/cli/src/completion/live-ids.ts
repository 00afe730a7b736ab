import type { Client } from '@ocipkit/client';
import type { OCITable } from '@ocipkit/core';
import { textArg, textFlag, type Given, type Suggestions } from '../program/spec.js';
import type { Candidate } from './candidates.js';

/** Kinds of ids that a platform can be asked for. */
export type IdKind = Exclude<
  Suggestions,
  'request' | 'type' | 'profile' | 'automation' | 'setting' | 'file' | 'folder'
>;

/** Ids at most in one list of suggestions. */
const MOST = 200;
/** Milliseconds for the answer of the platform. */
const TIMEOUT = 3000;
/** Milliseconds an answer may be used again. */
const FRESH = 60_000;

interface Kept {
  readonly at: number;
  /** What had been typed when the platform was asked. */
  readonly typed: string;
  /** The list is not all there is. */
  readonly isCut: boolean;
  readonly list: readonly Candidate[];
}

/** Where a search takes place, as far as the command line and the account say. */
interface Where {
  readonly serviceProviderId: string | undefined;
  readonly groupId: string | undefined;
}

/** Ids of a platform for completion; asked for with what has been typed, kept for a minute. */
export class LiveIds {
  readonly #client: (given: Given) => Promise<Client | undefined>;
  readonly #kept = new Map<string, Kept>();

  /** @param client gives the client to ask; undefined where there is none without asking a person */
  constructor(client: (given: Given) => Promise<Client | undefined>) {
    this.#client = client;
  }

  /** @throws ClientError if the platform can't be asked */
  async find(
    kind: IdKind,
    typed: string,
    given: Given,
    signal: AbortSignal,
  ): Promise<readonly Candidate[]> {
    const client = await this.#client(given);
    if (client === undefined) return [];
    await client.warm(1, { signal, timeoutMs: TIMEOUT });
    const where = whereOf(given, client);
    const key = JSON.stringify([client.endpoint, kind, where]);
    const kept = this.#kept.get(key);
    if (kept !== undefined && this.#serves(kept, typed)) return kept.list;
    const search = searches[kind];
    const options = { signal, timeoutMs: TIMEOUT };
    const list = await search({ client, where, typed, options });
    this.#kept.set(key, { at: Date.now(), typed, isCut: list.length >= MOST, list });
    return list;
  }

  /** A whole list serves everything that begins the same. */
  #serves({ at, typed: before, isCut }: Kept, typed: string): boolean {
    if (Date.now() - at > FRESH) return false;
    return isCut ? before === typed : typed.toLowerCase().startsWith(before.toLowerCase());
  }
}

function whereOf(given: Given, { account }: Client): Where {
  const named = (name: string): string | undefined => textFlag(given, name) ?? textArg(given, name);
  return {
    serviceProviderId: named('serviceProviderId') ?? account?.serviceProviderId,
    groupId: named('groupId') ?? named('GroupId') ?? account?.groupId,
  };
}

interface Search {
  readonly client: Client;
  readonly where: Where;
  readonly typed: string;
  readonly options: { readonly signal: AbortSignal; readonly timeoutMs: number };
}

const searches: Readonly<Record<IdKind, (search: Search) => Promise<readonly Candidate[]>>> = {
  serviceProviderId: async ({ client, typed, options }) => {
    const { serviceProviderTable } = await client.send(
      'ServiceProviderGetListRequest',
      { responseSizeLimit: MOST, searchCriteriaServiceProviderId: beginning(typed) },
      options,
    );
    return candidates(serviceProviderTable, 'serviceProviderId', ['serviceProviderName']);
  },
  groupId: async ({ client, where: { serviceProviderId }, typed, options }) => {
    if (serviceProviderId === undefined) return [];
    const { groupTable } = await client.send(
      'GroupGetListInServiceProviderRequest',
      { serviceProviderId, responseSizeLimit: MOST, searchCriteriaGroupId: beginning(typed) },
      options,
    );
    return candidates(groupTable, 'groupId', ['groupName']);
  },
  userId: async ({ client, where, typed, options }) => {
    const { serviceProviderId, groupId } = where;
    const criteria = { responseSizeLimit: MOST, searchCriteriaUserId: beginning(typed) };
    const { userTable } =
      serviceProviderId === undefined
        ? await client.send('UserGetListInSystemRequest', criteria, options)
        : groupId === undefined
          ? await client.send(
              'UserGetListInServiceProviderRequest',
              { serviceProviderId, ...criteria },
              options,
            )
          : await client.send(
              'UserGetListInGroupRequest',
              { serviceProviderId, GroupId: groupId, ...criteria },
              options,
            );
    return candidates(userTable, 'userId', ['firstName', 'lastName', 'phoneNumber']);
  },
  callCenterId: async ({ client, where: { serviceProviderId, groupId }, options }) => {
    if (serviceProviderId === undefined || groupId === undefined) return [];
    const { callCenterTable } = await client.send(
      'GroupCallCenterGetInstanceListRequest',
      { serviceProviderId, groupId },
      options,
    );
    return candidates(callCenterTable, 'serviceUserId', ['name']);
  },
  phoneNumber: async ({ client, where: { serviceProviderId, groupId }, typed, options }) => {
    if (serviceProviderId === undefined || groupId === undefined) return [];
    const { dnTable } = await client.send(
      'GroupDnGetAssignmentPagedSortedListRequest',
      {
        serviceProviderId,
        groupId,
        responsePagingControl: { responseStartIndex: 1, responsePageSize: MOST },
        searchCriteriaDn: beginning(typed),
      },
      options,
    );
    return candidates(dnTable, 'phoneNumbers', ['firstName', 'lastName']);
  },
  servicePackName: async ({ client, where: { serviceProviderId }, options }) => {
    if (serviceProviderId === undefined) return [];
    const { servicePackName = [] } = await client.send(
      'ServiceProviderServicePackGetListRequest',
      { serviceProviderId },
      options,
    );
    return servicePackName.map((value) => ({ value }));
  },
};

interface Criterion {
  readonly mode: 'Starts With';
  readonly value: string;
  readonly isCaseInsensitive: true;
}

function beginning(typed: string): readonly Criterion[] | undefined {
  return typed === ''
    ? undefined
    : [{ mode: 'Starts With', value: typed, isCaseInsensitive: true }];
}

function candidates(table: OCITable, id: string, about: readonly string[]): readonly Candidate[] {
  return table.rows.flatMap((row) => {
    const value = row[id];
    if (value === undefined || value === '') return [];
    const description = about
      .flatMap((name) => row[name] ?? [])
      .filter((text) => text !== '')
      .join(' ');
    return [description === '' ? { value } : { value, description }];
  });
}
