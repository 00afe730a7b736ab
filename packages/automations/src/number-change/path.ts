import { sameId } from '../run/cells.js';
import type { NumberPlace, NumberRequest } from './types.js';

/** The places that a number passes, from where it is to where it is to go. */
export type NumberPath = readonly NumberPlace[];

export function groupPlace(serviceProviderId: string, groupId: string): NumberPlace {
  return { kind: 'group', serviceProviderId, groupId };
}

export const nobody: NumberPlace = { kind: 'nobody' };

export function samePlace(a: NumberPlace, b: NumberPlace): boolean {
  if (a.kind === 'nobody' || b.kind === 'nobody') return a.kind === b.kind;
  if (!sameId(a.serviceProviderId, b.serviceProviderId) || a.kind !== b.kind) return false;
  return a.kind !== 'group' || b.kind !== 'group' || sameId(a.groupId, b.groupId);
}

/** From a group (or a service provider that has the numbers in none) to a group. */
export function pathOfMove(from: NumberPlace, to: NumberPlace): NumberPath {
  if (from.kind === 'nobody' || to.kind === 'nobody') throw new TypeError('no place to move to');
  const leaving = pathOut(from);
  return sameId(from.serviceProviderId, to.serviceProviderId)
    ? [...leaving, to]
    : [
        ...leaving,
        nobody,
        { kind: 'service-provider', serviceProviderId: to.serviceProviderId },
        to,
      ];
}

/** Out of the group and of the service provider. */
export function pathOfRemoval(from: NumberPlace): NumberPath {
  return [...pathOut(from), nobody];
}

function pathOut(from: NumberPlace): NumberPath {
  if (from.kind !== 'group') return [from];
  return [from, { kind: 'service-provider', serviceProviderId: from.serviceProviderId }];
}

/** The request that takes numbers from one place of a path to the next, or to the one before. */
export function transition(
  from: NumberPlace,
  to: NumberPlace,
  phoneNumber: readonly string[],
): NumberRequest {
  if (from.kind === 'group') {
    const { serviceProviderId, groupId } = from;
    return {
      command: 'GroupDnUnassignListRequest',
      input: { serviceProviderId, groupId, phoneNumber },
    };
  }
  if (to.kind === 'group') {
    const { serviceProviderId, groupId } = to;
    return {
      command: 'GroupDnAssignListRequest',
      input: { serviceProviderId, groupId, phoneNumber },
    };
  }
  if (from.kind === 'service-provider') {
    const { serviceProviderId } = from;
    return {
      command: 'ServiceProviderDnDeleteListRequest',
      input: { serviceProviderId, phoneNumber },
    };
  }
  if (to.kind === 'service-provider') {
    const { serviceProviderId } = to;
    return {
      command: 'ServiceProviderDnAddListRequest',
      input: { serviceProviderId, phoneNumber },
    };
  }
  throw new TypeError('no request leads from nobody to nobody');
}

/** A place, for a person. */
export function placeText(place: NumberPlace): string {
  switch (place.kind) {
    case 'group':
      return `group ${place.serviceProviderId}/${place.groupId}`;
    case 'service-provider':
      return `${place.serviceProviderId}, in no group`;
    case 'nobody':
      return 'nobody';
  }
}
