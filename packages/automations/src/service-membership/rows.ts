import type { ServiceInstanceReadProfile19sp1 } from '@ocipkit/commands/hunt-group';
import { compact, flag, integer, percentage, text } from '../run/cells.js';
import type { Outcome } from '../run/section.js';
import type { MembershipAgent } from './types.js';

export type Row = Readonly<Record<string, string | undefined>>;

/** Columns that the lists of all kinds have. */
export const listColumns = [
  'serviceUserId',
  'name',
  'phoneNumber',
  'extension',
  'department',
  'isActive',
] as const;

/** What the lists of all kinds have in common. */
export function listed(row: Row, serviceUserId: string) {
  return {
    serviceUserId,
    ...compact({
      name: text(row.name),
      phoneNumber: text(row.phoneNumber),
      extension: text(row.extension),
      department: text(row.department),
      isActive: flag(row.isActive),
    }),
  };
}

/** Undefined where the configuration could not be read. */
export function aliasesOf(
  config: Outcome<{ readonly serviceInstanceProfile: ServiceInstanceReadProfile19sp1 }>,
): readonly string[] | undefined {
  return config.ok ? (config.response.serviceInstanceProfile.alias ?? []) : undefined;
}

const personColumns = [
  'userId',
  'lastName',
  'firstName',
  'hiraganaLastName',
  'hiraganaFirstName',
  'phoneNumber',
  'extension',
  'department',
  'emailAddress',
] as const;

/** Columns of the agents of a call center. */
export const agentColumns = [...personColumns, 'weight', 'skillLevel'] as const;

/** Columns of the members of a hunt group. */
export const memberColumns = [...personColumns, 'weight', 'groupId'] as const;

/** A row of the agents of a call center, or of the members of a hunt group. */
export function agentOf(row: Row, index: number): MembershipAgent {
  return {
    userId: row.userId ?? '',
    position: index + 1,
    ...compact({
      lastName: text(row.lastName),
      firstName: text(row.firstName),
      hiraganaLastName: text(row.hiraganaLastName),
      hiraganaFirstName: text(row.hiraganaFirstName),
      phoneNumber: text(row.phoneNumber),
      extension: text(row.extension),
      department: text(row.department),
      emailAddress: text(row.emailAddress),
      weight: percentage(row.weight),
      skillLevel: integer(row.skillLevel),
      groupId: text(row.groupId),
    }),
  };
}
