import type { OCIRequest } from '@ocipkit/core';
import type { ResponseOf, SuccessResponse } from '@ocipkit/core';
import type { Requests } from '@ocipkit/commands/registry';
import type { GroupService, UserService } from '@ocipkit/commands/service-names';
import type { User } from '../platform/model.js';
import { requireGroupService, requireService } from '../platform/services.js';
import type { AnswerFields, BehaviourTable, Call, RequestName } from './behaviour.js';
import { merge } from './merge.js';

/** The fields of what a read answers. */
type Shown<G extends RequestName> = AnswerFields<Exclude<ResponseOf<Requests[G]>, SuccessResponse>>;

type Kept = Readonly<Record<string, unknown>>;

/** A service, or another topic, whose settings are fields that are read and modified. */
export interface UserSettings<G extends RequestName> {
  /** The user must have one of these; without any the settings are every user's. */
  readonly services?: readonly UserService[];
  /** The user's group must have one of these assigned. */
  readonly groupServices?: readonly GroupService[];
  /** Where they are kept in `User.settings`; default the first service. */
  readonly topic?: string;
  readonly get: G;
  /** Other variants of the read, such as an older one. */
  readonly alsoGet?: readonly RequestName[];
  /** The write and its variants. */
  readonly modify?: readonly RequestName[];
  /** What holds until it is modified. */
  readonly defaults?: Partial<Shown<G>> | ((user: User, call: Call) => Partial<Shown<G>>);
  /** Refuses settings that the platform would not take, by throwing a `Refusal`. */
  readonly check?: (next: Partial<Shown<G>>, user: User, call: Call) => void;
  /** Makes what is kept into what is answered; for tables, and for fields that are derived. */
  readonly show?: (kept: Partial<Shown<G>>, user: User, call: Call) => Partial<Shown<G>>;
  /** Makes what a modify request carries into what is kept, where names differ. */
  readonly keep?: (merged: Kept, request: OCIRequest, user: User, call: Call) => Kept;
  /** Fields of the modify request that are no settings; default `userId`. */
  readonly keys?: readonly string[];
}

/** Adds the reads and writes of settings to a table of behaviours. */
export function userSettings<G extends RequestName>(
  table: BehaviourTable,
  settings: UserSettings<G>,
): void {
  const { get, alsoGet = [], modify = [] } = settings;
  for (const name of [get, ...alsoGet]) {
    table.onFields(name, (request: { userId: string }, call) =>
      readUserSettings(settings, find(settings, request.userId, call), call),
    );
  }
  for (const name of modify) {
    table.onFields(name, (request: OCIRequest & { userId: string }, call) => {
      modifyUserSettings(settings, request, find(settings, request.userId, call), call);
    });
  }
}

/** What the read answers for a user. */
function readUserSettings<G extends RequestName>(
  settings: UserSettings<G>,
  user: User,
  call: Call,
): Partial<Shown<G>> {
  const { show } = settings;
  const kept = { ...defaultsOf(settings, user, call), ...user.settings[topicOf(settings)] };
  return show === undefined ? kept : { ...kept, ...show(kept, user, call) };
}

function modifyUserSettings<G extends RequestName>(
  settings: UserSettings<G>,
  request: OCIRequest,
  user: User,
  call: Call,
): void {
  const { keep, check, keys = ['userId'] } = settings;
  const topic = topicOf(settings);
  const present = user.settings[topic] ?? {};
  // Nested fields merge into the defaults, or the rest of the object would be lost.
  const defaults = defaultsOf(settings, user, call) as Kept;
  const merged = merge<Kept>({ ...defaults, ...present }, request, keys);
  const next = keep === undefined ? merged : keep(merged, request, user, call);
  check?.(next as Partial<Shown<G>>, user, call);
  call.platform.changeUser(user, (draft) => {
    draft.settings[topic] = next;
  });
}

function find<G extends RequestName>(
  { services = [], groupServices = [] }: UserSettings<G>,
  userId: string,
  { platform }: Call,
): User {
  const user = platform.user(userId);
  if (services.length > 0) requireService(platform, user, ...services);
  if (groupServices.length > 0) requireGroupService(platform.groupOf(user), ...groupServices);
  return user;
}

function topicOf<G extends RequestName>({ topic, services, get }: UserSettings<G>): string {
  return topic ?? services?.[0] ?? get;
}

function defaultsOf<G extends RequestName>(
  { defaults = {} }: UserSettings<G>,
  user: User,
  call: Call,
): Partial<Shown<G>> {
  return typeof defaults === 'function' ? defaults(user, call) : defaults;
}
