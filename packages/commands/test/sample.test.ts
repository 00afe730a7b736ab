import { expect, it } from 'vitest';
import { describeProblem, validate, type OCICommand } from '@ocipkit/core';
import { sampleFields } from '@ocipkit/core/sample';
import { registry } from '@ocipkit/commands/registry';

it('has a valid sample of every command, with and without its optional fields', async () => {
  const wrong: string[] = [];
  for (const command of await registry.all()) {
    const Command = command as unknown as new (fields: object) => OCICommand<string, object>;
    for (const optional of [false, true]) {
      const sample = new Command(sampleFields(command.$, { optional }));
      const problems = validate(sample).filter((p) => p.severity === 'error');
      wrong.push(...problems.map(describeProblem));
    }
  }
  expect(wrong).toEqual([]);
});
