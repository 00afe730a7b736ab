import type { InputOf, ResponseOf } from '@ocipkit/core';
import type { Requests } from '@ocipkit/commands/registry';
import type { GroupService, UserService } from '@ocipkit/commands/service-names';
import type { UserSharedCallAppearanceGetResponse21sp1 } from '@ocipkit/commands/shared-call-appearance';
import type { UserAssignedServicesGetListResponse } from '@ocipkit/commands/user-services';
import type { Place, RequestName, Run } from '../run/run.js';
import { notAssigned, sectionOf, type Outcome, type Section } from '../run/section.js';
import type { DigestProfile } from './types.js';

/** Requests that take a user id and nothing else. */
type UserRead = {
  [N in RequestName]: { readonly userId: string } extends InputOf<Requests[N]> ? N : never;
}[RequestName];

const appearanceServices: readonly UserService[] = [
  'Shared Call Appearance',
  'Shared Call Appearance 5',
  'Shared Call Appearance 10',
  'Shared Call Appearance 15',
  'Shared Call Appearance 20',
  'Shared Call Appearance 25',
  'Shared Call Appearance 30',
  'Shared Call Appearance 35',
];

/** Reads the sections of services that a user has; of those the user does not have it says so. */
export class SectionReader {
  readonly run: Run;
  readonly userId: string;
  /** Undefined where the assignment could not be read: then every service is asked. */
  readonly #assigned: ReadonlySet<string> | undefined;
  #appearances: Promise<Section<UserSharedCallAppearanceGetResponse21sp1>> | undefined;

  constructor(run: Run, userId: string, services: Outcome<UserAssignedServicesGetListResponse>) {
    this.run = run;
    this.userId = userId;
    this.#assigned = services.ok
      ? new Set((services.response.userServiceEntry ?? []).map((s) => s.serviceName))
      : undefined;
  }

  /** True if the user has one of the services, or nobody knows. */
  mayHave(services: readonly UserService[]): boolean {
    const assigned = this.#assigned;
    return assigned === undefined || services.some((service) => assigned.has(service));
  }

  /** The section of a service, by a request that takes the user id. */
  async read<N extends UserRead, T>(
    path: string,
    services: readonly UserService[],
    name: N,
    value: (response: ResponseOf<Requests[N]>) => T,
  ): Promise<Section<T>> {
    const [service = ''] = services;
    if (!this.mayHave(services)) return notAssigned(service, 'assignment-list');
    const { run, userId } = this;
    const input = { userId } as unknown as Parameters<typeof run.ask<N>>[1];
    const outcome = await run.ask(name, input, { path, subject: userId });
    // Once the list says that the user has it, a refusal is one.
    return sectionOf(path, outcome, value, this.#assigned === undefined ? service : undefined);
  }

  /** Shared call appearances; read once, for their own section and for the devices. */
  appearances(): Promise<Section<UserSharedCallAppearanceGetResponse21sp1>> {
    this.#appearances ??= this.read(
      'sharedCallAppearance',
      appearanceServices,
      'UserSharedCallAppearanceGetRequest21sp1',
      (response) => response,
    );
    return this.#appearances;
  }
}

/** Whether a group has a service. */
export interface GroupServiceCheck {
  /** The section of a service that the group does not have; undefined if it has it, or nobody knows. */
  readonly missing: Section<never> | undefined;
  /** The service, if nobody knows: then the code of a refusal may tell. */
  readonly unknown: string | undefined;
}

export async function checkGroupService(
  run: Run,
  { serviceProviderId, groupId }: Pick<DigestProfile, 'serviceProviderId' | 'groupId'>,
  serviceName: GroupService,
  place: Place,
): Promise<GroupServiceCheck> {
  const outcome = await run.share(
    'GroupServiceIsAssignedRequest',
    { serviceProviderId, groupId, serviceName },
    place,
  );
  if (!outcome.ok) return { missing: undefined, unknown: serviceName };
  const { isAssigned } = outcome.response;
  const missing = isAssigned ? undefined : notAssigned(serviceName, 'group-service-check');
  return { missing, unknown: undefined };
}
