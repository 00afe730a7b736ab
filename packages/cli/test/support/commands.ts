import { automations } from '@ocipkit/automations';
import type { CommandSpec } from '../../src/program/spec.js';
import { automationLeaves, leaves, type Leaf } from '../../src/program/tree.js';

/** Every command that lists show, with its spec; those of the package's automations first. */
export async function everyCommand(): Promise<readonly (readonly [Leaf, CommandSpec])[]> {
  const all = [...automationLeaves(automations), ...leaves];
  return Promise.all(all.map(async (leaf) => [leaf, await leaf.load()] as const));
}

/** One program of a line of an example. */
export interface Piece {
  readonly words: readonly string[];
  /** File that its stdout goes to. */
  readonly into?: string | undefined;
}

/** Takes the line of an example apart, as a shell does: programs joined by `&&` or `|`, redirections. */
export function piecesOf(line: string): readonly Piece[] {
  return line.split(/ (?:&&|\|) /).map((text) => {
    const [, command = text, into] =
      /^(.*?)(?: >>? (\S+))?$/.exec(text.replace(/ < \S+/, '')) ?? [];
    const words = [...command.matchAll(/(?:'[^']*'|"[^"]*"|\S)+/g)].map(([word]) =>
      word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'),
    );
    return { words, into };
  });
}
