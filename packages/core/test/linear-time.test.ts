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

function read(bytes: Uint8Array): { seconds: number; response: SeatFindResponse } {
  const start = performance.now();
  const [received] = decodeMessage(bytes, { resolve }).commands;
  return {
    seconds: (performance.now() - start) / 1000,
    response: received?.command as SeatFindResponse,
  };
}

describe('#119 a large table', () => {
  const small = reply(1);
  const large = reply(5);

  it('is read whole', () => {
    const { response } = read(large.bytes);

    expect(large.bytes.length).toBeGreaterThan(4_500_000);
    expect(response.seatTable.length).toBe(large.rows);
    expect(response.seatTable.cells.at(-1)?.at(-1)).toBe('cell 11 é & more');
    expect(response.seatTable.rows.at(-1)).toMatchObject({ heading0: 'cell 0 é & more' });
  });

  it('is read in time that grows with its size, not with its square', () => {
    const fastest = (bytes: Uint8Array): number =>
      Math.min(...Array.from({ length: 5 }, () => read(bytes).seconds));
    fastest(small.bytes);

    // Five times the size: five times as long, or twenty-five if it were quadratic.
    expect(fastest(large.bytes) / fastest(small.bytes)).toBeLessThan(15);
  });
});
