import type { UserService } from '@ocipkit/commands/service-names';
import type { UserAssignedServicesGetListResponse } from '@ocipkit/commands/user-services';
import { knownRefusals } from '../run/known-refusals.js';
import type { Problem } from '../run/problem.js';
import type { Outcome } from '../run/section.js';

/** Names of the user's services; undefined where they could not be read: then everything is asked. */
export type Assigned = ReadonlySet<string> | undefined;

export function assignedOf(services: Outcome<UserAssignedServicesGetListResponse>): Assigned {
  if (!services.ok) return undefined;
  return new Set((services.response.userServiceEntry ?? []).map((s) => s.serviceName));
}

/** What a service's request gave; no response where the user does not have the service. */
export type ServiceOutcome<R> =
  | { readonly ok: true; readonly response: R | undefined; readonly readAt?: Date }
  | { readonly ok: false; readonly problem: Problem };

/** Reads a service of the user, if the user has one of those that it may be. */
export async function ifAssigned<R>(
  assigned: Assigned,
  services: readonly UserService[],
  read: () => Promise<Outcome<R>>,
): Promise<ServiceOutcome<R>> {
  if (assigned !== undefined && !services.some((service) => assigned.has(service))) {
    return { ok: true, response: undefined };
  }
  const outcome = await read();
  if (outcome.ok) return outcome;
  const isMissing = knownRefusals.meaning(outcome.problem.code) === 'service-not-assigned';
  // The list says that the user has it: then the refusal is one.
  return isMissing && assigned === undefined ? { ok: true, response: undefined } : outcome;
}

export function problemIn(outcome: ServiceOutcome<unknown> | Outcome<unknown>): readonly Problem[] {
  return outcome.ok ? [] : [outcome.problem];
}
