import type { ServiceInstanceReadProfile19sp1 } from '@ocipkit/commands/hunt-group';
import { compact, flag, integer, text } from '../run/cells.js';
import type { Outcome } from '../run/section.js';
import type { MembershipAgent } from './types.js';

export type Row = Readonly<Record<string, string | undefined>>;

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
      weight: integer(row.weight?.replace(/%\s*$/, '')),
      skillLevel: integer(row.skillLevel),
      groupId: text(row.groupId),
    }),
  };
}
