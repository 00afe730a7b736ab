import { describe, expect, it } from 'vitest';
import { measureAudit } from '../dist/benchmarks/audit.js';
import { measureDigest } from '../dist/benchmarks/digest.js';

type Findings = Awaited<ReturnType<typeof measureDigest>>;

const medianOf = ({ rows }: Findings, name: string): number =>
  rows.find(({ what }) => what === name)?.median ?? NaN;

describe('the benchmark of the digest', () => {
  it('sends the same requests one by one, each in a message', { timeout: 120_000 }, async () => {
    const findings = await measureDigest(1, 2);

    const requests = medianOf(findings, 'digest, requests');
    expect(requests).toBeGreaterThan(medianOf(findings, 'digest, messages'));
    expect(medianOf(findings, 'one after another, messages')).toBe(requests);
    const compared = findings.rows.filter(({ ratio }) => ratio !== undefined);
    expect(compared.map(({ what }) => what)).toEqual([
      'its requests, one after another',
      '20 more hunt groups: its requests, one after another',
    ]);
  });
});

describe('the benchmark of the audit', () => {
  it('given groups, then sends all or a sample one by one', { timeout: 120_000 }, async () => {
    const groups = [
      { users: 2, sample: 1_000 },
      { users: 3, sample: 5 },
    ];
    const findings = await measureAudit(0, groups, 1);

    for (const what of ['2 users', '3 users']) {
      const requests = medianOf(findings, `${what}: requests per user`);
      expect(requests).toBeGreaterThan(10);
      expect(medianOf(findings, `${what}: messages per user`)).toBeLessThan(requests);
      expect(medianOf(findings, `${what}: one after another`)).toBeGreaterThan(0);
      expect(medianOf(findings, `${what}: peak heap`)).toBeGreaterThan(1);
    }
    expect(findings.notes.join('\n')).toMatch(/2 users: all \d+ requests were sent one by one/);
    expect(findings.notes.join('\n')).toMatch(/3 users: of \d+ requests a random 5 were sent/);
  });
});
