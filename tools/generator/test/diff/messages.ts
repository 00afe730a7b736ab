import type { ParticleDef } from '../../src/index.js';

/** What stands for any number of times; content in tests has no higher bound. */
const MANY = 3;

type Message = readonly string[];

/** Every message that some content allows, as the names of its fields. */
export function messagesOf(particles: readonly ParticleDef[]): readonly Message[] {
  return particles.map(messagesOfOne).reduce(joined, [[]]);
}

function messagesOfOne(particle: ParticleDef): readonly Message[] {
  const once =
    particle.kind === 'element' ? [[particle.name]] : particle.branches.flatMap(messagesOf);
  const all: Message[] = [];
  let repeated: readonly Message[] = [[]];
  for (let times = 0; times <= Math.min(particle.max, MANY); times++) {
    if (times >= particle.min) all.push(...repeated);
    repeated = joined(repeated, once);
  }
  return all;
}

function joined(heads: readonly Message[], tails: readonly Message[]): readonly Message[] {
  return heads.flatMap((head) => tails.map((tail) => [...head, ...tail]));
}
