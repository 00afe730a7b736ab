import { ServiceType } from '@ocipkit/commands/common';
import type { RunSummary } from '../run/run.js';
import type { InstanceKind } from '../service-instances/instance-kinds.js';

export type { InstanceKind };

/**
 * What can hold an alias, in the order in which it is searched: service instances, since they are few,
 * then voice portals, alternate user ids, users, and the fax service of users.
 */
export const aliasHolderKinds = [
  ...ServiceType.values,
  'Voice Portal',
  'Alternate User Id',
  'User',
  'Fax Messaging',
] as const;
/** What may hold an alias; kinds that may be asked for. */
export type AliasHolderKind =
  InstanceKind | 'Voice Portal' | 'Alternate User Id' | 'User' | 'Fax Messaging';

/** Those that are searched unless others are asked for: all but the fax service. */
export const defaultAliasHolderKinds: readonly AliasHolderKind[] = aliasHolderKinds.filter(
  (kind) => kind !== 'Fax Messaging',
);

/** What matched: a SIP alias, or an id that could be taken for one. */
export type AliasMatchKind =
  /** One of the up to three aliases of a user, or of a service instance. */
  | 'alias'
  /** `defaultAlias` of a user or of a flexible seating host. */
  | 'default-alias'
  /** `publicUserIdentity` of a service instance. */
  | 'public-user-identity'
  /** An alias of the fax service of a user. */
  | 'fax-alias'
  | 'user-id'
  /** A further id to sign in with; no address to call. */
  | 'alternate-user-id';

/** A holder of the alias. Every field is always there. */
export interface AliasMatch {
  readonly kind: AliasMatchKind;
  /** As stored, host included. */
  readonly alias: string;
  /** False: the user part differs in case. Hosts are compared without case. */
  readonly exact: boolean;
  /** `User`, `Voice Portal`, or the kind of service instance. */
  readonly holderType: string;
  /** User id, or service user id. */
  readonly id: string;
  /** First and last name, or the name of the service instance; empty where it could not be read. */
  readonly name: string;
  readonly serviceProviderId: string;
  readonly groupId: string;
  /**
   * The response or the table row that it was found in, tables left out; null where an id matched in a
   * list and the holder itself could not be read.
   */
  readonly detail: Readonly<Record<string, unknown>> | null;
}

/** How far one kind of holder was searched. */
export interface SearchedKind {
  /** One of {@link AliasHolderKind}, or a service type that this version does not know. */
  readonly kind: string;
  /**
   * `value`: it is known what there is, and the counts tell what was read of it. `not-assigned`: the
   * group does not have the service. `refused` and `failed`: some list of them could not be read, so
   * there may be more. `unread`: `maxDetails` left out such a list. `not-searched`: not asked for, or there are none on this platform.
   */
  readonly status: 'value' | 'not-assigned' | 'refused' | 'unread' | 'failed' | 'not-searched';
  /** Holders that are known of; for alternate user ids the groups whose ids were asked for. */
  readonly listed: number;
  /** Of these, those that were read. */
  readonly read: number;
  readonly refused: number;
  /** Without a usable answer, or skipped since the run was ended. */
  readonly failed: number;
  /** No request reads them, the search had stopped, or `maxDetails` was reached. */
  readonly notSearched: number;
}

/** Who has an alias, and whether all who might have it were looked at. */
export interface AliasSearch extends RunSummary {
  /** As asked for. */
  readonly alias: string;
  /** What was searched: a group, a service provider or enterprise, or everything. */
  readonly scope: 'group' | 'serviceProvider' | 'system';
  /**
   * `no` only if every holder of the kinds asked for was read; `unknown` if there was no match and
   * something was not read. `no` does not say that the alias may be used: other scopes, and kinds that
   * were not searched, may have it.
   */
  readonly found: 'yes' | 'no' | 'unknown';
  /** All of them, in search order; those until the stop with `stopAtFirst`. */
  readonly matches: readonly AliasMatch[];
  /** A user outside of the scope whose id it is, where that turned up. */
  readonly elsewhere: readonly AliasMatch[];
  /** The search stopped at a match, and there may be more. */
  readonly stopped: boolean;
  /** One for each kind of holder. */
  readonly searched: readonly SearchedKind[];
}
