import { dependencyError, errorOf, localError } from './problems.js';
import { domainOf, PROFILE } from './profile.js';
import type { FurtherRead, NumberedReads, ServiceRead, ServiceReads } from './services.js';
import type { AuditError, AuditRecord, AuditValue } from './types.js';
import type { UserReader } from './user-reader.js';

interface Unread {
  readonly path: string;
  readonly error: AuditError;
}

/** What became of the reads of a service: settings without the parts in `unread`, or an error. */
export interface ReadService {
  readonly settings: AuditRecord;
  readonly unread: readonly Unread[];
  readonly error?: AuditError | undefined;
}

/** Place of a service in a user. */
export function pathOf(service: string): string {
  return `serviceSettings[${JSON.stringify(service)}]`;
}

/** Reads the settings of a service as its table says. An error if none of its reads has an answer. */
export async function readService(
  reader: UserReader,
  service: string,
  { reads, numbered, split }: ServiceReads,
  choices: { readonly appearanceDetails: boolean },
): Promise<ReadService> {
  const path = pathOf(service);
  const unread: Unread[] = [];
  const [answers, entries] = await Promise.all([
    Promise.all(
      reads.map((read) => readAnswer({ reader, unread, ...choices }, underneath(path, read), read)),
    ),
    numbered === undefined ? undefined : readNumbered(reader, path, numbered),
  ]);
  const [error] = answers.map((answer) => answer.error);
  if (answers.every((answer) => answer.error !== undefined)) {
    return { settings: {}, unread: [], error };
  }
  const settings: Record<string, AuditValue> = {};
  reads.forEach((read, i) => {
    const answer = answers[i];
    if (answer?.error !== undefined) {
      unread.push({ path: underneath(path, read), error: answer.error });
    }
    const fields = answer?.fields ?? null;
    if (read.under === undefined) Object.assign(settings, fields);
    else settings[read.under] = fields;
  });
  if (numbered !== undefined && entries !== undefined) {
    settings[numbered.under] = entries.list;
    unread.push(...entries.unread);
  }
  if (split !== undefined) settings[split] = splitAliases(settings[split] ?? null);
  return { settings, unread };
}

function underneath(path: string, { under }: ServiceRead): string {
  return under === undefined ? path : `${path}.${under}`;
}

interface Reading {
  readonly reader: UserReader;
  readonly unread: Unread[];
  readonly appearanceDetails: boolean;
}

async function readAnswer(
  reading: Reading,
  path: string,
  { command, further, needsDevice }: ServiceRead,
): Promise<{ readonly fields?: AuditRecord; readonly error?: AuditError }> {
  const { reader } = reading;
  let more = {};
  if (needsDevice === true) {
    const device = await deviceOf(reader, command);
    if ('error' in device) return device;
    more = device;
  }
  const outcome = await reader.ask(command, path, more);
  if (!outcome.ok) return { error: errorOf(outcome) };
  const fields = await reader.shaper.shape(command, outcome.response);
  return { fields: await withFurther(reading, path, further, fields) };
}

/** The device of the primary endpoint, as a request names it. */
async function deviceOf(
  reader: UserReader,
  command: string,
): Promise<{ readonly accessDevice: object } | { readonly error: AuditError }> {
  const profile = await reader.ask(PROFILE, 'user');
  if (!profile.ok) return { error: dependencyError(command, 'the user') };
  const { accessDeviceEndpoint: endpoint } = profile.response;
  if (endpoint === undefined) {
    const message = 'The user has no access device as its endpoint.';
    return { error: localError('not-applicable', command, message) };
  }
  const { deviceLevel, deviceName } = endpoint.accessDevice;
  return { accessDevice: { deviceLevel, deviceName } };
}

/** Reads the details of each row of a list, and puts them into the row. */
async function withFurther(
  reading: Reading,
  path: string,
  further: FurtherRead | undefined,
  fields: AuditRecord,
): Promise<AuditRecord> {
  if (further === undefined) return fields;
  const rows = fields[further.list];
  if (!Array.isArray(rows)) return fields;
  const { userId } = reading.reader.context;
  const detailed = await Promise.all(
    (rows as readonly AuditRecord[]).map(async (row) => {
      const own = further.list === 'criteria' ? { ...row, userId } : row;
      if (further.isOptional === true && !reading.appearanceDetails) return own;
      return readRow(reading, path, further, own, fields);
    }),
  );
  return { ...fields, [further.list]: detailed };
}

async function readRow(
  reading: Reading,
  parentPath: string,
  further: FurtherRead,
  row: AuditRecord,
  parent: AuditRecord,
): Promise<AuditRecord> {
  const { reader, unread } = reading;
  const { list, command } = further;
  const name = row.criteriaName ?? row.phoneNumber ?? row.mobileNumber ?? row.linePort ?? null;
  const path = `${parentPath}.${list}[${JSON.stringify(name)}]`;
  const outcome = await reader.ask(command, path, further.input(row, parent));
  if (!outcome.ok) {
    unread.push({ path, error: errorOf(outcome) });
    // What the row has stays.
    return { ...merged({}, await reader.shaper.blank(command)), ...row };
  }
  const fields = await reader.shaper.shape(command, outcome.response);
  return withFurther(reading, path, further.further, merged(row, fields));
}

/**
 * A row and the details of it. The schedules of a criterion are in both: as display text in the row,
 * which keeps its keys, and as typed keys in the details.
 */
function merged(row: AuditRecord, details: AuditRecord): AuditRecord {
  const { timeSchedule, holidaySchedule, ...rest } = details;
  return {
    ...row,
    ...rest,
    ...(timeSchedule === undefined ? {} : { timeScheduleKey: timeSchedule }),
    ...(holidaySchedule === undefined ? {} : { holidayScheduleKey: holidaySchedule }),
  };
}

async function readNumbered(
  reader: UserReader,
  parentPath: string,
  { under, command, field, numbers }: NumberedReads,
): Promise<{ readonly list: readonly AuditRecord[]; readonly unread: readonly Unread[] }> {
  const unread: Unread[] = [];
  const list = await Promise.all(
    numbers.map(async (number) => {
      const path = `${parentPath}.${under}[${String(number)}]`;
      const outcome = await reader.ask(command, path, { [field]: number });
      if (!outcome.ok) unread.push({ path, error: errorOf(outcome) });
      const fields = outcome.ok
        ? await reader.shaper.shape(command, outcome.response)
        : await reader.shaper.blank(command);
      return { [field]: number, ...fields };
    }),
  );
  return { list, unread };
}

function splitAliases(aliases: AuditValue): AuditValue {
  if (!Array.isArray(aliases)) return aliases;
  return (aliases as readonly string[]).map((alias) => {
    const domain = domainOf(alias);
    return {
      alias,
      phoneNumber: domain === null ? alias : alias.slice(0, -domain.length - 1),
      domain,
    };
  });
}
