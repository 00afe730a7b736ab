import type { ChoiceDoc, FieldDoc, ParticleDoc } from '@ocipkit/generator';
import { literal, propertyName } from '../examples/literal.js';
import { isFields, type Values } from '../examples/values.js';
import { choiceRule } from './fields.js';

/**
 * The input of a request as a TypeScript object in schema order: what has to be there with a value,
 * what may be left out as a comment with its type. It compiles.
 */
export function skeleton(particles: readonly ParticleDoc[], values: Values): string {
  const lines = [...body(particles, values, '  ')];
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n}`;
}

function* body(
  particles: readonly ParticleDoc[],
  values: Values,
  indent: string,
): Generator<string> {
  for (const particle of particles) {
    if (particle.kind === 'choice') yield* choice(particle, values, indent);
    else yield* field(particle, values, indent);
  }
}

function* choice(doc: ChoiceDoc, values: Values, indent: string): Generator<string> {
  yield `${indent}// choice ${String(doc.number)}, ${choiceRule(doc)}:`;
  if (doc.repeats === true && Array.isArray(values.$items)) {
    yield `${indent}$items: ${literal(values.$items, indent)},`;
  }
  const isGiven = (branch: readonly ParticleDoc[]): boolean =>
    branch.some((p) => (p.kind === 'choice' ? p.branches.some(isGiven) : p.name in values));
  const taken = doc.branches.find(isGiven);
  for (const [i, branch] of doc.branches.entries()) {
    if (i > 0) yield `${indent}// or`;
    if (branch === taken) yield* body(branch, values, indent);
    else yield* commented(branch, indent);
  }
}

function* field(doc: FieldDoc, values: Values, indent: string): Generator<string> {
  const value = values[doc.name];
  if (value === undefined) {
    yield* commented([doc], indent);
    return;
  }
  const name = propertyName(doc.name);
  if (doc.particles !== undefined && isFields(value)) {
    yield `${indent}${name}: {`;
    yield* body(doc.particles, value, `${indent}  `);
    yield `${indent}},`;
    return;
  }
  if (
    doc.particles !== undefined &&
    Array.isArray(value) &&
    value.length === 1 &&
    isFields(value[0])
  ) {
    yield `${indent}${name}: [{`;
    yield* body(doc.particles, value[0], `${indent}  `);
    yield `${indent}}],`;
    return;
  }
  yield `${indent}${name}: ${literal(value, indent)},${doc.secret === true ? ' // secret' : ''}`;
}

/** Fields that are not given: names and types. */
function* commented(particles: readonly ParticleDoc[], indent: string): Generator<string> {
  for (const particle of particles) {
    if (particle.kind === 'choice') {
      yield `${indent}// choice ${String(particle.number)}, ${choiceRule(particle)}:`;
      for (const [i, branch] of particle.branches.entries()) {
        if (i > 0) yield `${indent}// or`;
        yield* commented(branch, indent);
      }
      continue;
    }
    const name = `${propertyName(particle.name)}${particle.required ? '' : '?'}`;
    const tail = `${particle.list === undefined ? '' : '[]'}${particle.nillable === true ? ' | null' : ''}`;
    if (particle.particles === undefined) {
      yield `${indent}// ${name}: ${typeText(particle)}${tail},`;
    } else {
      yield `${indent}// ${name}: {`;
      for (const line of commented(particle.particles, '')) {
        yield `${indent}//   ${line.replace(/^( *)\/\/ /, '$1')}`;
      }
      yield `${indent}// }${tail},`;
    }
  }
}

function typeText({ type, typescript, limits, list }: FieldDoc): string {
  const text = typescript.length > 60 ? type.name : typescript;
  const isUnion = list !== undefined && text.includes('|');
  const plain = isUnion ? `(${text})` : text;
  const hint = type.kind === 'simple' || type.kind === 'builtin' ? limits : undefined;
  return hint === undefined
    ? plain
    : `${plain} /* ${hint.replace(/\.$/, '').replaceAll('*/', '* /')} */`;
}

/** Lines above which the optional part is folded. */
export const LONG_SKELETON = 30;
