import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  resolverOf,
  type CommandClass,
  type CommandType,
  type ElementSpec,
  type Particle,
} from '@ocipkit/core';
import { Diagnostics, readRelease, readSource } from '@ocipkit/generator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandChecker } from '../src/check.js';
import { XercesOracle } from '../src/oracle/oracle.js';
import { BatchingQueue, skippingQueue, type OracleQueue } from '../src/oracle/queue.js';
import { writeDriverSchema } from '../src/oracle/schema.js';
import { findXerces } from '../src/oracle/xerces.js';
import { loadRelease } from '../src/release.js';
import { Report, type Check } from '../src/report.js';
import { hasXerces, temporaryFolder } from './fixture/java.js';

const miniature = fileURLToPath(new URL('fixture/release', import.meta.url));
const withJava = await hasXerces();
const folder = temporaryFolder();
afterAll(folder.remove);

let thing: CommandClass;
beforeAll(async () => {
  const work = join(folder.path, 'release');
  mkdirSync(work);
  const { classes } = await loadRelease(miniature, work, (_stage, load) => load());
  thing = classes.find((known) => known.$.name === 'ThingModifyRequest')!;
});

/** Checks a command with every mutation there is; returns the checks that failed. */
async function failedChecks(
  known: CommandClass,
  queueOf: (report: Report) => OracleQueue,
  resolve = resolverOf([known]),
): Promise<Set<Check>> {
  const report = new Report();
  const queue = queueOf(report);
  new CommandChecker({ instances: 60, seed: 1 }, resolve, report, queue).check(known);
  await queue.finish();
  expect(report.total.passed).toBeGreaterThan(100);
  return new Set(report.failures.map((f) => f.check));
}

/** The command with another description, as a generator with a defect would write it. */
function described(change: (type: CommandType) => Partial<CommandType>): CommandClass {
  const Base = thing as unknown as new (input: object) => object;
  class Changed extends Base {
    static readonly $ = { ...thing.$, ...change(thing.$) };
  }
  return Changed as unknown as CommandClass;
}

function withParticles(change: (all: readonly Particle[]) => readonly Particle[]): CommandClass {
  return described((type) => ({ particles: () => change(type.particles()) }));
}

function withField(name: string, change: Partial<ElementSpec>): CommandClass {
  return withParticles((all) =>
    all.map((p) => (p.kind === 'element' && p.name === name ? { ...p, ...change } : p)),
  );
}

describe('the checks without an oracle', () => {
  it('find nothing wrong with a command that is right', async () => {
    expect(await failedChecks(thing, skippingQueue)).toEqual(new Set());
  });

  it('find a constructor that loses a field', async () => {
    const Base = thing as unknown as new (input: object) => object;
    class Forgetful extends Base {
      constructor(input: object) {
        super({ ...input, color: undefined });
      }
    }
    const found = await failedChecks(Forgetful as unknown as CommandClass, skippingQueue);
    expect(found).toEqual(new Set(['round-trip', 'refused']));
  });

  it('find a command that is not read back as what it is', async () => {
    expect(await failedChecks(thing, skippingQueue, () => undefined)).toEqual(new Set(['decode']));
  });

  it('find facets that contradict each other', () => {
    const impossible = withParticles((all) =>
      all.map((p) => {
        if (p.kind !== 'element' || p.name !== 'pin' || p.type.kind !== 'simple') return p;
        return { ...p, type: { ...p.type, facets: { ...p.type.facets, maxLength: 0 } } };
      }),
    );
    const report = new Report();
    const checker = new CommandChecker(
      { instances: 3, seed: 1 },
      resolverOf([impossible]),
      report,
      skippingQueue(report),
    );
    checker.check(impossible);
    expect(report.failures[0]).toMatchObject({ check: 'build', type: 'ThingModifyRequest' });
    expect(report.failures[0]?.message).toContain('Pin');
  });
});

/** What a defective generator could write, and the check that must find it. */
const planted: readonly [string, Check, () => CommandClass][] = [
  ['fields in another order', 'oracle-accepts', () => withParticles((all) => [...all].reverse())],
  ['a field that is missing', 'oracle-accepts', () => withParticles((all) => all.slice(1))],
  ['a field under another name', 'oracle-accepts', () => withField('id', { name: 'Id' })],
  ['a required field taken for optional', 'oracle-accepts', () => withField('id', { min: 0 })],
  ['nil where the schema has none', 'oracle-accepts', () => withField('color', { nillable: true })],
  ['a list without its maximum', 'oracle-accepts', () => withField('tag', { max: 30 })],
  ['an optional field taken for required', 'oracle-refuses', () => withField('color', { min: 1 })],
  [
    'a nillable field taken for another',
    'oracle-refuses',
    () => withField('note', { nillable: false }),
  ],
  ['a list that is cut short', 'oracle-refuses', () => withField('tag', { max: 2 })],
  ['something that is not XML', 'decode', () => withField('color', { name: 'co lor' })],
];

describe.skipIf(!withJava)('the checks with the oracle', () => {
  let oracle: XercesOracle;
  const found = new Map<string, Set<Check>>();

  // All in one go: it is the start of Java that takes time.
  beforeAll(async () => {
    const source = readSource(miniature);
    const release = readRelease(source, {}, new Diagnostics());
    const schema = writeDriverSchema(source, release, join(folder.path, 'schemas'));
    oracle = new XercesOracle(await findXerces(join(folder.path, 'java')), schema);
    const judged = new Report();
    const shared = new BatchingQueue(oracle, judged, folder.path);
    const all = planted.map(([what, , defective]) => ({ what, known: defective() }));
    for (const { what, known } of [...all, { what: 'nothing', known: thing }]) {
      const labelled: OracleQueue = {
        add: (verdict, document, { subject, path }) =>
          shared.add(verdict, document, { subject: { ...subject, type: what }, path }),
        settle: () => Promise.resolve(),
        finish: () => Promise.resolve(),
      };
      found.set(what, await failedChecks(known, () => labelled));
    }
    await shared.finish();
    for (const { type, check } of judged.failures) found.get(type)?.add(check);
  }, 120_000);

  it('find nothing wrong with a command that is right', () => {
    expect(found.get('nothing')).toEqual(new Set());
  });

  it.each(planted)('find %s', (what, check) => {
    expect(found.get(what)).toEqual(new Set([check]));
  });

  it('go on after a document that ends the validation', async () => {
    const report = new Report();
    const queue = new BatchingQueue(oracle, report, folder.path);
    const broken = Buffer.from('<c:BroadsoftDocument xmlns:c="C" protocol="&#x1;"/>\n');
    const empty = Buffer.from('<c:BroadsoftDocument xmlns:c="C" protocol="OCI"/>\n');
    [empty, broken, empty].forEach((document, order) => {
      const subject = { order, type: 'T', variant: 'full' };
      queue.add('refuse', document, { subject, path: 'T' });
    });
    await queue.finish();
    expect(report.counts['oracle-refuses']).toEqual({ passed: 3, failed: 0, skipped: 0 });
  }, 60_000);
});
