import { compact, flag, text } from '../run/cells.js';
import type { RegistrationContact } from './types.js';

type Row = Readonly<Record<string, string | undefined>>;

/** Columns of a contact that all registration tables have. */
export const contactColumns = [
  'uri',
  'expiration',
  'order',
  'publicNetAddress',
  'publicPort',
  'privateNetAddress',
  'privatePort',
  'userAgent',
] as const;

/** Columns of a contact that only the list of one user has. */
export const detailColumns = [
  'registrationActive',
  'lockoutStarted',
  'lockoutExpires',
  'lockoutCount',
] as const;

/** The contact of a row of any registration table. */
export function contactOf(row: Row): RegistrationContact {
  return compact({
    uri: text(row.uri),
    expiration: text(row.expiration),
    order: text(row.order),
    publicNetAddress: text(row.publicNetAddress),
    publicPort: text(row.publicPort),
    privateNetAddress: text(row.privateNetAddress),
    privatePort: text(row.privatePort),
    userAgent: text(row.userAgent),
    ...detailsOf(row),
  });
}

/** What only the list of one user has of a contact. */
export function detailsOf(
  row: Row,
): Pick<
  RegistrationContact,
  'registrationActive' | 'lockoutStarted' | 'lockoutExpires' | 'lockoutCount'
> {
  return compact({
    registrationActive: flag(row.registrationActive),
    lockoutStarted: text(row.lockoutStarted),
    lockoutExpires: text(row.lockoutExpires),
    lockoutCount: text(row.lockoutCount),
  });
}
