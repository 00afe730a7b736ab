import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { userSettings } from '../../engine/user-settings.js';
import { checkAliases, extensionOf } from '../../platform/identity.js';
import type { User } from '../../platform/model.js';
import { nationalNumber } from '../../platform/numbers.js';

type Fields = Readonly<Record<string, unknown>>;

interface Entry {
  readonly phoneNumber?: string;
  readonly extension?: string;
  readonly [field: string]: unknown;
}

/**
 * Numbers that a user has beside the primary one. They are kept in canonical form, and claimed for the
 * user as the primary one is.
 */
export function alternateNumbers(table: BehaviourTable): void {
  userSettings(table, {
    services: ['Alternate Numbers'],
    get: 'UserAlternateNumbersGetRequest21',
    modify: ['UserAlternateNumbersModifyRequest'],
    defaults: { distinctiveRing: true },
    keep: (merged, _, user, call) => mapEntries(merged, (entry) => kept(entry, user, call)),
    show: (settings) =>
      mapEntries(settings, (entry) => ({ ringPattern: 'Normal', ...shownNumber(entry) })),
  });
  userSettings(table, {
    services: ['Fax Messaging'],
    get: 'UserFaxMessagingGetRequest17sp1',
    modify: ['UserFaxMessagingModifyRequest'],
    defaults: { isActive: false },
    keys: ['userId', 'sipAliasList'],
    keep: (merged, request, user, call) =>
      keptNumber({ ...merged, ...aliasesOf(request, call) }, user, call),
    show: (settings) => shownNumber(settings as Entry),
  });
}

function mapEntries(
  settings: Fields,
  map: (entry: Entry) => Entry | undefined,
): Record<string, unknown> {
  const mapped: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(settings)) {
    const next = name.startsWith('alternateEntry') ? map(value as Entry) : value;
    if (next !== undefined) mapped[name] = next;
  }
  return mapped;
}

/** An entry without number and extension is none. */
function kept(entry: Entry, user: User, call: Call): Entry | undefined {
  if (entry.phoneNumber === undefined && entry.extension === undefined) return undefined;
  return keptNumber(entry, user, call);
}

/** The aliases that a request replaces; none if it leaves them. */
function aliasesOf(request: object, { platform }: Call): { alias?: readonly string[] } {
  const { sipAliasList } = request as {
    readonly sipAliasList?: { readonly sipAlias: readonly string[] } | null;
  };
  if (sipAliasList === undefined) return {};
  const alias = sipAliasList?.sipAlias ?? [];
  checkAliases(platform, alias);
  return { alias };
}

function keptNumber(entry: Entry, user: User, { platform }: Call): Entry {
  const { phoneNumber, extension } = entry;
  if (extension !== undefined) extensionOf(platform.groupOf(user), extension, undefined);
  return phoneNumber === undefined
    ? entry
    : { ...entry, phoneNumber: platform.number(phoneNumber) };
}

function shownNumber(entry: Entry): Entry {
  const { phoneNumber } = entry;
  return phoneNumber === undefined ? entry : { ...entry, phoneNumber: nationalNumber(phoneNumber) };
}
