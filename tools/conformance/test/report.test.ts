import { describe, expect, it } from 'vitest';
import { describeCounts, describeFailures, toJson } from '../src/output.js';
import { Report, type Subject } from '../src/report.js';
import type { Outcome } from '../src/run.js';

const subject = (order: number): Subject => ({ order, type: `T${String(order)}`, variant: 'full' });

function failedAt(orders: readonly number[]): Report {
  const report = new Report();
  for (const order of orders) {
    report.fail(
      subject(order),
      'decode',
      `T${String(order)}`,
      'lost',
      () => `<d${String(order)}/>`,
    );
  }
  return report;
}

const outcome = (report: Report): Outcome => ({
  release: 'R1',
  commands: 3,
  report,
  noOracle: undefined,
  ms: { total: 5 },
});
const options = { schemas: 's', instances: 3, seed: 1, include: [], oracle: true, json: false };

describe('the report', () => {
  it('lists failures in the order of the run, whenever they become known', () => {
    const failures = failedAt([5, 1, 9, 3]).failures;
    expect(failures.map((f) => f.type)).toEqual(['T1', 'T3', 'T5', 'T9']);
  });

  it('keeps the documents of the first twenty, and a thousand failures', () => {
    const orders = Array.from({ length: 1500 }, (_, i) => 1500 - i);
    const report = failedAt(orders);
    expect(report.failures).toHaveLength(1000);
    const documents = report.failures.flatMap((f) => f.document ?? []);
    expect(documents).toEqual(Array.from({ length: 20 }, (_, i) => `<d${String(i + 1)}/>`));
    expect(report.total.failed).toBe(1500);
  });

  it('does not read a document that it does not keep', () => {
    const report = failedAt(Array.from({ length: 20 }, (_, i) => i));
    report.fail(subject(99), 'decode', 'T99', 'lost', () => {
      throw new Error('was read');
    });
    expect(report.total.failed).toBe(21);
  });

  it('adds up all checks', () => {
    const report = failedAt([1]);
    report.pass('decode');
    report.pass('encode');
    report.skip('oracle-accepts', 4);
    expect(describeCounts(report.total)).toBe('2 passed, 1 failed, 4 skipped');
  });

  it('prints the first failures in full and counts the rest', () => {
    const text = describeFailures(outcome(failedAt(Array.from({ length: 25 }, (_, i) => i))));
    expect(text).toContain('FAILED decode: T0 (full)\n  at T0\n  lost\n  <d0/>\n');
    expect(text).toContain('<d19/>');
    expect(text).not.toContain('T20');
    expect(text).toContain('… and 5 more failures');
    expect(text).toMatch(/decode +0 passed, 25 failed, 0 skipped/);
  });

  it('gives all of it as JSON', () => {
    const report = failedAt([1]);
    report.countMutation('too-many');
    expect(toJson(outcome(report), options)).toMatchObject({
      release: 'R1',
      passed: 0,
      failed: 1,
      skipped: 0,
      checks: { decode: { passed: 0, failed: 1, skipped: 0 } },
      mutations: { 'too-many': 1 },
      failures: [{ type: 'T1', check: 'decode', path: 'T1', message: 'lost', document: '<d1/>' }],
      ms: { total: 5 },
    });
  });
});
