import type { DeviceType, SystemState } from '../platform/model.js';

/** What a platform has before anything is provisioned. */
export function newSystem({
  defaultDomain = 'example.test',
  release = 25,
}: {
  readonly defaultDomain?: string;
  readonly release?: number | undefined;
} = {}): SystemState {
  return {
    softwareVersion: `Rel_${String(release)}.0_1.100`,
    countryCode: '1',
    defaultDomain,
    domains: [defaultDomain],
    languages: [
      { language: 'English', locale: 'en_US', encoding: 'ISO-8859-1' },
      { language: 'French', locale: 'fr_FR', encoding: 'ISO-8859-1' },
      { language: 'German', locale: 'de_DE', encoding: 'ISO-8859-1' },
    ],
    timeZones: [
      { name: 'America/New_York', displayName: '(GMT-05:00) (US) Eastern Time' },
      { name: 'America/Chicago', displayName: '(GMT-06:00) (US) Central Time' },
      { name: 'America/Los_Angeles', displayName: '(GMT-08:00) (US) Pacific Time' },
      { name: 'Europe/Berlin', displayName: '(GMT+01:00) Berlin' },
      { name: 'UTC', displayName: '(GMT) UTC' },
    ],
    deviceTypes: [
      deviceType('Example Desk Phone 2', 2),
      deviceType('Example Desk Phone 6', 6),
      deviceType('Example Conference Phone', 1, { isConferenceDevice: true }),
      deviceType('Example Soft Client', 'unlimited'),
      deviceType('Example Gateway', 24, { supportsConfiguration: false }),
      deviceType('Generic SIP Phone', 'unlimited', { supportsConfiguration: false }),
    ],
    settings: {},
  };
}

function deviceType(
  name: string,
  ports: DeviceType['ports'],
  more: Partial<DeviceType> = {},
): DeviceType {
  return {
    name,
    ports,
    protocol: 'SIP 2.0',
    isConferenceDevice: false,
    supportsConfiguration: true,
    ...more,
  };
}
