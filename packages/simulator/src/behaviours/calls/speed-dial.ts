import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { alreadyExists, notFound } from '../../engine/refusal.js';
import type { User } from '../../platform/model.js';
import { requireService } from '../../platform/services.js';

type Service = 'Speed Dial 8' | 'Speed Dial 100';

interface Entry {
  readonly speedCode: number;
  readonly phoneNumber?: string;
  readonly description?: string;
}

/** Codes that stand for numbers. They are kept as `entries`, in the order of the codes. */
export function speedDial(table: BehaviourTable): void {
  speedDial8(table);
  speedDial100(table);
}

function speedDial8(table: BehaviourTable): void {
  const service = 'Speed Dial 8';
  table
    .on('UserSpeedDial8GetListRequest', ({ userId }, call) => {
      const entries = entriesOf(find(userId, service, call), service);
      const codes = [2, 3, 4, 5, 6, 7, 8, 9];
      return { speedDialEntry: codes.map((code) => entryOf(entries, code) ?? { speedCode: code }) };
    })
    .on('UserSpeedDial8ModifyListRequest', ({ userId, speedDialEntry = [] }, call) => {
      const user = find(userId, service, call);
      const next = speedDialEntry.reduce(
        (entries, given) =>
          withEntry(
            entries,
            changed({ speedCode: given.speedCode, ...entryOf(entries, given.speedCode) }, given),
          ),
        entriesOf(user, service),
      );
      change(user, service, next, call);
    });
}

function speedDial100(table: BehaviourTable): void {
  const service = 'Speed Dial 100';
  table
    .on('UserSpeedDial100GetListRequest17sp1', ({ userId }, call) => {
      const user = find(userId, service, call);
      return { prefix: prefixOf(user, call), speedDialEntry: entriesOf(user, service).map(full) };
    })
    .on('UserSpeedDial100GetRequest', ({ userId, speedCode }, call) => {
      const entries = entriesOf(find(userId, service, call), service);
      const { phoneNumber, description } = full(requireEntry(entries, speedCode));
      return { phoneNumber, description };
    })
    .on('UserSpeedDial100AddListRequest', ({ userId, speedDialEntry }, call) => {
      const user = find(userId, service, call);
      let entries = entriesOf(user, service);
      for (const entry of speedDialEntry) {
        const { speedCode } = entry;
        if (entryOf(entries, speedCode) !== undefined) {
          throw alreadyExists('Speed code', String(speedCode));
        }
        entries = withEntry(entries, changed({ speedCode }, entry));
      }
      change(user, service, entries, call);
    })
    .on('UserSpeedDial100ModifyListRequest', ({ userId, speedDialEntry = [] }, call) => {
      const user = find(userId, service, call);
      let entries = entriesOf(user, service);
      for (const given of speedDialEntry) {
        entries = withEntry(entries, changed(requireEntry(entries, given.speedCode), given));
      }
      change(user, service, entries, call);
    })
    .on('UserSpeedDial100DeleteListRequest', ({ userId, speedCode = [] }, call) => {
      const user = find(userId, service, call);
      const entries = entriesOf(user, service);
      const gone = new Set(speedCode.map((code) => requireEntry(entries, code)));
      change(
        user,
        service,
        entries.filter((entry) => !gone.has(entry)),
        call,
      );
    });
}

function find(userId: string, service: Service, { platform }: Call): User {
  const user = platform.user(userId);
  requireService(platform, user, service);
  return user;
}

function entriesOf({ settings }: User, service: Service): readonly Entry[] {
  return (settings[service]?.entries ?? []) as readonly Entry[];
}

function entryOf(entries: readonly Entry[], code: number): Entry | undefined {
  return entries.find(({ speedCode }) => speedCode === code);
}

function requireEntry(entries: readonly Entry[], code: number): Entry {
  const found = entryOf(entries, code);
  if (found === undefined) throw notFound('Speed code', String(code));
  return found;
}

/** A code of Speed Dial 100 always has a number. */
function full(entry: Entry): Entry & { phoneNumber: string } {
  return { ...entry, phoneNumber: entry.phoneNumber ?? '' };
}

function withEntry(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  const others = entries.filter(({ speedCode }) => speedCode !== entry.speedCode);
  return [...others, entry].sort((a, b) => a.speedCode - b.speedCode);
}

/** What is left out stays, null clears. */
function changed(
  entry: Entry,
  given: {
    readonly phoneNumber?: string | null | undefined;
    readonly description?: string | null | undefined;
  },
): Entry {
  const { speedCode } = entry;
  const phoneNumber = changedText(entry.phoneNumber, given.phoneNumber);
  const description = changedText(entry.description, given.description);
  return {
    speedCode,
    ...(phoneNumber === undefined ? {} : { phoneNumber }),
    ...(description === undefined ? {} : { description }),
  };
}

function changedText(present: string | undefined, given: string | null | undefined) {
  return given === undefined ? present : (given ?? undefined);
}

function change(user: User, service: Service, entries: readonly Entry[], { platform }: Call): void {
  platform.changeUser(user, (draft) => {
    draft.settings[service] = { entries };
  });
}

/** All users of a group dial the same characters before a code. */
function prefixOf(user: User, { platform }: Call): string {
  const prefix = platform.groupOf(user).settings['Speed Dial 100']?.prefix;
  return typeof prefix === 'string' ? prefix : '#';
}
