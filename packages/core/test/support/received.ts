import type { Notice } from '../../src/index.js';
import type { ProbeRequest, SeatGetResponse16 } from '../fixtures/commands.js';
import { decodeCommand } from './messages.js';

/** What a response needs. */
export const required = '<userId>a</userId><isActive>true</isActive><phoneNumber>1</phoneNumber>';

/** A response that has what it needs, and more. */
export function seat(more: string): { fields: SeatGetResponse16; notices: readonly Notice[] } {
  const { command, notices } = decodeCommand('SeatGetResponse16', required + more);
  return { fields: command as SeatGetResponse16, notices };
}

/** A command with a field of each primitive. */
export function probe(content: string): { fields: ProbeRequest; notices: readonly Notice[] } {
  const { command, notices } = decodeCommand('ProbeRequest', content);
  return { fields: command as ProbeRequest, notices };
}

/** Notices, or problems, as `code path`. */
export const codes = (
  found: readonly { readonly code: string; readonly path: string }[],
): string[] => found.map(({ code, path }) => `${code} ${path}`);
