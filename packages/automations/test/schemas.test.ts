import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { automations, collectGroupUserAudit, userDigest } from '../src/index.js';
import { Simulated } from './support/simulated.js';

/*
 * The JSON Schema of each result, as it is published with the package. Needs a build.
 */

function schemaOf(name: string): object {
  const path = resolve(import.meta.dirname, `../schemas/${name}.schema.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as object;
}

function problemsOf(name: string, result: unknown): unknown {
  const ajv = new Ajv({ strict: false, allErrors: true });
  const validate = ajv.compile(schemaOf(name));
  validate(JSON.parse(JSON.stringify(result)));
  return validate.errors;
}

describe('the schema of a result', () => {
  it('is there for every automation', () => {
    const missing = [...automations].filter(
      ({ name }) => !existsSync(resolve(import.meta.dirname, `../schemas/${name}.schema.json`)),
    );
    expect(missing.map((a) => a.name)).toEqual([]);
  });

  it('fits what the automation gives: user digest', async () => {
    await using world = await Simulated.start();
    for (const userId of ['ben.koch@grandharbour.test', 'gina.rossi@grandharbour.test']) {
      expect(problemsOf('userDigest', await userDigest(world.client, { userId }))).toBeNull();
    }
  });

  const group = { serviceProviderId: 'Grand-Harbour', groupId: 'Reservations' };
  it.each([
    ['groupAudit', group],
    ['serviceMembership', group],
    ['servicePackAudit', group],
    ['registrationReport', group],
    ['callCenterDigest', group],
    ['locateFreeExtension', { ...group, start: '8000', end: '8050' }],
    ['trunkCapacity', { serviceProviderId: 'Grand-Harbour' }],
    ['findAlias', { ...group, alias: 'bookings' }],
    ['userData', { loginId: 'gina.rossi@grandharbour.test' }],
    ['groupUserData', group],
  ])('fits what the automation gives: %s', async (name, input) => {
    await using world = await Simulated.start();
    const automation = automations.get(name)!;
    const result = await automation.run(world.client, input);
    expect(problemsOf(name, result)).toBeNull();
    const limited = await automation.run(world.client, input, { maxDetails: 0 });
    expect(problemsOf(name, limited)).toBeNull();
  });

  it('fits what the automation gives: group user audit', async () => {
    await using world = await Simulated.start();
    const result = await collectGroupUserAudit(world.client, group);
    expect(problemsOf('groupUserAudit', result)).toBeNull();
  });
});
