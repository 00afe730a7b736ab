/** Services that give a user further line/ports; the number is how many. The plain one gives one. */
export const sharedCallAppearanceServices = [
  'Shared Call Appearance',
  'Shared Call Appearance 5',
  'Shared Call Appearance 10',
  'Shared Call Appearance 15',
  'Shared Call Appearance 20',
  'Shared Call Appearance 25',
  'Shared Call Appearance 30',
  'Shared Call Appearance 35',
] as const;

/** Where the settings are kept, whichever of the services a user has. */
export const sharedCallAppearanceTopic = 'Shared Call Appearances';

const LARGEST = 35;

/** How many further line/ports a user may have who has these services: their sum, 35 at most. */
export function maxAppearances(services: readonly string[]): number {
  const own = sharedCallAppearanceServices.filter((service) => services.includes(service));
  const sum = own.reduce((total, service) => total + Number(/\d+$/.exec(service)?.[0] ?? 1), 0);
  return Math.min(sum, LARGEST);
}
