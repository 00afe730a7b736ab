import type { UserService } from '@ocipkit/commands/service-names';
import type { Quantity, ServicePack } from '../platform/model.js';

/** What everybody has, one by one. */
export const plainServices: readonly UserService[] = ['Authentication', 'Basic Call Logs'];

export function officePack(quantity: Quantity): ServicePack {
  return pack('Office', 'What an office needs', quantity, [
    'Anonymous Call Rejection',
    'Alternate Numbers',
    'Call Forwarding Always',
    'Call Forwarding Busy',
    'Call Forwarding No Answer',
    'Call Forwarding Not Reachable',
    'Call Forwarding Selective',
    'Call Transfer',
    'Call Waiting',
    'Calling Line ID Delivery Blocking',
    'Do Not Disturb',
    'External Calling Line ID Delivery',
    'Internal Calling Line ID Delivery',
    'Selective Call Rejection',
    'Shared Call Appearance 5',
    'Simultaneous Ring Personal',
    'Speed Dial 8',
    'Voice Messaging User',
  ]);
}

export function receptionPack(quantity: Quantity): ServicePack {
  return pack('Reception', 'For front desks', quantity, [
    'BroadWorks Receptionist - Office',
    'Busy Lamp Field',
    'Directed Call Pickup',
    'Speed Dial 100',
  ]);
}

/** Service packs of a group. */
export function packs(office: Quantity, reception?: Quantity): Record<string, Quantity> {
  return { Office: office, ...(reception === undefined ? {} : { Reception: reception }) };
}

function pack(
  name: string,
  description: string,
  quantity: Quantity,
  services: UserService[],
): ServicePack {
  return { name, description, quantity, services, isAvailableForUse: true };
}
