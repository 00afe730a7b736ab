import { encodeMessageText, validate } from '@ocipkit/core';
import { describe, expect, it } from 'vitest';
import { construct, rewritten } from '../src/command.js';
import type { Fields } from '../src/instances/particles.js';
import { findMutations } from '../src/mutations/find.js';
import {
  mutationKinds,
  type Mutation,
  type MutationKind,
  type Writing,
} from '../src/mutations/kinds.js';
import { selectMutations } from '../src/mutations/select.js';
import { Random } from '../src/values/random.js';
import { thingClass, ThingModifyRequest, wholeThing } from './fixture/thing.js';

const mutations = findMutations(ThingModifyRequest.$, wholeThing, new Random(1));
const places = mutations.map(
  ({ kind, path }) => `${kind} ${path.replace('ThingModifyRequest', '')}`,
);

function mutation(kind: MutationKind, path: string): Mutation {
  const found = mutations.find((m) => m.kind === kind && m.path === `ThingModifyRequest${path}`);
  if (found === undefined) throw new Error(`no ${kind} at ${path}`);
  return found;
}

function written(fields: Fields, writing: Writing): string {
  return encodeMessageText(
    {
      identity: { sessionId: 's' },
      commands: [{ command: rewritten(thingClass, fields, writing) }],
    },
    { validate: false },
  );
}

describe('the ways to spoil a valid command', () => {
  it('are refused by validation at their path, for their reason, and for nothing else', () => {
    for (const { kind, path, apply } of mutations) {
      const problems = validate(construct(thingClass, apply())).map((p) => `${p.code} ${p.path}`);
      expect(problems, `${kind} at ${path}`).toEqual([`${mutationKinds[kind]} ${path}`]);
    }
  });

  it('are of every kind that the type allows', () => {
    const kinds = new Set(mutations.map((m) => m.kind));
    expect([...kinds].sort()).toEqual(Object.keys(mutationKinds).sort());
  });

  it.each([
    'missing-field .id',
    'missing-field .amount',
    'missing-field .owner.groupId',
    'missing-field .pair',
    'two-branches ',
    'two-branches .route.$items[0]',
    'no-branch ',
    'over-long .tag[1]',
    'too-short .route.$items[1].number',
    'bad-pattern .pin',
    'bad-value .color',
    'out-of-range .pair[0]',
    'bad-form .day',
    'too-many .tag',
    'too-many .route.$items',
    'too-few .pair',
    'too-few .route.$items',
    'nil-not-nillable .cancelAll',
    'nil-not-nillable .tag[0]',
    'wrong-type .owner.$type',
    'no-type .owner.$type',
  ])('have %s', (place) => {
    expect(places).toContain(place);
  });

  it.each([
    'missing-field .note',
    'missing-field .caseMatters',
    'nil-not-nillable .note',
    'too-few .tag',
    'no-branch .route.$items[0]',
  ])('have no %s, which is valid', (place) => {
    expect(places).not.toContain(place);
  });

  it('leave the command they spoil as it was', () => {
    const before = structuredClone(wholeThing);
    for (const { apply } of mutations) apply();
    expect(wholeThing).toEqual(before);
  });

  it('refuse a fixed value that is another', () => {
    const { amount, unit, ...rest } = wholeThing;
    expect([amount, unit]).toEqual([7, 'd']);
    const found = findMutations(ThingModifyRequest.$, { ...rest, unlimited: true }, new Random(1));
    const bad = found.find((m) => m.path.endsWith('.unlimited') && m.kind === 'bad-value');
    expect(bad?.apply()).toMatchObject({ unlimited: false });
  });
});

describe('the selection', () => {
  it('takes as many kinds as it can', () => {
    const count = Object.keys(mutationKinds).length;
    const kinds = selectMutations(mutations, count, new Random(1)).map((m) => m.kind);
    expect(new Set(kinds).size).toBe(count);
  });

  it('takes no mutation twice, and no more than there are', () => {
    const all = selectMutations(mutations, 1000, new Random(1));
    expect(new Set(all).size).toBe(mutations.length);
    expect(all).toHaveLength(mutations.length);
  });
});

describe('the description that lets defects through', () => {
  it('changes nothing about a valid command', () => {
    expect(written(wholeThing, 'loosened')).toBe(written(wholeThing, 'as-is'));
  });

  it('has both branches of a choice written', () => {
    const both = mutation('two-branches', '').apply();
    expect(written(both, 'loosened')).toMatch(/<unlimited>.*<amount>.*<unit>/);
    expect(written(both, 'as-is')).not.toMatch(/<unlimited>.*<amount>/);
  });

  it('has unknown types and missing types written', () => {
    const { apply } = mutation('wrong-type', '.owner.$type');
    expect(written(apply(), 'loosened')).toContain('<owner xsi:type="NoSuchType"');
    const untyped = mutation('no-type', '.owner.$type').apply();
    expect(written(untyped, 'loosened')).toContain('<owner/>');
  });
});
