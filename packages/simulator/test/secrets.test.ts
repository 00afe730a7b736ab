import { describe, expect, it } from 'vitest';
import { structureOf, type ComplexType } from '@ocipkit/core';
import { sampleFields } from '@ocipkit/core/sample';
import { registry } from '@ocipkit/commands/registry';
import { UserService } from '@ocipkit/commands/service-names';
import { allBehaviours } from '../src/behaviours/index.js';
import { Engine } from '../src/engine/engine.js';
import { Refusal } from '../src/engine/refusal.js';
import { takeSnapshot } from '../src/store/snapshot.js';
import { World } from './support/world.js';

/*
 * A secret is planted in every sensitive field of every request. The state that is kept, and what a
 * refusal says, must not hold it. Portal passcodes are the exception: the platform shows them.
 */

const PLANTED = 'Pl4nted-Zx9';
const classes = await registry.all();

type Fields = Record<string, unknown>;

/** Puts the secret into each sensitive text; true if there was any. */
function plant(type: ComplexType, fields: Fields): boolean {
  let isPlanted = false;
  for (const { element } of structureOf(type).fields.values()) {
    const value = fields[element.name];
    if (value === undefined || value === null) continue;
    if (element.type.kind === 'complex') {
      const items = (Array.isArray(value) ? value : [value]) as Fields[];
      for (const item of items) isPlanted = plant(element.type, item) || isPlanted;
    } else if (element.sensitive && typeof value === 'string') {
      fields[element.name] = PLANTED;
      isPlanted = true;
    }
  }
  return isPlanted;
}

const known: readonly (readonly [string, string])[] = [
  ['Example-SP', 'Acme'],
  ['Front-Desk', 'Sales'],
];

function localised(fields: Fields): Fields {
  let text = JSON.stringify(fields);
  for (const [from, to] of known) text = text.replaceAll(`"${from}"`, `"${to}"`);
  return JSON.parse(text) as Fields;
}

const writes = classes.filter((c) => 'access' in c.$ && c.$.access === 'write');
const withSecrets = writes.filter((c) =>
  plant(c.$, localised(sampleFields(c.$, { optional: true }))),
);

describe('secrets', () => {
  it('are in some requests', () => {
    expect(withSecrets.length).toBeGreaterThan(10);
  });

  it.each(withSecrets.map((c) => [c.$.name, c] as const))('of %s are not kept', (name, command) => {
    const world = new World();
    world.give(world.alice, ...UserService.values);
    const { platform } = world;
    const engine = new Engine({ platform, behaviours: allBehaviours(), commands: classes });
    const fields = localised(sampleFields(command.$, { optional: true }));
    plant(command.$, fields);
    const before = JSON.stringify(takeSnapshot(platform));
    let said = '';
    try {
      engine.perform(name, fields, world.account('admin'));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      said = `${error.message} ${error.detail ?? ''}`;
    }
    const after = JSON.stringify(takeSnapshot(platform));
    expect(said).not.toContain(PLANTED);
    if (name === 'UserPortalPasscodeModifyRequest') return;
    expect(after).not.toContain(PLANTED);
    // What was refused has changed nothing.
    if (said !== '') expect(after).toBe(before);
  });
});
