import type { FlagSpec } from './spec.js';

/** Flags that several commands share. */
export const connectionFlags: readonly FlagSpec[] = [
  {
    name: 'profile',
    short: 'p',
    type: 'text',
    value: 'name',
    description: 'platform and account to use; the current profile by default',
    suggestions: 'profile',
    group: 'Connection',
  },
  {
    name: 'url',
    type: 'text',
    value: 'address',
    description: 'address of the platform, such as tls://as1.example.net',
    group: 'Connection',
  },
  {
    name: 'username',
    type: 'text',
    value: 'id',
    description: 'account to log in with',
    group: 'Connection',
  },
  {
    name: 'password-stdin',
    type: 'boolean',
    description: 'read the password from stdin',
    group: 'Connection',
  },
  {
    name: 'timeout',
    type: 'integer',
    value: 'seconds',
    description: 'time for each call, from waiting to the answer',
    group: 'Connection',
  },
  {
    name: 'commands',
    type: 'text',
    value: 'folder',
    description: 'commands of the release, as ocip generate --javascript wrote them',
    suggestions: 'folder',
    group: 'Connection',
  },
];

export const outputFormats = ['text', 'json', 'yaml', 'csv', 'ndjson', 'table'] as const;
export type OutputFormat = (typeof outputFormats)[number];

export const outputFlags: readonly FlagSpec[] = [
  {
    name: 'output',
    short: 'o',
    type: 'choice',
    choices: outputFormats,
    description: 'form of the result; text by default',
    group: 'Output',
  },
  {
    name: 'fields',
    type: 'texts',
    value: 'field,…',
    description: 'only these fields, in this order; a.b for nested ones',
    group: 'Output',
  },
  {
    name: 'query',
    type: 'text',
    value: 'expression',
    description: 'JMESPath expression that picks from the result',
    group: 'Output',
  },
];

/** Flags of every command. */
export const commonFlags: readonly FlagSpec[] = [
  { name: 'quiet', short: 'q', type: 'boolean', description: 'say nothing on stderr but errors' },
  { name: 'no-color', type: 'boolean', description: 'no colours; NO_COLOR does the same' },
];

/** Of commands that change something. */
export const confirmationFlags: readonly FlagSpec[] = [
  { name: 'yes', short: 'y', type: 'boolean', description: 'do not ask before changing anything' },
];
