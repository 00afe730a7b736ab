import type { Automation, Parameter } from '@ocipkit/automations';
import type { Example } from '../program/spec.js';

/** Values as they stand in the simulator's demo data, so that examples can be tried out. */
const samples: Readonly<Record<string, string>> = {
  userId: 'anna.schmidt@grandharbour.test',
  serviceProviderId: 'Grand-Harbour',
  groupId: 'Berlin',
  toGroupId: 'Vienna',
  callCenterId: 'cc-groups@grandharbour.test',
  phoneNumber: '+1-2025550111',
  servicePackName: 'Reception',
  alias: 'welcome@grandharbour.test',
  digitPattern: '+4419005550*',
  start: '6000',
  end: '6099',
  updates: '\'{"title": "Concierge"}\'',
};

/** How a command of an automation is used: made of what it needs, as its author need not write any. */
export function examplesOf(
  automation: Automation,
  placed: readonly Parameter[],
): readonly Example[] {
  const { access, parameters, resume } = automation;
  const needed = neededBy(automation);
  const places = placed.filter((parameter) => needed.includes(parameter)).map(sampleOf);
  const flags = needed
    .filter((parameter) => !placed.includes(parameter))
    .map((parameter) => `--${parameter.name} ${sampleOf(parameter)}`);
  const line = ['ocip', automation.command, ...places, ...flags].join(' ');
  if (access === 'read') {
    return [
      { description: 'For people', line },
      { description: 'As a page to send to a colleague', line: `${line} --html report.html` },
    ];
  }
  const isByApply = parameters.some(({ name }) => name === 'apply');
  const plan = {
    description: 'See what it would do',
    line: isByApply ? line : `${line} --dryRun true`,
  };
  const journal = resume === undefined ? '' : ' --journal run.ndjson';
  const doing = `${line}${isByApply ? ' --apply true' : ''}${journal}`;
  return [plan, { description: 'Do it, after a question', line: doing }];
}

/**
 * What is required. Where that says nothing of where or what, the ids of a group or instance, and the
 * object with what is to be changed, stand beside it; a change names its group.
 */
function neededBy({ access, parameters }: Automation): readonly Parameter[] {
  const required = parameters.filter(({ isRequired }) => isRequired);
  const isElsewhere = required.every(
    (parameter) => !isId(parameter) && parameter.type !== 'object',
  );
  const [first, ...others] = parameters.filter((p) => isId(p) && p.type === 'text');
  const ids = isElsewhere && first !== undefined ? [first, ...groupOf(first, others)] : [];
  const saysWhat = access === 'read' || required.some((p) => !isId(p) || p.type === 'texts');
  const object = saysWhat ? [] : parameters.filter(({ type }) => type === 'object').slice(0, 1);
  const group = parameters.filter(
    ({ name, isRequired }) => access === 'write' && name === 'groupId' && !isRequired,
  );
  return [...ids, ...required, ...group, ...object];
}

function isId(parameter: Parameter): boolean {
  return 'completion' in parameter && parameter.completion !== undefined;
}

function groupOf(first: Parameter, others: readonly Parameter[]): readonly Parameter[] {
  return first.name === 'serviceProviderId' ? others.filter(({ name }) => name === 'groupId') : [];
}

function sampleOf(parameter: Parameter): string {
  const { name, type } = parameter;
  const byName = samples[name];
  if (byName !== undefined) return byName;
  const kind = 'completion' in parameter ? parameter.completion : undefined;
  switch (type) {
    case 'text':
    case 'texts':
      return samples[kind ?? ''] ?? name;
    case 'integer':
      return String(parameter.min ?? 1);
    case 'boolean':
      return 'true';
    case 'choice':
    case 'choices':
      return parameter.values[0] ?? name;
    case 'object':
      return `@${name}.json`;
  }
}
