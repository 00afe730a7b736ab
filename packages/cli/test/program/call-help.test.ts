import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Workplace } from '../support/run.js';

let place: Workplace;
beforeAll(async () => {
  place = await Workplace.create();
});
afterAll(async () => {
  await place[Symbol.asyncDispose]();
});

describe('help of a request', () => {
  test('lists its fields as flags, secret ones left out, before the flags of the command', async () => {
    const { code, stdout } = await place.ocip(['call', 'UserModifyRequest22', '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Sends UserModifyRequest22\./);
    expect(stdout).toMatch(/\nFields:\n\s+--userId <value>\s+UserId, required\n/);
    expect(stdout).toContain('--address.city');
    expect(stdout).not.toContain('--newPassword');
    expect(stdout.indexOf('--userId')).toBeLessThan(stdout.indexOf('--skeleton'));
  });

  test('is that of the command where there is no such request', async () => {
    const { stdout } = await place.ocip(['call', 'NoRequest', '--help']);
    expect(stdout).toMatch(/^Sends a request by its OCI name/);
  });
});
