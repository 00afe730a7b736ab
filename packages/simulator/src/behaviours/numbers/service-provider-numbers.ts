import type { BehaviourTable } from '../../engine/behaviour.js';
import { alreadyExists, own, Refusal } from '../../engine/refusal.js';
import { sameId } from '../../platform/id-map.js';
import type { NumberRecord, ServiceProvider } from '../../platform/model.js';
import { rangesOf, showRange } from '../../platform/numbers.js';
import type { Platform } from '../../platform/platform.js';
import { joinRuns, requestedNumbers, validateNumbers } from './number-request.js';

/** Phone numbers of a service provider or enterprise, which it gives to its groups. */
export function serviceProviderNumbers(table: BehaviourTable): void {
  table
    .on('ServiceProviderDnAddListRequest', (request, { platform }) => {
      const { serviceProviderId } = platform.serviceProvider(request.serviceProviderId);
      platform.numbers.add(serviceProviderId, requestedNumbers(platform, request));
    })
    .on('ServiceProviderDnDeleteListRequest', (request, { platform }) => {
      const owner = platform.serviceProvider(request.serviceProviderId);
      const numbers = requestedNumbers(platform, request);
      for (const number of numbers) checkDeletable(platform, owner, number);
      platform.numbers.remove(numbers);
    })
    .on('ServiceProviderDnGetAvailableListRequest', (request, { platform }) => {
      const free = numbersOf(platform, request).filter(isFree);
      return { availableDn: rangesOf(free.map(({ number }) => number)).map(showRange) };
    })
    .on('ServiceProviderDnGetSummaryListRequest', (request, { platform }) => ({
      // The conditions are for XS data mode: here the list is always whole.
      dnSummaryTable: joinRuns(
        numbersOf(platform, request).map(({ number, groupId }) => ({
          number,
          groupId,
          canDelete: groupId === undefined,
        })),
        (a, b) => a.groupId === b.groupId,
      ),
    }))
    .on('ServiceProviderDnGetStatusListRequest', (request, { platform }) => {
      const owner = platform.serviceProvider(request.serviceProviderId);
      return {
        dnStatus: validateNumbers(platform, request.dn, (record, number) => {
          if (record === undefined) return undefined;
          if (isOf(record, owner)) {
            return { status: 'Duplicate', reason: alreadyExists('Phone number', number) };
          }
          return {
            status: 'Unavailable',
            reason: new Refusal(
              own.numberNotAvailable,
              `Phone number is another service provider's: ${number}`,
            ),
          };
        }),
      };
    });
}

function numbersOf(
  platform: Platform,
  request: { readonly serviceProviderId: string },
): readonly NumberRecord[] {
  const { serviceProviderId } = platform.serviceProvider(request.serviceProviderId);
  return platform.numbers.ofServiceProvider(serviceProviderId);
}

function isFree({ groupId }: NumberRecord): boolean {
  return groupId === undefined;
}

function isOf(record: NumberRecord, { serviceProviderId }: ServiceProvider): boolean {
  return sameId(record.serviceProviderId, serviceProviderId);
}

function checkDeletable(platform: Platform, owner: ServiceProvider, number: string): void {
  const record = platform.numbers.get(number);
  if (record === undefined || !isOf(record, owner)) {
    throw new Refusal(own.notFound, `Phone number not found: ${number}`);
  }
  if (record.groupId !== undefined) {
    throw new Refusal(
      own.inUse,
      `Phone number can't be deleted: ${number}`,
      `it is assigned to the group ${record.groupId}`,
    );
  }
}
