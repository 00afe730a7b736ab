import { ASSIGNED } from './assignments.js';
import { planServices } from './calling-plans.js';
import { dependencyError, errorOf } from './problems.js';
import { PROFILE } from './profile.js';
import { pathOf, readService, type ReadService } from './settings-reader.js';
import {
  auditedServices,
  otherServices,
  readsOf,
  retiredServices,
  type ServiceReads,
} from './services.js';
import type { AuditedUser, AuditError, AuditRecord, AuditSlot } from './types.js';
import type { UserReader } from './user-reader.js';

type Slot = AuditSlot<AuditRecord>;
type Settings = Pick<AuditedUser, 'serviceSettings' | 'servicesWithoutSettings'>;

export interface SettingsChoices {
  /** The profile of the user is read as well: settings of a user that is gone are not asked for. */
  readonly withProfile: boolean;
  readonly askEveryService: boolean;
  readonly appearanceDetails: boolean;
}

/** The section `serviceSettings`, and the names of the assigned services that have none. */
export async function readSettings(
  reader: UserReader,
  choices: SettingsChoices,
): Promise<Settings> {
  const [assigned, profile] = await Promise.all([
    reader.ask(ASSIGNED, 'serviceSettings'),
    choices.withProfile ? reader.ask(PROFILE, 'user') : undefined,
  ]);
  if (!assigned.ok) {
    if (choices.askEveryService && !isGone(profile)) {
      return { serviceSettings: await askAll(reader, choices), servicesWithoutSettings: null };
    }
    const { problem } = assigned;
    const error: AuditError = {
      ...errorOf(assigned),
      kind: 'failed',
      reason: problem.kind === 'skipped' ? 'cancelled' : 'dependency',
    };
    return {
      serviceSettings: reader.problems.fail('serviceSettings', error),
      servicesWithoutSettings: null,
    };
  }
  const { userServiceEntry = [], groupServiceEntry = [] } = assigned.response;
  const names = [...userServiceEntry, ...groupServiceEntry].map((s) => s.serviceName as string);
  const withSettings = names.filter((name) => readsOf(name) !== undefined);
  const entries = await Promise.all(
    withSettings.map(async (name): Promise<[string, Slot]> => {
      const reads = readsOf(name) ?? { reads: [] };
      if (isGone(profile)) {
        const command = reads.reads[0]?.command ?? '';
        return [name, reader.problems.fail(pathOf(name), dependencyError(command, 'the user'))];
      }
      return [name, slotOf(reader, name, await readService(reader, name, reads, choices))];
    }),
  );
  return {
    serviceSettings: Object.fromEntries(entries),
    servicesWithoutSettings: names.filter(
      (name) => readsOf(name) === undefined && !planServices.includes(name),
    ),
  };
}

function isGone(profile: Awaited<ReturnType<UserReader['ask']>> | undefined): boolean {
  return profile?.ok === false && profile.problem.kind === 'refused';
}

/** Every service that has a read; those that are not assigned say so, and have no key. */
async function askAll(
  reader: UserReader,
  choices: SettingsChoices,
): Promise<Readonly<Record<string, Slot>>> {
  const seen = new Set<ServiceReads>();
  const all = Object.entries({ ...auditedServices, ...otherServices }).filter(([name, reads]) => {
    const isFirst = !seen.has(reads);
    seen.add(reads);
    return isFirst && !retiredServices.has(name);
  });
  const entries = await Promise.all(
    all.map(
      async ([name, reads]) => [name, await readService(reader, name, reads, choices)] as const,
    ),
  );
  const assigned = entries.filter(
    ([, { error }]) => error?.kind !== 'not-assigned' && error?.kind !== 'not-applicable',
  );
  return Object.fromEntries(assigned.map(([name, read]) => [name, slotOf(reader, name, read)]));
}

function slotOf({ problems, context }: UserReader, service: string, read: ReadService): Slot {
  if (read.error !== undefined) return problems.fail(pathOf(service), read.error);
  for (const { path, error } of read.unread) problems.add(path, error);
  return { ...read.settings, ...context };
}
