import type { Parameter } from './automation.js';

/** The group that an automation is about, by its two ids. */
export function groupParameters(description: string): readonly Parameter[] {
  return [
    {
      name: 'serviceProviderId',
      type: 'text',
      completion: 'serviceProviderId',
      isRequired: true,
      description: 'Service provider or enterprise of the group.',
    },
    { name: 'groupId', type: 'text', completion: 'groupId', isRequired: true, description },
  ];
}
