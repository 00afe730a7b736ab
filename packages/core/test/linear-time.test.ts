import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeMessage, OCITable } from '../src/index.js';
import { SeatFindResponse } from './fixtures/commands.js';
import { resolve } from './support/messages.js';

const columns = 12;

/** A reply with a table of about the given size. */
function reply(megabytes: number): { bytes: Uint8Array; rows: number } {
  const row = Array.from({ length: columns }, (_, i) => `cell ${String(i)} é & more`);
  const rows = Math.round((megabytes * 1_000_000) / (columns * 33));
  const seatTable = new OCITable(
    row.map((_, i) => `Heading ${String(i)}`),
    Array.from({ length: rows }, () => row),
  );
  const commands = [new SeatFindResponse({ seatTable })];
  return { bytes: encodeMessage({ identity: { sessionId: 's' }, commands }), rows };
}

function read(bytes: Uint8Array): SeatFindResponse {
  const [received] = decodeMessage(bytes, { resolve }).commands;
  return received?.command as SeatFindResponse;
}

describe('#119 a large table', () => {
  // Quadratic time would make this take longer than a test may.
  const large = reply(5);

  it('is read whole', () => {
    const response = read(large.bytes);

    expect(large.bytes.length).toBeGreaterThan(4_500_000);
    expect(response.seatTable.length).toBe(large.rows);
    expect(response.seatTable.cells.at(-1)?.at(-1)).toBe('cell 11 é & more');
    expect(response.seatTable.rows.at(-1)).toMatchObject({ heading0: 'cell 0 é & more' });
  });
});
