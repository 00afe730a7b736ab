import type { ElementSpec, FieldType } from '@ocipkit/core';
import type { Context } from '../program/context.js';
import type { FlagSpec, Given, Suggestions } from '../program/spec.js';

/** Fields inside of fields, at most. */
const DEPTH = 4;

/** Ids by the schema type of a field. */
const idTypes: Readonly<Record<string, Suggestions>> = {
  UserId: 'userId',
  ServiceProviderId: 'serviceProviderId',
  GroupId: 'groupId',
  DN: 'phoneNumber',
  ServicePackName: 'servicePackName',
};

/** The fields of a request as flags; none if there is no such request. */
export async function requestFlags(
  name: string,
  given: Given,
  context: Context,
): Promise<readonly FlagSpec[]> {
  const registry = await context.commands(given);
  const request = registry.info(name) === undefined ? registry.newest(name)?.name : name;
  if (request === undefined || registry.info(request)?.kind !== 'request') return [];
  const [{ structureOf }, { $: type }] = await Promise.all([
    import('@ocipkit/core'),
    registry.request(request),
  ]);
  const flags: FlagSpec[] = [];
  const add = (element: ElementSpec, prefix: string, depth: number): void => {
    const field = prefix + element.name;
    const { type: fieldType } = element;
    if (element.sensitive || fieldType.kind === 'table') return;
    if (fieldType.kind === 'simple') {
      flags.push(flagOf(field, element, fieldType));
      return;
    }
    if (depth === DEPTH) return;
    const inner = `${field}${element.list ? '[0]' : ''}.`;
    for (const { element: child } of structureOf(fieldType).fields.values()) {
      add(child, inner, depth + 1);
    }
  };
  for (const { element } of structureOf(type).fields.values()) add(element, '', 0);
  return flags;
}

function flagOf(
  name: string,
  { min, list, nillable, fixed }: ElementSpec,
  type: Extract<FieldType, { kind: 'simple' }>,
): FlagSpec {
  const isBoolean = type.primitive === 'boolean';
  const values = fixed === undefined ? type.values?.map(String) : [fixed];
  const choices = values ?? (isBoolean ? ['true', 'false'] : undefined);
  const kind = type.name === '' ? type.primitive : type.name.replace(/^xs:/, '');
  const remarks = [min > 0 ? 'required' : '', list ? 'list' : '', nillable ? 'may be nil' : ''];
  return {
    name,
    type: choices === undefined ? 'text' : 'choice',
    description: [kind, ...remarks.filter((remark) => remark !== '')].join(', '),
    choices,
    suggestions: idTypes[type.name],
    group: 'Fields',
  };
}
