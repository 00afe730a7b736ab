import type { Level, Verb } from '@ocipkit/generator';

export const levelNames: Readonly<Record<Level, string>> = {
  system: 'System',
  reseller: 'Reseller',
  enterprise: 'Enterprise',
  serviceProvider: 'Service provider',
  group: 'Group',
  user: 'User',
  other: 'Other',
};

export const verbNames: Readonly<Record<Verb, string>> = {
  get: 'Get',
  list: 'List',
  add: 'Add',
  modify: 'Modify',
  delete: 'Delete',
  other: 'Other',
};
