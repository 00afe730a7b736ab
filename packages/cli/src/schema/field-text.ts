import type { ChoiceDoc, ColumnDoc, FieldDoc, ParticleDoc, TypePage } from '@ocipkit/generator';
import type { Terminal } from '../terminal/terminal.js';
import { wrapped } from './wrap.js';

export interface FieldLook {
  readonly terminal: Pick<Terminal, 'style'>;
  /** Columns of a line. */
  readonly width: number;
  /** How many levels of named types are opened; those declared in place always are. */
  readonly depth: number;
  readonly page: (name: string) => Promise<TypePage | undefined>;
}

/** Fields as an indented tree, with the branches of choices drawn at its side. */
export async function fieldLines(
  particles: readonly ParticleDoc[],
  look: FieldLook,
  indent: string,
  around: readonly string[],
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const particle of particles) {
    lines.push(
      ...(particle.kind === 'choice'
        ? await choiceLines(particle, look, indent, around)
        : await oneField(particle, look, indent, around)),
    );
  }
  return lines;
}

async function choiceLines(
  choice: ChoiceDoc,
  look: FieldLook,
  indent: string,
  around: readonly string[],
): Promise<readonly string[]> {
  const { dim } = look.terminal.style;
  const lines = [indent + dim(`┌─ choice ${String(choice.number)}: ${choiceRule(choice)}`)];
  for (const [i, branch] of choice.branches.entries()) {
    if (i > 0) lines.push(indent + dim('├─ or'));
    lines.push(...(await fieldLines(branch, look, `${indent}${dim('│')}  `, around)));
  }
  return [...lines, indent + dim('└─')];
}

/** How many branches may be given. */
function choiceRule({ required, repeats, mayBeEmpty, property, list }: ChoiceDoc): string {
  if (repeats === true) {
    const least = String(list?.min ?? (required ? 1 : 0));
    const most = list?.max === undefined ? 'or more' : `to ${String(list.max)}`;
    return `${least} ${most} of these, in any order${property === undefined ? '' : `, as ${property}`}`;
  }
  const count = required ? 'exactly one of' : 'at most one of';
  return mayBeEmpty === true ? `${count}; it may be left empty` : count;
}

async function oneField(
  field: FieldDoc,
  look: FieldLook,
  indent: string,
  around: readonly string[],
): Promise<readonly string[]> {
  const { style } = look.terminal;
  const name = field.required ? style.bold(field.name) : field.name;
  const facts = [typeText(field), ...fieldFacts(field)].join(style.dim(' · '));
  const inner = `${indent}    `;
  return [
    `${indent}${name}  ${style.cyan(facts)}`,
    ...wrapped(field.doc, look.width, inner),
    ...valueLines(field, look, inner),
    ...columnLines(field.columns, look, inner),
    ...(await insideLines(field, look, inner, around)),
  ];
}

async function insideLines(
  field: FieldDoc,
  look: FieldLook,
  indent: string,
  around: readonly string[],
): Promise<readonly string[]> {
  if (field.particles !== undefined) return fieldLines(field.particles, look, indent, around);
  if (look.depth < 1 || field.type.kind !== 'type') return [];
  const { dim } = look.terminal.style;
  const deeper = { ...look, depth: look.depth - 1 };
  const lines: string[] = [];
  for (const name of field.type.subtypes ?? [field.type.name]) {
    const page = around.includes(name) ? undefined : await look.page(name);
    if (page?.particles === undefined) continue;
    const isOne = field.type.subtypes === undefined;
    if (!isOne) lines.push(indent + dim(`as ${name}:`));
    const inner = isOne ? indent : `${indent}  `;
    lines.push(...(await fieldLines(page.particles, deeper, inner, [...around, name])));
  }
  return lines;
}

export function typeText({ type, list }: FieldDoc): string {
  const name =
    type.kind === 'inline' ? 'fields below' : type.kind === 'empty' ? 'empty' : type.name;
  const forms = type.subtypes === undefined ? '' : ` (${type.subtypes.join(' | ')})`;
  if (list === undefined) return `${name}${forms}`;
  const count =
    list.max === undefined
      ? list.min === 0
        ? ''
        : ` of ${String(list.min)} or more`
      : ` of ${String(list.min)} to ${String(list.max)}`;
  return `${name}[]${count}${forms}`;
}

/** What there is to know of a field beside its type and meaning, in short. */
export function fieldFacts(field: FieldDoc): readonly string[] {
  const { required, nillable, fixed, limits, secret, replaces, modes, inheritedFrom } = field;
  return [
    required ? 'required' : 'optional',
    ...(nillable === true ? ['nil clears'] : []),
    ...(fixed === undefined ? [] : [`only ${fixed}`]),
    ...(field.default === undefined ? [] : [`default ${field.default}`]),
    ...(limits === undefined ? [] : [limits.replace(/\.$/, '')]),
    ...(secret === true ? ['secret'] : []),
    ...(replaces === true ? ['replaces the list'] : []),
    ...(modes === undefined
      ? []
      : [modes.length === 0 ? 'no longer used' : `${modes.join(' and ')} data mode only`]),
    ...(inheritedFrom === undefined ? [] : [`from ${inheritedFrom}`]),
    ...(field.changed === true ? ['changed'] : []),
  ];
}

function valueLines(
  { values, valueCount, hints, type }: FieldDoc,
  { width }: FieldLook,
  indent: string,
): readonly string[] {
  if (values !== undefined) return wrapped(`Values: ${values.join(', ')}`, width, indent);
  if (valueCount !== undefined) {
    return [`${indent}${String(valueCount)} values: ocip describe ${type.name}`];
  }
  return hints === undefined ? [] : wrapped(`Values: ${hints.join(', ')}`, width, indent);
}

function columnLines(
  columns: readonly ColumnDoc[] | undefined,
  { width }: FieldLook,
  indent: string,
): readonly string[] {
  if (columns === undefined || columns.length === 0) return [];
  const shown = columns.map(({ heading, property, mode }) =>
    mode === undefined ? `${property} (${heading})` : `${property} (${heading}, ${mode})`,
  );
  return wrapped(`Columns: ${shown.join(', ')}`, width, indent);
}
